// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/archive/envelopecolumns.h"

#include <cmath>

namespace desk {

EnvelopeColumns::EnvelopeColumns(std::int64_t begin, std::int64_t end, std::size_t count)
    : m_begin(begin)
    , m_end(end)
    , m_width(double(static_cast<std::uint64_t>(end) - static_cast<std::uint64_t>(begin)) / double(count))
    , m_columns(count)
{
}

void EnvelopeColumns::add(const LevelBucket &bucket)
{
    if (std::isnan(bucket.min))
        return; // nothing in it has a value
    PixelColumn &column = m_columns[columnOf(bucket.begin)];
    if (column.count == 0 || bucket.min < column.min) {
        column.min = bucket.min;
        column.minBegin = bucket.begin;
        column.minEnd = bucket.end;
    }
    if (column.count == 0 || bucket.max > column.max) {
        column.max = bucket.max;
        column.maxBegin = bucket.begin;
        column.maxEnd = bucket.end;
    }
    column.begin = column.count == 0 ? bucket.begin : std::min(column.begin, bucket.begin);
    column.end = column.count == 0 ? bucket.end : std::max(column.end, bucket.end);
    column.count += bucket.count;
    column.mean += (bucket.mean - column.mean) * double(bucket.count) / double(column.count);
}

// All offsets from the column's begin to before this one are in the column, however columnOf() rounds.
std::uint64_t EnvelopeColumns::safeEndOf(std::size_t column) const
{
    if (column + 1 >= m_columns.size())
        return std::numeric_limits<std::uint64_t>::max();
    const double end = double(column + 1) * m_width;
    const double slack = 1 + end / double(1ULL << 50U);
    return end > slack ? static_cast<std::uint64_t>(end - slack) : 0;
}

// Many samples to a column: its place is worked out once, not for each.
void EnvelopeColumns::add(std::span<const std::int64_t> time, std::span<const double> value,
                          std::span<const Quality> quality)
{
    for (std::size_t i = 0; i < time.size();) {
        const std::size_t at = columnOf(time[i]);
        const std::uint64_t end = safeEndOf(at);
        LevelBucket low; // the lowest and the highest sample so far, each as a bucket of its own
        LevelBucket high;
        std::uint64_t count = 0;
        double sum = 0;
        std::int64_t first = 0;
        std::int64_t last = 0;
        do {
            if (has(quality[i], Quality::superseded) || std::isnan(value[i]))
                continue;
            if (count == 0 || value[i] < low.min)
                low = {time[i], time[i], 1, value[i], value[i], value[i]};
            if (count == 0 || value[i] > high.max)
                high = {time[i], time[i], 1, value[i], value[i], value[i]};
            sum += value[i];
            first = count == 0 ? time[i] : first;
            last = time[i];
            ++count;
        } while (++i < time.size() && offset(time[i]) < end);
        if (count == 0)
            continue;
        PixelColumn &column = m_columns[at];
        if (column.count == 0 || low.min < column.min) {
            column.min = low.min;
            column.minBegin = column.minEnd = low.begin;
        }
        if (column.count == 0 || high.max > column.max) {
            column.max = high.max;
            column.maxBegin = column.maxEnd = high.begin;
        }
        column.begin = column.count == 0 ? first : std::min(column.begin, first);
        column.end = column.count == 0 ? last : std::max(column.end, last);
        column.count += count;
        column.mean += (sum / double(count) - column.mean) * double(count) / double(column.count);
    }
}

} // namespace desk
