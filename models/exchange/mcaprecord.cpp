// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/exchange/mcaprecord.h"

#include <zlib.h>

namespace desk {

McapRecord::McapRecord(std::string &out, McapOpcode opcode)
    : m_out(out)
    , m_begin(out.size())
{
    u8(static_cast<std::uint8_t>(opcode)).u64(0);
}

McapRecord &McapRecord::integer(std::uint64_t value, unsigned bytes)
{
    for (unsigned i = 0; i < bytes; ++i)
        m_out += static_cast<char>(value >> (8 * i) & 0xFFU);
    return *this;
}

void McapRecord::patch(std::size_t at, std::uint64_t value, unsigned bytes)
{
    for (unsigned i = 0; i < bytes; ++i)
        m_out[at + i] = static_cast<char>(value >> (8 * i) & 0xFFU);
}

McapRecord &McapRecord::text(std::string_view value)
{
    return u32(static_cast<std::uint32_t>(value.size())).bytes(value);
}

McapRecord &McapRecord::bytes(std::string_view value)
{
    m_out += value;
    return *this;
}

McapRecord &McapRecord::beginArray()
{
    m_array = m_out.size();
    return u32(0);
}

McapRecord &McapRecord::endArray()
{
    patch(m_array, m_out.size() - m_array - 4, 4);
    return *this;
}

void McapRecord::end()
{
    patch(m_begin + 1, m_out.size() - m_begin - mcapRecordHead, 8);
}

std::optional<std::uint64_t> McapContent::integer(unsigned bytes)
{
    const auto raw = this->bytes(bytes);
    if (!raw)
        return std::nullopt;
    std::uint64_t value = 0;
    for (unsigned i = 0; i < bytes; ++i)
        value |= std::uint64_t{static_cast<unsigned char>((*raw)[i])} << (8 * i);
    return value;
}

std::optional<std::string_view> McapContent::text()
{
    const auto size = integer(4);
    return size ? bytes(*size) : std::nullopt;
}

std::optional<std::string_view> McapContent::bytes(std::uint64_t count)
{
    if (count > m_content.size())
        return std::nullopt;
    const std::string_view taken = m_content.substr(0, count);
    m_content.remove_prefix(count);
    return taken;
}

std::uint32_t mcapCrc(std::string_view bytes, std::uint32_t before)
{
    uLong crc = before;
    while (!bytes.empty()) { // zlib counts in 32 bits
        const std::string_view piece = bytes.substr(0, 1U << 30U);
        crc = crc32(crc, reinterpret_cast<const Bytef *>(piece.data()), static_cast<uInt>(piece.size()));
        bytes.remove_prefix(piece.size());
    }
    return static_cast<std::uint32_t>(crc);
}

} // namespace desk
