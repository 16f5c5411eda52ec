// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/exchange/mcapchunkcodec.h"
#include "models/exchange/mcaprecord.h"

#include <map>
#include <memory>
#include <vector>

namespace desk {

struct McapChannel
{
    std::uint16_t id = 0;
    std::string topic;
    std::string encoding; // of messages
    std::string schema;   // its name; empty without one
    std::map<std::string, std::string> metadata;
    std::shared_ptr<const std::string> schemaText; // of a JSON schema; null without one
};

struct McapMessage
{
    const McapChannel *channel = nullptr; // valid until the parser goes on
    std::uint32_t sequence = 0;
    std::uint64_t logTime = 0;
    std::uint64_t publishTime = 0;
    std::string_view data; // valid until the parser goes on
};

// Reads the messages of an MCAP file in the order they stand in it, with or without chunks and index. Bytes
// come in pieces. Trusts nothing in the file: sizes are checked before memory is taken (a record of at most
// 64 MiB, a chunk that unpacks to at most 256 MiB), CRCs where there are any. One thread.
class McapParser
{
public:
    static constexpr std::uint64_t mostRecordBytes = 64U << 20U;
    static constexpr std::uint64_t mostChunkBytes = 256U << 20U;
    static constexpr std::size_t mostNameBytes = 16U << 20U; // of all channels and schemas together

    void append(std::string_view bytes);
    void finish() { m_finished = true; }
    // Nothing: more bytes are needed, or after finish() it is the end. Errors with index >= 0 are of what
    // stands at that byte, and reading goes on behind it; others end it.
    Result<std::optional<McapMessage>> next();

private:
    struct Record
    {
        McapOpcode opcode{};
        std::string_view content;
    };

    [[nodiscard]] std::string_view rest() const { return std::string_view(m_buffer).substr(m_at); }
    void consume(std::size_t bytes);
    Result<bool> takeMagic();
    Result<std::optional<McapMessage>> nextInChunk();
    Result<std::optional<McapMessage>> read(const Record &record);
    Result<void> openChunk(std::string_view content);
    Result<void> readSchema(McapContent content);
    Result<void> readChannel(McapContent content);
    Result<std::optional<McapMessage>> readMessage(McapContent content) const;
    Result<std::optional<McapMessage>> atEnd();
    tl::unexpected<Error> broken(const std::string &what);
    tl::unexpected<Error> wrong(const std::string &what) const;

    McapChunkCodec m_codec;
    std::string m_buffer;
    std::size_t m_at = 0;
    std::uint64_t m_position = 0; // of m_at in the file
    std::uint64_t m_record = 0;   // where the record that is read begins in the file
    std::uint64_t m_skip = 0;     // bytes of a record that nobody wants
    std::string m_chunk;
    std::size_t m_chunkAt = 0;
    struct Schema
    {
        std::string name;
        std::shared_ptr<const std::string> text; // null where it is no JSON schema
    };
    std::map<std::uint16_t, Schema> m_schemas;
    std::map<std::uint16_t, McapChannel> m_channels;
    std::size_t m_nameBytes = 0;
    bool m_finished = false;
    bool m_begun = false;
    bool m_ended = false; // by the data's end, or broken
};

} // namespace desk
