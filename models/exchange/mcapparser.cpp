// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/exchange/mcapparser.h"

#include <algorithm>

namespace desk {
namespace {

constexpr std::size_t forgetBytes = 1U << 20U;

bool isWanted(McapOpcode opcode)
{
    return opcode == McapOpcode::schema || opcode == McapOpcode::channel || opcode == McapOpcode::message ||
           opcode == McapOpcode::chunk;
}

} // namespace

void McapParser::append(std::string_view bytes)
{
    if (m_ended)
        return;
    if (m_at > forgetBytes || m_at == m_buffer.size()) {
        m_buffer.erase(0, m_at);
        m_at = 0;
    }
    const std::size_t skipped = static_cast<std::size_t>(std::min<std::uint64_t>(m_skip, bytes.size()));
    m_skip -= skipped;
    m_position += skipped;
    m_buffer += bytes.substr(skipped);
}

void McapParser::consume(std::size_t bytes)
{
    m_at += bytes;
    m_position += bytes;
}

tl::unexpected<Error> McapParser::broken(const std::string &what)
{
    m_ended = true;
    return failure(ErrorCode::parseError, what + " at byte " + std::to_string(m_record), {},
                   static_cast<std::int64_t>(m_record));
}

tl::unexpected<Error> McapParser::wrong(const std::string &what) const
{
    const auto at = static_cast<std::int64_t>(m_record);
    return failure(ErrorCode::parseError, what, {}, at, at);
}

Result<bool> McapParser::takeMagic()
{
    const std::string_view start = rest().substr(0, mcapMagic.size());
    if (!mcapMagic.starts_with(start) || (m_finished && start.size() < mcapMagic.size()))
        return broken("this is no MCAP file of version 0: its first bytes are other ones,");
    if (start.size() < mcapMagic.size())
        return false;
    consume(mcapMagic.size());
    m_begun = true;
    return true;
}

// Of a file that ends before its data section does.
Result<std::optional<McapMessage>> McapParser::atEnd()
{
    if (!m_finished)
        return std::nullopt;
    m_ended = true;
    m_record = m_position;
    return wrong("the file ends early; what stands before it was read");
}

Result<std::optional<McapMessage>> McapParser::next()
{
    while (!m_ended) {
        if (m_chunkAt < m_chunk.size()) {
            auto message = nextInChunk();
            if (!message || *message)
                return message;
            continue;
        }
        if (!m_begun) {
            const auto begun = takeMagic();
            if (!begun)
                return tl::unexpected(begun.error());
            if (!*begun)
                return std::nullopt;
        }
        const std::string_view text = rest();
        if (m_skip > 0 || text.size() < mcapRecordHead)
            return atEnd();
        m_record = m_position;
        McapContent head(text);
        const auto opcode = static_cast<McapOpcode>(*head.integer(1));
        const std::uint64_t length = *head.integer(8);
        if (opcode == McapOpcode::dataEnd || opcode == McapOpcode::footer) {
            m_ended = true;
            break;
        }
        if (!isWanted(opcode)) {
            const auto there =
                static_cast<std::size_t>(std::min<std::uint64_t>(length, text.size() - mcapRecordHead));
            consume(mcapRecordHead + there);
            m_skip = length - there;
            continue;
        }
        if (length > mostRecordBytes)
            return broken("a record of " + std::to_string(length) + " bytes; 64 MiB are the most,");
        const auto content = head.bytes(length);
        if (!content)
            return atEnd();
        consume(mcapRecordHead + static_cast<std::size_t>(length));
        auto message = read({opcode, *content});
        if (!message || *message)
            return message;
    }
    return std::nullopt;
}

Result<std::optional<McapMessage>> McapParser::nextInChunk()
{
    McapContent head(std::string_view(m_chunk).substr(m_chunkAt));
    const auto opcode = head.integer(1);
    const auto length = head.integer(8);
    const auto content = length ? head.bytes(*length) : std::nullopt;
    if (!content) {
        m_chunkAt = m_chunk.size();
        return wrong("the records of a chunk do not end with it; the rest of it is left out");
    }
    m_chunkAt = m_chunk.size() - head.rest().size();
    const auto kind = static_cast<McapOpcode>(*opcode);
    if (kind == McapOpcode::chunk)
        return wrong("a chunk in a chunk is left out");
    return isWanted(kind) ? read({kind, *content}) : Result<std::optional<McapMessage>>(std::nullopt);
}

Result<std::optional<McapMessage>> McapParser::read(const Record &record)
{
    Result<void> done;
    if (record.opcode == McapOpcode::message)
        return readMessage(McapContent(record.content));
    if (record.opcode == McapOpcode::chunk)
        done = openChunk(record.content);
    else if (record.opcode == McapOpcode::schema)
        done = readSchema(McapContent(record.content));
    else
        done = readChannel(McapContent(record.content));
    if (!done)
        return tl::unexpected(done.error());
    return std::nullopt;
}

Result<void> McapParser::openChunk(std::string_view text)
{
    McapContent content(text);
    const auto begin = content.integer(8);
    const auto end = content.integer(8);
    const auto size = content.integer(8);
    const auto crc = content.integer(4);
    const auto compression = content.text();
    const auto length = content.integer(8);
    const auto packed = length ? content.bytes(*length) : std::nullopt;
    if (!begin || !end || !size || !crc || !compression || !packed)
        return wrong("a chunk is shorter than it says and is left out");
    if (*size > mostChunkBytes)
        return wrong("a chunk says that it unpacks to " + std::to_string(*size) +
                     " bytes, 256 MiB are the most, and is left out");
    m_chunkAt = 0;
    auto unpacked = m_codec.unpack(*compression, *packed, *size, m_chunk);
    if (unpacked && *crc != 0 && mcapCrc(m_chunk) != *crc)
        unpacked = failure(ErrorCode::parseError, "its CRC-32 is another one");
    if (unpacked)
        return {};
    m_chunk.clear();
    return wrong("a chunk is left out: " + unpacked.error().message);
}

Result<void> McapParser::readSchema(McapContent content)
{
    const auto id = content.integer(2);
    const auto name = content.text();
    const auto encoding = content.text();
    const auto text = content.text();
    if (!id || !name)
        return wrong("a schema is shorter than it says");
    Schema schema{std::string(*name), nullptr};
    if (encoding && text && *encoding == "jsonschema")
        schema.text = std::make_shared<const std::string>(*text);
    const std::size_t bytes = name->size() + (schema.text ? text->size() : 0);
    if (!m_schemas.try_emplace(static_cast<std::uint16_t>(*id), std::move(schema)).second)
        return {}; // said again
    m_nameBytes += bytes;
    if (m_nameBytes > mostNameBytes)
        return broken("more than 16 MiB of names,");
    return {};
}

Result<void> McapParser::readChannel(McapContent content)
{
    const auto id = content.integer(2);
    const auto schema = content.integer(2);
    const auto topic = content.text();
    const auto encoding = content.text();
    const auto pairs = content.text(); // an array has its length as a text has
    if (!id || !schema || !topic || !encoding || !pairs)
        return wrong("a channel is shorter than it says");
    const auto key16 = static_cast<std::uint16_t>(*id);
    if (m_channels.contains(key16))
        return {}; // a channel is said again in chunks; it must not change
    McapChannel channel{key16, std::string(*topic), std::string(*encoding), {}, {}, {}};
    if (const auto named = m_schemas.find(static_cast<std::uint16_t>(*schema)); named != m_schemas.end()) {
        channel.schema = named->second.name;
        channel.schemaText = named->second.text;
    }
    McapContent map(*pairs);
    while (!map.rest().empty()) {
        const auto key = map.text();
        const auto value = map.text();
        if (!key || !value)
            return wrong("the metadata of channel " + std::string(topic->substr(0, 80)) + " is cut off");
        channel.metadata.insert_or_assign(std::string(*key), std::string(*value));
    }
    m_nameBytes += topic->size() + encoding->size() + pairs->size() + channel.schema.size();
    if (m_nameBytes > mostNameBytes)
        return broken("more than 16 MiB of names,");
    m_channels.emplace(key16, std::move(channel));
    return {};
}

Result<std::optional<McapMessage>> McapParser::readMessage(McapContent content) const
{
    const auto id = content.integer(2);
    const auto sequence = content.integer(4);
    const auto logTime = content.integer(8);
    const auto publishTime = content.integer(8);
    if (!id || !sequence || !logTime || !publishTime)
        return wrong("a message is shorter than it says");
    const auto channel = m_channels.find(static_cast<std::uint16_t>(*id));
    if (channel == m_channels.end())
        return wrong("a message of channel " + std::to_string(*id) + ", which is not defined before it");
    return McapMessage{&channel->second, static_cast<std::uint32_t>(*sequence), *logTime, *publishTime,
                       content.rest()};
}

} // namespace desk
