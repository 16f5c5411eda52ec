// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/broker/journalcursor.h"
#include "models/ingest/historysource.h"

#include <map>
#include <optional>

namespace desk {

// The journal as a source of history. A segment that will not grow any more is read to its end once; from
// then on it is known which times it holds, and a question that wants others does not open it. History's
// thread.
class JournalHistory final : public HistorySource
{
public:
    explicit JournalHistory(std::filesystem::path folder)
        : m_folder(std::move(folder))
    {
    }

    std::unique_ptr<Scan> scan(const Range &range) override;
    // Segments opened by all scans so far.
    [[nodiscard]] std::uint64_t segmentsRead() const { return m_segmentsRead; }

private:
    // What a whole segment holds.
    struct Segment
    {
        std::int64_t earliest = std::numeric_limits<std::int64_t>::max(); // generation
        std::int64_t latest = std::numeric_limits<std::int64_t>::min();
        std::uint64_t first = 0; // number of its first point; 0 = it has none
        std::uint64_t next = 0;  // of the point after its last
        Timestamp firstReception{};
        Timestamp lastReception{};
        std::vector<HistoryGap> gaps; // within it
    };
    class JournalScan;

    const std::filesystem::path m_folder;
    std::map<std::uint64_t, Segment> m_known; // by the number in the file's name
    std::uint64_t m_segmentsRead = 0;
};

} // namespace desk
