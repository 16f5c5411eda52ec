// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/exchange/mcapchunkcodec.h"
#include "models/exchange/mcaprecord.h"

#include <map>
#include <vector>

namespace desk {

// Writes an MCAP file from its beginning to its end: messages in zstd chunks of 1 MiB with their indexes,
// then the summary (schemas, channels, statistics, chunk indexes, offsets), all with CRC-32. Bytes are
// appended to a text that the caller takes away. Memory: a chunk, and per chunk its index of about 100 bytes
// and 10 a channel. One thread.
class McapFileWriter
{
public:
    static constexpr std::size_t chunkBytes = 1U << 20U;
    using Metadata = std::map<std::string, std::string>;

    void begin(std::string &out, std::string_view library);
    // Ids count up from 1; at most 65,535 of each (tooLarge).
    Result<std::uint16_t> addSchema(std::string_view name, std::string_view encoding, std::string_view data);
    Result<std::uint16_t> addChannel(std::uint16_t schema, std::string_view topic, std::string_view encoding,
                                     const Metadata &metadata);
    // Times in ns since 1970.
    Result<void> message(std::string &out, std::uint16_t channel, std::uint32_t sequence,
                         std::uint64_t logTime, std::uint64_t publishTime, std::string_view data);
    Result<void> finish(std::string &out);

private:
    using Entries = std::vector<std::pair<std::uint64_t, std::uint64_t>>; // log time, offset in the chunk
    struct Span
    {
        std::uint64_t begin = ~std::uint64_t{0};
        std::uint64_t end = 0;
        void add(std::uint64_t time);
    };

    // Counts what was appended since, for offsets and the CRC of the data section.
    void emitted(std::string_view bytes);
    Result<void> endChunk(std::string &out);
    void writeStatistics(std::string &out) const;

    McapChunkCodec m_codec;
    std::uint64_t m_position = 0;
    std::uint32_t m_crc = 0;
    std::string m_schemas; // their records, for the summary
    std::string m_channels;
    std::uint32_t m_schemaCount = 0;
    std::uint32_t m_channelCount = 0;
    std::string m_chunk; // records, not yet packed
    Span m_chunkTimes;
    std::map<std::uint16_t, Entries> m_entries; // of the chunk
    std::string m_chunkIndexes;                 // records
    std::uint32_t m_chunkCount = 0;
    std::map<std::uint16_t, std::uint64_t> m_counts; // messages by channel
    std::uint64_t m_messages = 0;
    Span m_times;
};

} // namespace desk
