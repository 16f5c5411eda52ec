// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/broker/message.h"
#include "models/broker/recordfile.h"

#include <deque>
#include <map>
#include <vector>

namespace desk {

// What a start found broken in a topic's files.
struct TopicRecovery
{
    std::uint64_t messages = 0;
    std::uint64_t tornBytes = 0;    // of writes that never finished, cut off
    std::uint64_t damagedBytes = 0; // passed over; the file is kept aside when its time comes
};

// The messages of one partition in the order they came, offset by offset: all of them on disk, and of those
// that the foremost reader has not passed yet the next few in memory. Files <partition>-<first offset>.seg.
// Four bytes of memory a message on disk. Ingest thread.
class PartitionLog
{
public:
    struct Options
    {
        std::filesystem::path folder;
        unsigned partition = 0;
        std::size_t memoryMessages = 2000; // QUEUE_SIZE
        std::size_t memoryBytes = 16U << 20U;
        std::uint64_t segmentBytes = 16U << 20U;
    };
    static Result<PartitionLog> open(Options options, TopicRecovery &recovery);

    // The message's offset, once write(2) returned.
    Result<std::uint64_t> append(const Message &message);
    // Nothing when that message is gone or damaged.
    std::optional<Message> read(std::uint64_t offset);
    // The foremost reader needs nothing below this offset: memory goes on from there.
    void passed(std::uint64_t offset);
    // Nobody needs anything below this offset: whole segments go, but never the newest, so that a group that
    // comes late still sees what was said last.
    void trim(std::uint64_t below);
    // The oldest segment goes whatever it holds; how many messages that were. None when it is the only one.
    std::uint64_t dropOldest();

    [[nodiscard]] std::uint64_t first() const
    {
        return m_segments.empty() ? m_next : m_segments.begin()->first;
    }
    [[nodiscard]] std::uint64_t next() const { return m_next; }
    [[nodiscard]] std::uint64_t bytes() const { return m_bytes; }
    [[nodiscard]] std::size_t inMemory() const { return m_memory.size(); }

private:
    struct Segment
    {
        std::vector<std::uint32_t> positions; // by offset from the first; missing = damaged
        std::uint64_t bytes = 0;
        bool damaged = false;
    };
    static constexpr std::uint32_t missing = 0xFFFFFFFFU;

    explicit PartitionLog(Options options)
        : m_options(std::move(options))
    {
    }
    Result<void> recover(TopicRecovery &recovery);
    Result<void> readSegment(std::uint64_t first, bool newest, TopicRecovery &recovery);
    Result<void> newSegment();
    std::optional<Message> readFromDisk(std::uint64_t offset);
    void remember(const Message &message);
    void removeOldest();
    [[nodiscard]] std::filesystem::path pathOf(std::uint64_t first) const;

    Options m_options;
    std::map<std::uint64_t, Segment> m_segments; // by first offset; the last is written to
    RecordFile m_file;                           // of the last
    RecordFile m_reading;                        // of m_readingFirst, where it is another
    std::uint64_t m_readingFirst = 0;
    std::uint64_t m_next = 0;
    std::uint64_t m_bytes = 0;
    std::deque<Message> m_memory; // offsets m_memoryFirst, …
    std::uint64_t m_memoryFirst = 0;
    std::size_t m_memoryBytes = 0;
};

} // namespace desk
