// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/timeseries/timeseriesstore.h"

#include <algorithm>

namespace desk {

TimeSeriesStore::TimeSeriesStore(Options options)
    : m_options(options)
    , m_pool(options.maxSamples)
{
}

void TimeSeriesStore::append(SeriesId id, std::int64_t generationNs, double value, Quality quality,
                             SteadyTime now)
{
    if (index(id) >= m_series.size())
        m_series.resize(index(id) + 1);
    TimeSeries &series = m_series[index(id)];
    while (!series.append(m_pool, id, generationNs, value, quality, now))
        makeRoom();
    if (series.size() == 1)
        series.raiseCompleteFrom(m_begin);
}

// The oldest chunk goes, but one that is still being filled gets a second chance: a slow series must not
// lose its newest value to a fast one.
void TimeSeriesStore::makeRoom()
{
    SampleChunk *chunk = m_pool.oldest();
    for (std::size_t tries = 0; tries < 64 && m_series[index(chunk->owner)].isOpen(chunk); ++tries) {
        m_pool.spare(chunk);
        chunk = m_pool.oldest();
    }
    TimeSeries &owner = m_series[index(chunk->owner)];
    owner.dropOldest(m_pool);
}

void TimeSeriesStore::expire(SteadyTime now)
{
    const std::size_t count = std::min<std::size_t>(m_series.size(), 500);
    for (std::size_t i = 0; i < count; ++i) {
        m_expireCursor = (m_expireCursor + 1) % m_series.size();
        TimeSeries &series = m_series[m_expireCursor];
        while (series.chunkCount() > 1 && now - series.oldestChunk()->touched > m_options.window)
            series.dropOldest(m_pool);
    }
}

void TimeSeriesStore::clear()
{
    for (TimeSeries &series : m_series)
        series.clear(m_pool);
}

const TimeSeries *TimeSeriesStore::series(SeriesId id) const
{
    return index(id) < m_series.size() && !m_series[index(id)].empty() ? &m_series[index(id)] : nullptr;
}

} // namespace desk
