// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/archive/levelcolumns.h"

namespace desk {

// What one column of pixels shows of a series: all samples of its share of the time.
struct EnvelopeColumn
{
    double min = 0;
    double max = 0;
    double mean = 0;         // to 24 bits where it comes from a level
    std::uint64_t count = 0; // 0: none, the rest means nothing
    // Generation times between which the lowest and the highest sample lie, both inclusive.
    std::int64_t minBegin = 0;
    std::int64_t minEnd = 0;
    std::int64_t maxBegin = 0;
    std::int64_t maxEnd = 0;
    bool operator==(const EnvelopeColumn &) const = default;
};

// Columns of equal width over the times [begin, end), being filled with samples and buckets of levels in
// any order. A value; any one thread.
class EnvelopeColumns
{
public:
    EnvelopeColumns(std::int64_t begin, std::int64_t end, std::size_t count);

    // It lies within the range and spans no more time than a column: an extreme then shows at most one column
    // before its place.
    [[nodiscard]] bool fits(const LevelBucket &bucket) const
    {
        return bucket.begin >= m_begin && bucket.end < m_end &&
               double(bucket.end) - double(bucket.begin) <= m_width;
    }
    [[nodiscard]] bool holds(std::int64_t time) const { return time >= m_begin && time < m_end; }
    // Only what lies within the range.
    void add(const LevelBucket &bucket);
    void add(std::int64_t time, double value) { add(LevelBucket{time, time, 1, value, value, value}); }

    [[nodiscard]] std::vector<EnvelopeColumn> take() { return std::move(m_columns); }

private:
    std::int64_t m_begin;
    std::int64_t m_end;
    double m_width;
    std::vector<EnvelopeColumn> m_columns;
};

} // namespace desk
