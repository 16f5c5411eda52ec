// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/timeseries/timeseries.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace desk {
namespace {

void updateExtremes(SampleChunk &chunk)
{
    chunk.min = std::numeric_limits<double>::infinity();
    chunk.max = -chunk.min;
    for (std::uint32_t i = 0; i < chunk.count; ++i) { // an invalid one is no number and passes by
        chunk.min = std::min(chunk.min, chunk.value[i]);
        chunk.max = std::max(chunk.max, chunk.value[i]);
    }
}

void insertAt(SampleChunk &chunk, std::uint32_t at, std::int64_t time, double value, Quality quality)
{
    const auto shift = [&](auto &column) {
        std::move_backward(column.begin() + at, column.begin() + chunk.count,
                           column.begin() + chunk.count + 1);
    };
    if (at < chunk.count) {
        shift(chunk.time);
        shift(chunk.value);
        shift(chunk.quality);
    }
    chunk.time[at] = time;
    chunk.value[at] = value;
    chunk.quality[at] = quality;
    ++chunk.count;
    chunk.min = std::min(chunk.min, value);
    chunk.max = std::max(chunk.max, value);
}

Sample sampleAt(const SampleChunk &chunk, std::uint32_t i)
{
    return {fromNanoseconds(chunk.time[i]), chunk.value[i], chunk.quality[i]};
}

void merge(std::vector<EnvelopeColumn> &out, std::size_t from, const EnvelopeColumn &part)
{
    if (out.size() == from || out.back().column != part.column) {
        out.push_back(part);
        return;
    }
    out.back().unite(part);
}

} // namespace

// Index of the chunk a sample of this time belongs to: the last one that starts at or before it.
std::size_t TimeSeries::chunkFor(std::int64_t time) const
{
    const auto it =
        std::upper_bound(m_chunks.begin(), m_chunks.end(), time,
                         [](std::int64_t t, const SampleChunk *chunk) { return t < chunk->time[0]; });
    return it == m_chunks.begin() ? 0 : static_cast<std::size_t>(it - m_chunks.begin()) - 1;
}

bool TimeSeries::append(ChunkPool &pool, SeriesId id, std::int64_t time, double value, Quality quality,
                        SteadyTime now)
{
    SampleChunk *chunk = m_chunks.empty() ? nullptr : m_chunks.back();
    if (!chunk || (chunk->count == SampleChunk::capacity && time > chunk->time[SampleChunk::capacity - 1])) {
        SampleChunk *fresh = pool.take(id);
        if (!fresh)
            return false;
        m_chunks.push_back(fresh);
        chunk = fresh;
    }
    if (chunk->count == 0 || time > chunk->time[chunk->count - 1]) { // the usual case: newer than everything
        if (m_size == 0)
            m_completeFrom = time;
        insertAt(*chunk, chunk->count, time, value, quality);
        chunk->touched = now;
        ++m_size;
        return true;
    }
    std::size_t at = chunkFor(time);
    chunk = m_chunks[at];
    auto position = std::lower_bound(chunk->time.begin(), chunk->time.begin() + chunk->count, time);
    if (position != chunk->time.begin() + chunk->count && *position == time) {
        const auto i = static_cast<std::size_t>(position - chunk->time.begin());
        chunk->value[i] = value;
        chunk->quality[i] = quality;
        updateExtremes(*chunk);
        chunk->touched = now;
        return true;
    }
    if (chunk->count == SampleChunk::capacity) {
        if (!split(pool, at))
            return false;
        at = chunkFor(time);
        chunk = m_chunks[at];
        position = std::lower_bound(chunk->time.begin(), chunk->time.begin() + chunk->count, time);
    }
    insertAt(*chunk, static_cast<std::uint32_t>(position - chunk->time.begin()), time, value, quality);
    chunk->touched = now;
    ++m_size;
    return true;
}

bool TimeSeries::split(ChunkPool &pool, std::size_t at)
{
    SampleChunk *upper = pool.take(m_chunks[at]->owner);
    if (!upper)
        return false;
    SampleChunk &lower = *m_chunks[at];
    constexpr std::uint32_t half = SampleChunk::capacity / 2;
    std::copy(lower.time.begin() + half, lower.time.end(), upper->time.begin());
    std::copy(lower.value.begin() + half, lower.value.end(), upper->value.begin());
    std::copy(lower.quality.begin() + half, lower.quality.end(), upper->quality.begin());
    upper->count = SampleChunk::capacity - half;
    upper->touched = lower.touched;
    lower.count = half;
    updateExtremes(lower);
    updateExtremes(*upper);
    m_chunks.insert(m_chunks.begin() + static_cast<std::ptrdiff_t>(at) + 1, upper);
    return true;
}

void TimeSeries::dropOldest(ChunkPool &pool)
{
    SampleChunk *chunk = m_chunks.front();
    m_chunks.erase(m_chunks.begin());
    m_size -= chunk->count;
    pool.giveBack(chunk);
    if (!m_chunks.empty())
        m_completeFrom = std::max(m_completeFrom, m_chunks.front()->time[0]);
}

void TimeSeries::clear(ChunkPool &pool)
{
    while (!m_chunks.empty())
        dropOldest(pool);
    m_completeFrom = std::numeric_limits<std::int64_t>::max();
}

std::optional<Sample> TimeSeries::last() const
{
    if (m_chunks.empty())
        return std::nullopt;
    const SampleChunk &chunk = *m_chunks.back();
    return sampleAt(chunk, chunk.count - 1);
}

std::optional<TimeRange> TimeSeries::range() const
{
    if (m_chunks.empty())
        return std::nullopt;
    const SampleChunk &newest = *m_chunks.back();
    return TimeRange{fromNanoseconds(m_chunks.front()->time[0]),
                     fromNanoseconds(newest.time[newest.count - 1] + 1)};
}

std::optional<Sample> TimeSeries::nearest(Timestamp t) const
{
    if (m_chunks.empty())
        return std::nullopt;
    const std::int64_t time = nanoseconds(t);
    const std::size_t at = chunkFor(time);
    const SampleChunk &chunk = *m_chunks[at];
    const auto end = chunk.time.begin() + chunk.count;
    const auto after = std::lower_bound(chunk.time.begin(), end, time);
    std::optional<Sample> best;
    const auto offer = [&](const Sample &sample) {
        if (!best || std::chrono::abs(sample.generation - t) < std::chrono::abs(best->generation - t))
            best = sample;
    };
    if (after != end)
        offer(sampleAt(chunk, static_cast<std::uint32_t>(after - chunk.time.begin())));
    else if (at + 1 < m_chunks.size())
        offer(sampleAt(*m_chunks[at + 1], 0));
    if (after != chunk.time.begin())
        offer(sampleAt(chunk, static_cast<std::uint32_t>(after - chunk.time.begin()) - 1));
    return best;
}

void TimeSeries::envelope(const TimeRange &bounds, int columns, std::vector<EnvelopeColumn> &out) const
{
    const std::int64_t start = nanoseconds(bounds.start);
    const std::int64_t end = nanoseconds(bounds.end);
    if (m_chunks.empty() || columns < 1 || end <= start)
        return;
    const std::size_t base = out.size();
    const double perNanosecond = double(columns) / double(end - start);
    const auto columnOf = [&](std::int64_t t) {
        return std::min(columns - 1, static_cast<std::int32_t>(double(t - start) * perNanosecond));
    };
    for (std::size_t at = chunkFor(start); at < m_chunks.size(); ++at) {
        const SampleChunk &chunk = *m_chunks[at];
        const std::int64_t firstTime = chunk.time[0];
        const std::int64_t lastTime = chunk.time[chunk.count - 1];
        if (firstTime >= end)
            break;
        const bool endsInNumbers = !std::isnan(chunk.value[0]) && !std::isnan(chunk.value[chunk.count - 1]);
        if (firstTime >= start && lastTime < end && columnOf(firstTime) == columnOf(lastTime) &&
            endsInNumbers) {
            merge(out, base,
                  {columnOf(firstTime), chunk.count, chunk.value[0], chunk.min, chunk.max,
                   chunk.value[chunk.count - 1], firstTime, lastTime});
            continue;
        }
        const auto from = std::lower_bound(chunk.time.begin(), chunk.time.begin() + chunk.count, start);
        for (auto i = static_cast<std::uint32_t>(from - chunk.time.begin()); i < chunk.count; ++i) {
            if (chunk.time[i] >= end)
                break;
            const double v = chunk.value[i];
            if (std::isnan(v))
                continue;
            merge(out, base, {columnOf(chunk.time[i]), 1, v, v, v, v, chunk.time[i], chunk.time[i]});
        }
    }
}

void TimeSeries::samples(const TimeRange &bounds, std::vector<Sample> &out) const
{
    if (m_chunks.empty())
        return;
    for (std::size_t at = chunkFor(nanoseconds(bounds.start)); at < m_chunks.size(); ++at) {
        const SampleChunk &chunk = *m_chunks[at];
        for (std::uint32_t i = 0; i < chunk.count; ++i) {
            if (bounds.contains(fromNanoseconds(chunk.time[i])))
                out.push_back(sampleAt(chunk, i));
        }
    }
}

} // namespace desk
