// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/broker/partitionlog.h"

#include <algorithm>
#include <charconv>
#include <cstring>

namespace desk {
namespace {

constexpr std::uint32_t messageType = 1;

// Before the payload, little endian.
struct MessageHeader
{
    std::uint64_t offset = 0;
    std::int64_t created = 0;
    std::array<std::uint8_t, 16> id{};
};

constexpr std::uint64_t smallestRecord = 16 + sizeof(MessageHeader);

Message decoded(std::span<const std::byte> content)
{
    MessageHeader header;
    std::memcpy(&header, content.data(), sizeof header);
    const auto payload = content.subspan(sizeof header);
    return {MessageId{header.id}, std::string(reinterpret_cast<const char *>(payload.data()), payload.size()),
            fromNanoseconds(header.created), 0};
}

} // namespace

Result<PartitionLog> PartitionLog::open(Options options, TopicRecovery &recovery)
{
    PartitionLog log(std::move(options));
    if (auto recovered = log.recover(recovery); !recovered)
        return tl::unexpected(recovered.error());
    return log;
}

std::filesystem::path PartitionLog::pathOf(std::uint64_t first) const
{
    char name[48];
    std::snprintf(name, sizeof name, "%u-%020llu.seg", m_options.partition,
                  static_cast<unsigned long long>(first));
    return m_options.folder / name;
}

Result<void> PartitionLog::recover(TopicRecovery &recovery)
{
    std::error_code error;
    const std::string stem = std::to_string(m_options.partition) + "-";
    for (const auto &entry : std::filesystem::directory_iterator(m_options.folder, error)) {
        const std::string name = entry.path().filename().string();
        std::uint64_t first = 0;
        if (!name.starts_with(stem) || !name.ends_with(".seg"))
            continue;
        const char *begin = name.data() + stem.size();
        const char *end = name.data() + name.size() - 4;
        if (const auto [stop, bad] = std::from_chars(begin, end, first); bad == std::errc{} && stop == end)
            m_segments[first];
    }
    if (error)
        return failure(ErrorCode::storageUnavailable,
                       "cannot read " + m_options.folder.string() + ": " + error.message());
    for (auto &[first, segment] : m_segments) {
        m_next = std::max(m_next, first);
        if (auto read = readSegment(first, first == m_segments.rbegin()->first, recovery); !read)
            return read;
    }
    m_memoryFirst = this->first();
    return {};
}

Result<void> PartitionLog::readSegment(std::uint64_t first, bool newest, TopicRecovery &recovery)
{
    Segment &segment = m_segments[first];
    const auto scan = RecordFile::scan(
        pathOf(first), [&](std::uint64_t position, std::uint32_t type, std::span<const std::byte> content) {
            MessageHeader header;
            if (type != messageType || content.size() < sizeof header || position >= missing) {
                segment.damaged = true;
                recovery.damagedBytes += content.size();
                return;
            }
            std::memcpy(&header, content.data(), sizeof header);
            // A number that more records would need than stand before it is none that was given out.
            if (header.offset < m_next || header.offset - first > position / smallestRecord) {
                segment.damaged = true;
                recovery.damagedBytes += content.size();
                return;
            }
            segment.positions.resize(header.offset - first, missing);
            segment.positions.push_back(static_cast<std::uint32_t>(position));
            m_next = header.offset + 1;
            ++recovery.messages;
        });
    if (!scan)
        return tl::unexpected(scan.error());
    recovery.damagedBytes += scan->damagedBytes;
    segment.damaged = segment.damaged || scan->damagedBytes > 0 || (!newest && scan->tornBytes > 0);
    (newest ? recovery.tornBytes : recovery.damagedBytes) += scan->tornBytes;
    segment.bytes = newest ? scan->end : scan->end + scan->tornBytes;
    m_bytes += segment.bytes;
    if (!newest)
        return {};
    auto file = RecordFile::openToAppend(pathOf(first), scan->end);
    if (!file)
        return tl::unexpected(file.error());
    m_file = *std::move(file);
    return {};
}

Result<void> PartitionLog::newSegment()
{
    auto file = RecordFile::openToAppend(pathOf(m_next), 0);
    if (!file)
        return tl::unexpected(file.error());
    m_file = *std::move(file);
    m_segments[m_next];
    return {};
}

Result<std::uint64_t> PartitionLog::append(const Message &message)
{
    if (m_segments.empty() || m_file.size() >= m_options.segmentBytes) {
        if (auto made = newSegment(); !made)
            return tl::unexpected(made.error());
    }
    const MessageHeader header{m_next, nanoseconds(message.created), message.id.bytes};
    const std::array<std::span<const std::byte>, 2> content{std::as_bytes(std::span(&header, 1)),
                                                            std::as_bytes(std::span(message.payload))};
    const auto position = m_file.append(messageType, content);
    if (!position)
        return position;
    auto &[first, segment] = *m_segments.rbegin();
    segment.positions.resize(m_next - first, missing);
    segment.positions.push_back(static_cast<std::uint32_t>(*position));
    m_bytes += m_file.size() - segment.bytes;
    segment.bytes = m_file.size();
    if (m_memoryFirst + m_memory.size() == m_next)
        remember(message);
    return m_next++;
}

void PartitionLog::remember(const Message &message)
{
    if (m_memory.size() >= m_options.memoryMessages ||
        m_memoryBytes + message.payload.size() > m_options.memoryBytes)
        return; // on disk it is, and read from there in its turn
    m_memoryBytes += message.payload.size();
    m_memory.push_back(message);
}

std::optional<Message> PartitionLog::readFromDisk(std::uint64_t offset)
{
    auto at = m_segments.upper_bound(offset);
    if (at == m_segments.begin() || offset >= m_next)
        return std::nullopt;
    auto &[first, segment] = *--at;
    if (offset - first >= segment.positions.size() || segment.positions[offset - first] == missing)
        return std::nullopt;
    const bool newest = std::next(at) == m_segments.end();
    if (!newest && (!m_reading.isOpen() || m_readingFirst != first)) {
        auto opened = RecordFile::openToRead(pathOf(first));
        if (!opened)
            return std::nullopt;
        m_reading = *std::move(opened);
        m_readingFirst = first;
    }
    const auto content = (newest ? m_file : m_reading).read(segment.positions[offset - first]);
    if (!content || content->size() < sizeof(MessageHeader)) {
        segment.damaged = true;
        return std::nullopt;
    }
    return decoded(std::as_bytes(std::span(*content)));
}

std::optional<Message> PartitionLog::read(std::uint64_t offset)
{
    if (m_memory.empty() && offset == m_memoryFirst) {
        // What did not fit when it came: a part of it at once, as the foremost reader wants it now.
        const std::size_t wanted = std::max<std::size_t>(m_options.memoryMessages / 4, 1);
        for (std::uint64_t next = offset; next < m_next && m_memory.size() < wanted; ++next) {
            const auto message = readFromDisk(next);
            const std::size_t before = m_memory.size();
            if (message)
                remember(*message);
            if (m_memory.size() == before)
                break;
        }
    }
    if (offset >= m_memoryFirst && offset - m_memoryFirst < m_memory.size())
        return m_memory[offset - m_memoryFirst];
    return readFromDisk(offset);
}

void PartitionLog::passed(std::uint64_t offset)
{
    while (!m_memory.empty() && m_memoryFirst < offset) {
        m_memoryBytes -= m_memory.front().payload.size();
        m_memory.pop_front();
        ++m_memoryFirst;
    }
    m_memoryFirst = std::max(m_memoryFirst, offset);
}

void PartitionLog::removeOldest()
{
    const auto oldest = m_segments.begin();
    std::error_code ignored; // a file that stays is read again at the next start, and trimmed again
    const std::filesystem::path path = pathOf(oldest->first);
    if (oldest->second.damaged)
        std::filesystem::rename(path, path.string() + ".damaged", ignored);
    else
        std::filesystem::remove(path, ignored);
    m_bytes -= oldest->second.bytes;
    m_segments.erase(oldest);
    passed(first());
}

void PartitionLog::trim(std::uint64_t below)
{
    while (m_segments.size() > 1 && std::next(m_segments.begin())->first <= below)
        removeOldest();
}

std::uint64_t PartitionLog::dropOldest()
{
    if (m_segments.size() < 2)
        return 0;
    const std::uint64_t before = first();
    removeOldest();
    return first() - before;
}

} // namespace desk
