// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/telemetry/result.h"
#include "models/telemetry/samplebatch.h"

#include <filesystem>
#include <optional>
#include <span>
#include <vector>

namespace desk {

// A reader of the journal at its own sequence number: batches in order, from the segment files, while the
// journal goes on being written. Changes nothing. Any one thread.
//
// Names are not read: ids are those of the data folder's SeriesDictionary, which knows every name a record
// uses before the record is in the file. A record that fails its CRC is stepped over; its points are missing
// in the numbers of the next batch.
class JournalCursor
{
public:
    struct Step
    {
        SampleBatchPtr batch;   // null: nothing more before the limit, or the budget is used up
        bool exhausted = false; // nothing more before the limit
    };

    // from: number of the first point wanted.
    JournalCursor(std::filesystem::path folder, std::uint64_t from);
    ~JournalCursor();
    JournalCursor(const JournalCursor &) = delete;
    JournalCursor &operator=(const JournalCursor &) = delete;

    // The next batch that holds a point in [position, end). Looks at `budget` bytes at most, so that a long
    // way to go can be cut into slices.
    Result<Step> next(std::uint64_t end, std::size_t budget = 16U << 20U);
    // Number of the next point to come.
    [[nodiscard]] std::uint64_t position() const { return m_position; }

    // Number of the first point the folder still has; nullopt when it has none.
    static std::optional<std::uint64_t> oldest(const std::filesystem::path &folder);
    // Whether it has none for sure; false also where that cannot be read now.
    static bool isEmpty(const std::filesystem::path &folder);
    // Brings the segments that hold points from this number on to the disk, whoever writes them.
    static Result<void> sync(const std::filesystem::path &folder, std::uint64_t from);
    static std::filesystem::path segmentPath(const std::filesystem::path &folder, std::uint64_t first);
    // First numbers of its segments, ascending. The last one may still grow.
    static std::vector<std::uint64_t> segments(const std::filesystem::path &folder);

private:
    bool openSegmentFor(std::uint64_t sequence);
    bool openNextSegment();
    bool openFile(std::uint64_t first);
    // Bytes of the file from m_offset; fewer than wanted at its end.
    std::span<const std::byte> peek(std::size_t wanted);

    const std::filesystem::path m_folder;
    std::uint64_t m_position;
    std::uint64_t m_segment = 0; // first number of the open one; 0 = none open
    int m_file = -1;
    std::uint64_t m_offset = 0;       // of the next record in the file
    std::uint64_t m_bufferOffset = 0; // of m_buffer in the file
    std::vector<std::byte> m_buffer;
    std::size_t m_filled = 0;
    int m_error = 0; // of the last attempt to open or read
};

} // namespace desk
