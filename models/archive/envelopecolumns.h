// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/archive/blockcodec.h"

namespace desk {

// What one column of pixels shows of a series: all samples of its share of the time.
struct EnvelopeColumn
{
    double min = 0;
    double max = 0;
    double mean = 0;         // to 24 bits where it comes from a summary
    std::uint64_t count = 0; // 0: none, the rest means nothing
    bool operator==(const EnvelopeColumn &) const = default;
};

// Columns of equal width over the times [begin, end), being filled with samples and summaries of blocks in
// any order. A value; any one thread.
class EnvelopeColumns
{
public:
    EnvelopeColumns(std::int64_t begin, std::int64_t end, std::size_t count);

    [[nodiscard]] bool holds(std::int64_t time) const { return time >= m_begin && time < m_end; }
    // A sample of a time that is held.
    void add(std::int64_t time, double value);
    // A block that ends at this time, when none of its buckets is wider than a column and all are held: an
    // extreme then shows at most one column before its place. False when its samples have to be added.
    [[nodiscard]] bool add(const BlockSummary &summary, std::int64_t end);

    [[nodiscard]] std::vector<EnvelopeColumn> take() { return std::move(m_columns); }

private:
    void add(const LevelBucket &bucket);

    std::int64_t m_begin;
    std::int64_t m_end;
    double m_width;
    std::vector<EnvelopeColumn> m_columns;
};

} // namespace desk
