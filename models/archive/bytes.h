// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <bit>
#include <cstdint>
#include <cstring>
#include <span>
#include <string>
#include <string_view>

namespace desk {

static_assert(std::endian::native == std::endian::little, "files are little endian");

// Numbers as the session file's columns hold them: LEB128 for lengths and small numbers, zigzag for signed
// ones (small magnitudes become small numbers), fixed width where bits matter.
constexpr std::uint64_t zigzag(std::int64_t v)
{
    return static_cast<std::uint64_t>(v) << 1U ^ static_cast<std::uint64_t>(v >> 63);
}
constexpr std::int64_t unzigzag(std::uint64_t v)
{
    return static_cast<std::int64_t>(v >> 1U) ^ -static_cast<std::int64_t>(v & 1U);
}

inline void putVarint(std::string &out, std::uint64_t v)
{
    for (; v >= 0x80; v >>= 7U)
        out.push_back(static_cast<char>(v | 0x80U));
    out.push_back(static_cast<char>(v));
}

template <class T>
requires std::is_trivially_copyable_v<T>
void putFixed(std::string &out, T v)
{
    char bytes[sizeof v];
    std::memcpy(bytes, &v, sizeof v);
    out.append(bytes, sizeof v);
}

inline void putText(std::string &out, std::string_view text)
{
    putVarint(out, text.size());
    out.append(text);
}

// Reads what the functions above wrote. Past the end, or on a number that is none, it answers 0 and is bad
// from then on; nothing is ever read outside the bytes. Any one thread.
class ByteReader
{
public:
    explicit ByteReader(std::string_view bytes)
        : m_rest(bytes)
    {
    }

    [[nodiscard]] bool isGood() const { return m_good; }
    [[nodiscard]] bool atEnd() const { return m_rest.empty(); }
    [[nodiscard]] std::size_t left() const { return m_rest.size(); }

    std::uint64_t varint()
    {
        std::uint64_t v = 0;
        for (unsigned shift = 0; shift < 64; shift += 7) {
            if (m_rest.empty())
                break;
            const auto byte = static_cast<unsigned char>(m_rest.front());
            m_rest.remove_prefix(1);
            v |= std::uint64_t{byte & 0x7FU} << shift;
            if (byte < 0x80)
                return v;
        }
        m_good = false;
        return 0;
    }
    std::string_view bytes(std::uint64_t count)
    {
        if (count > m_rest.size()) {
            m_good = false;
            m_rest = {};
            return {};
        }
        const auto taken = m_rest.substr(0, count);
        m_rest.remove_prefix(count);
        return taken;
    }
    std::string_view text() { return bytes(varint()); }
    template <class T>
    requires std::is_trivially_copyable_v<T> T fixed()
    {
        T v{};
        if (const auto raw = bytes(sizeof v); raw.size() == sizeof v)
            std::memcpy(&v, raw.data(), sizeof v);
        return v;
    }

private:
    std::string_view m_rest;
    bool m_good = true;
};

} // namespace desk
