// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/exchange/mcapfilewriter.h"

#include <algorithm>

namespace desk {
namespace {

constexpr std::uint32_t mostIds = 65'535;

tl::unexpected<Error> tooMany(const char *what)
{
    return failure(ErrorCode::tooLarge, std::string("an MCAP file holds at most 65,535 ") + what +
                                            "; export fewer nodes and links (--node)");
}

} // namespace

void McapFileWriter::Span::add(std::uint64_t time)
{
    begin = std::min(begin, time);
    end = std::max(end, time);
}

void McapFileWriter::emitted(std::string_view bytes)
{
    m_position += bytes.size();
    m_crc = mcapCrc(bytes, m_crc);
}

void McapFileWriter::begin(std::string &out, std::string_view library)
{
    const std::size_t before = out.size();
    out += mcapMagic;
    McapRecord(out, McapOpcode::header).text("").text(library).end();
    emitted(std::string_view(out).substr(before));
}

Result<std::uint16_t> McapFileWriter::addSchema(std::string_view name, std::string_view encoding,
                                                std::string_view data)
{
    if (m_schemaCount == mostIds)
        return tooMany("schemas");
    const auto id = static_cast<std::uint16_t>(++m_schemaCount);
    const std::size_t before = m_schemas.size();
    McapRecord(m_schemas, McapOpcode::schema).u16(id).text(name).text(encoding).text(data).end();
    m_chunk += std::string_view(m_schemas).substr(before);
    return id;
}

Result<std::uint16_t> McapFileWriter::addChannel(std::uint16_t schema, std::string_view topic,
                                                 std::string_view encoding, const Metadata &metadata)
{
    if (m_channelCount == mostIds)
        return tooMany("channels");
    const auto id = static_cast<std::uint16_t>(++m_channelCount);
    const std::size_t before = m_channels.size();
    McapRecord record(m_channels, McapOpcode::channel);
    record.u16(id).u16(schema).text(topic).text(encoding).beginArray();
    for (const auto &[key, value] : metadata)
        record.text(key).text(value);
    record.endArray().end();
    m_chunk += std::string_view(m_channels).substr(before);
    return id;
}

Result<void> McapFileWriter::message(std::string &out, std::uint16_t channel, std::uint32_t sequence,
                                     std::uint64_t logTime, std::uint64_t publishTime, std::string_view data)
{
    m_entries[channel].emplace_back(logTime, m_chunk.size());
    McapRecord(m_chunk, McapOpcode::message)
        .u16(channel)
        .u32(sequence)
        .u64(logTime)
        .u64(publishTime)
        .bytes(data)
        .end();
    m_chunkTimes.add(logTime);
    m_times.add(logTime);
    ++m_counts[channel];
    ++m_messages;
    return m_chunk.size() < chunkBytes ? Result<void>{} : endChunk(out);
}

Result<void> McapFileWriter::endChunk(std::string &out)
{
    if (m_chunk.empty())
        return {};
    if (m_entries.empty())
        m_chunkTimes = {0, 0};
    const auto packed = m_codec.compress(m_chunk);
    if (!packed)
        return tl::unexpected(packed.error());
    const std::uint64_t chunkStart = m_position;
    std::string records;
    McapRecord(records, McapOpcode::chunk)
        .u64(m_chunkTimes.begin)
        .u64(m_chunkTimes.end)
        .u64(m_chunk.size())
        .u32(mcapCrc(m_chunk))
        .text("zstd")
        .u64(packed->size())
        .bytes(*packed)
        .end();
    const std::uint64_t chunkLength = records.size();
    McapRecord index(m_chunkIndexes, McapOpcode::chunkIndex);
    index.u64(m_chunkTimes.begin).u64(m_chunkTimes.end).u64(chunkStart).u64(chunkLength).beginArray();
    for (auto &[channel, entries] : m_entries) {
        index.u16(channel).u64(m_position + records.size());
        std::stable_sort(entries.begin(), entries.end(),
                         [](const auto &a, const auto &b) { return a.first < b.first; });
        McapRecord record(records, McapOpcode::messageIndex);
        record.u16(channel).beginArray();
        for (const auto &[time, offset] : entries)
            record.u64(time).u64(offset);
        record.endArray().end();
    }
    index.endArray()
        .u64(records.size() - chunkLength)
        .text("zstd")
        .u64(packed->size())
        .u64(m_chunk.size())
        .end();
    emitted(records);
    out += records;
    ++m_chunkCount;
    m_chunk.clear();
    m_entries.clear();
    m_chunkTimes = {};
    return {};
}

void McapFileWriter::writeStatistics(std::string &out) const
{
    McapRecord record(out, McapOpcode::statistics);
    record.u64(m_messages)
        .u16(static_cast<std::uint16_t>(m_schemaCount))
        .u32(m_channelCount)
        .u32(0) // attachments
        .u32(0) // metadata
        .u32(m_chunkCount)
        .u64(m_messages == 0 ? 0 : m_times.begin)
        .u64(m_times.end)
        .beginArray();
    for (const auto &[channel, count] : m_counts)
        record.u16(channel).u64(count);
    record.endArray().end();
}

Result<void> McapFileWriter::finish(std::string &out)
{
    if (auto ended = endChunk(out); !ended)
        return ended;
    McapRecord(out, McapOpcode::dataEnd).u32(m_crc).end();
    m_position += mcapRecordHead + 4;

    const std::uint64_t start = m_position;
    std::string summary;
    std::string offsets;
    const auto group = [&](McapOpcode opcode, std::string_view records) {
        if (records.empty())
            return;
        McapRecord(offsets, McapOpcode::summaryOffset)
            .u8(static_cast<std::uint8_t>(opcode))
            .u64(start + summary.size())
            .u64(records.size())
            .end();
        summary += records;
    };
    std::string statistics;
    writeStatistics(statistics);
    group(McapOpcode::schema, m_schemas);
    group(McapOpcode::channel, m_channels);
    group(McapOpcode::statistics, statistics);
    group(McapOpcode::chunkIndex, m_chunkIndexes);
    const std::uint64_t offsetStart = start + summary.size();
    summary += offsets;
    // The CRC goes to the end of what stands before it in the footer.
    std::string footer;
    McapRecord record(footer, McapOpcode::footer);
    record.u64(start).u64(offsetStart);
    std::string whole = footer;
    whole[1] = 8 + 8 + 4;
    const std::uint32_t crc = mcapCrc(whole, mcapCrc(summary));
    record.u32(crc).end();
    out.append(summary).append(footer).append(mcapMagic);
    return {};
}

} // namespace desk
