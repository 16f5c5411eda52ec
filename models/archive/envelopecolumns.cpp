// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/archive/envelopecolumns.h"

namespace desk {

EnvelopeColumns::EnvelopeColumns(std::int64_t begin, std::int64_t end, std::size_t count)
    : m_begin(begin)
    , m_end(end)
    , m_width((double(end) - double(begin)) / double(count))
    , m_columns(count)
{
}

void EnvelopeColumns::add(const LevelBucket &bucket)
{
    const double place = (double(bucket.begin) - double(m_begin)) / m_width;
    EnvelopeColumn &column = m_columns[std::min(static_cast<std::size_t>(place), m_columns.size() - 1)];
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
    column.count += bucket.count;
    column.mean += (bucket.mean - column.mean) * double(bucket.count) / double(column.count);
}

} // namespace desk
