// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/archive/levelcolumns.h"

namespace desk {

// What one column of pixels shows of a series: all samples of its share of the time.
struct PixelColumn
{
    double min = 0;
    double max = 0;
    double mean = 0;         // to 24 bits where it comes from a level
    std::uint64_t count = 0; // 0: none, the rest means nothing
    std::int64_t begin = 0;  // generation times of the first and the last sample
    std::int64_t end = 0;
    // Generation times between which the lowest and the highest sample lie, both inclusive.
    std::int64_t minBegin = 0;
    std::int64_t minEnd = 0;
    std::int64_t maxBegin = 0;
    std::int64_t maxEnd = 0;
    bool operator==(const PixelColumn &) const = default;
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
    // Samples in the order of their times; those that are superseded count for nothing.
    void add(std::span<const std::int64_t> time, std::span<const double> value,
             std::span<const Quality> quality);

    [[nodiscard]] std::vector<PixelColumn> take() { return std::move(m_columns); }

private:
    [[nodiscard]] std::uint64_t offset(std::int64_t time) const
    {
        return static_cast<std::uint64_t>(time) - static_cast<std::uint64_t>(m_begin);
    }
    [[nodiscard]] std::size_t columnOf(std::int64_t time) const
    {
        return std::min(static_cast<std::size_t>(double(offset(time)) / m_width), m_columns.size() - 1);
    }
    [[nodiscard]] std::uint64_t safeEndOf(std::size_t column) const;

    std::int64_t m_begin;
    std::int64_t m_end;
    double m_width;
    std::vector<PixelColumn> m_columns;
};

} // namespace desk
