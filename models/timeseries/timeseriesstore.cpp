// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/timeseries/timeseriesstore.h"

#include <algorithm>
#include <cmath>

namespace desk {
namespace {
constexpr std::size_t bytesPerSeries = 128; // of the heap, besides itself and its chunks
constexpr std::size_t shareOfInvalid = 8;   // of the budget, at most one in so many bytes
} // namespace

TimeSeriesStore::TimeSeriesStore(Options options)
    : m_options(options)
    , m_pool(options.maxBytes / bytesPerChunk * SampleChunk::capacity)
{
}

void TimeSeriesStore::addSeries(SeriesId id)
{
    if (index(id) >= m_series.capacity())
        m_series.reserve(index(id) + index(id) / 8 + 64);
    m_series.resize(index(id) + 1);
    shareBudget();
}

// Chunks have what the rest leaves.
void TimeSeriesStore::shareBudget()
{
    m_bytesBeside = m_series.capacity() * sizeof(TimeSeries) + m_series.size() * bytesPerSeries +
                    m_invalidRoom * sizeof(std::int64_t);
    m_pool.setMaxChunks((m_options.maxBytes - std::min(m_options.maxBytes, m_bytesBeside)) / bytesPerChunk);
}

void TimeSeriesStore::append(SeriesId id, std::int64_t generationNs, double value, Quality quality,
                             SteadyTime now)
{
    if (index(id) >= m_series.size())
        addSeries(id);
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
    if (isValid != isThere)
        return;
    m_invalidRoom -= times.capacity();
    if (isValid) {
        times.erase(at);
    } else {
        times.insert(at, time);
        const std::size_t room = m_invalidRoom + times.capacity();
        const bool areMany = room * sizeof(std::int64_t) > m_options.maxBytes / shareOfInvalid;
        if (times.size() > mostInvalid || (areMany && times.size() > 1)) {
            times.erase(times.begin(), times.begin() + static_cast<std::ptrdiff_t>((times.size() + 3) / 4));
            times.shrink_to_fit();
        }
    }
    if (times.empty())
        m_invalid.erase(id);
    else
        m_invalidRoom += times.capacity();
    shareBudget();
}

std::span<const std::int64_t> TimeSeriesStore::invalidTimes(SeriesId id) const
{
    const auto known = m_invalid.find(id);
    return known == m_invalid.end() ? std::span<const std::int64_t>() : known->second;
}

std::optional<std::chrono::nanoseconds> TimeSeriesStore::reach(SteadyTime now) const
{
    if (m_letGoUpTo == SteadyTime::min() || now - m_letGoUpTo > m_options.window)
        return std::nullopt;
    return now - m_letGoUpTo;
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
    m_letGoUpTo = std::max(m_letGoUpTo, owner.oldestChunk()->touched);
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
    m_invalidRoom = 0;
    m_letGoUpTo = SteadyTime::min();
    shareBudget();
}

const TimeSeries *TimeSeriesStore::series(SeriesId id) const
{
    return index(id) < m_series.size() && !m_series[index(id)].empty() ? &m_series[index(id)] : nullptr;
}

} // namespace desk
