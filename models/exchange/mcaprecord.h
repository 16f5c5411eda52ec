// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace desk {

// Records of an MCAP file, version 0 (https://mcap.dev/spec): opcode, length (64 bit), content;
// little-endian.
enum class McapOpcode : std::uint8_t {
    header = 0x01,
    footer = 0x02,
    schema = 0x03,
    channel = 0x04,
    message = 0x05,
    chunk = 0x06,
    messageIndex = 0x07,
    chunkIndex = 0x08,
    attachment = 0x09,
    attachmentIndex = 0x0A,
    statistics = 0x0B,
    metadata = 0x0C,
    metadataIndex = 0x0D,
    summaryOffset = 0x0E,
    dataEnd = 0x0F,
};

inline constexpr std::string_view mcapMagic{"\x89MCAP0\r\n", 8};
inline constexpr std::size_t mcapRecordHead = 9; // bytes before the content

// Appends one record to a text. The length is filled in by end(). Plain value, one thread.
class McapRecord
{
public:
    McapRecord(std::string &out, McapOpcode opcode);

    McapRecord &u16(std::uint16_t value) { return integer(value, 2); }
    McapRecord &u32(std::uint32_t value) { return integer(value, 4); }
    McapRecord &u64(std::uint64_t value) { return integer(value, 8); }
    McapRecord &u8(std::uint8_t value) { return integer(value, 1); }
    McapRecord &text(std::string_view value);  // with its length in 32 bits
    McapRecord &bytes(std::string_view value); // as they are
    // What is added until endArray() counts for the length in 32 bits here.
    McapRecord &beginArray();
    McapRecord &endArray();
    void end();

private:
    McapRecord &integer(std::uint64_t value, unsigned bytes);
    void patch(std::size_t at, std::uint64_t value, unsigned bytes);

    std::string &m_out;
    std::size_t m_begin;
    std::size_t m_array = 0;
};

// Reads the content of a record; every read says whether there was so much. Plain value.
class McapContent
{
public:
    explicit McapContent(std::string_view content)
        : m_content(content)
    {
    }

    std::optional<std::uint64_t> integer(unsigned bytes);
    std::optional<std::string_view> text(); // with its length in 32 bits
    std::optional<std::string_view> bytes(std::uint64_t count);
    [[nodiscard]] std::string_view rest() const { return m_content; }

private:
    std::string_view m_content;
};

// CRC-32 of zlib and gzip; begin with 0.
std::uint32_t mcapCrc(std::string_view bytes, std::uint32_t before = 0);

} // namespace desk
