// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/timeseries/timeseriesstore.h"

#include <algorithm>
#include <cmath>

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
    const bool isValid = std::isfinite(value) && !has(quality, Quality::invalid);
    if (!isValid || !m_invalid.empty())
        noteValidity(id, generationNs, isValid);
}

// A later sample of the same time takes the place of an earlier one.
void TimeSeriesStore::noteValidity(SeriesId id, std::int64_t time, bool isValid)
{
    const auto known = m_invalid.find(id);
    if (isValid && known == m_invalid.end())
        return;
    std::vector<std::int64_t> &times = isValid ? known->second : m_invalid[id];
    const auto at = std::ranges::lower_bound(times, time);
    const bool isThere = at != times.end() && *at == time;
    if (isValid && isThere) {
        times.erase(at);
        if (times.empty())
            m_invalid.erase(known);
    } else if (!isValid && !isThere) {
        times.insert(at, time);
        if (times.size() > mostInvalid)
            times.erase(times.begin(), times.begin() + mostInvalid / 4);
    }
}

std::span<const std::int64_t> TimeSeriesStore::invalidTimes(SeriesId id) const
{
    const auto known = m_invalid.find(id);
    return known == m_invalid.end() ? std::span<const std::int64_t>() : known->second;
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
    m_invalid.clear();
}

const TimeSeries *TimeSeriesStore::series(SeriesId id) const
{
    return index(id) < m_series.size() && !m_series[index(id)].empty() ? &m_series[index(id)] : nullptr;
}

} // namespace desk
