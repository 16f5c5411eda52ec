// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/timeseries/timeseries.h"

#include <algorithm>

namespace desk {
namespace {

Sample sampleAt(const SampleChunk &chunk, std::uint32_t i)
{
    return {fromNanoseconds(chunk.time[i]), chunk.value[i], chunk.quality[i]};
}

// How many of the chunk's samples are not after a time. Samples mostly come evenly, so it looks first where
// it would be then.
std::uint32_t countUntil(const SampleChunk &chunk, std::int64_t time)
{
    const std::uint32_t last = chunk.count - 1;
    if (time < chunk.time[0])
        return 0;
    if (time >= chunk.time[last])
        return chunk.count;
    const double share = double(time - chunk.time[0]) / double(chunk.time[last] - chunk.time[0]);
    std::uint32_t from = 0;  // not after it
    std::uint32_t to = last; // after it
    const auto guess = std::min(last - 1, static_cast<std::uint32_t>(share * double(last)));
    if (chunk.time[guess] <= time) {
        from = guess;
        if (chunk.time[guess + 1] > time)
            return guess + 1;
    } else {
        to = guess;
    }
    return static_cast<std::uint32_t>(
        std::upper_bound(chunk.time.begin() + from, chunk.time.begin() + to, time) - chunk.time.begin());
}

} // namespace

void TimeSeries::insertAt(std::size_t at, std::uint32_t position, std::int64_t time, double value,
                          Quality quality)
{
    SampleChunk &chunk = m_chunks[at];
    const auto shift = [&](auto &column) {
        std::move_backward(column.begin() + position, column.begin() + chunk.count,
                           column.begin() + chunk.count + 1);
    };
    if (position < chunk.count) {
        shift(chunk.time);
        shift(chunk.value);
        shift(chunk.quality);
    }
    chunk.time[position] = time;
    chunk.value[position] = value;
    chunk.quality[position] = quality;
    ++chunk.count;
    m_chunks.added(at, value, quality);
    ++m_size;
}

bool TimeSeries::append(ChunkPool &pool, SeriesId id, std::int64_t time, double value, Quality quality,
                        SteadyTime now)
{
    SampleChunk *chunk = m_chunks.empty() ? nullptr : &m_chunks.back();
    if (!chunk || (chunk->count == SampleChunk::capacity && time > chunk->time[SampleChunk::capacity - 1])) {
        chunk = pool.take(id);
        if (!chunk)
            return false;
        m_chunks.append(chunk);
    }
    if (chunk->count == 0 || time > chunk->time[chunk->count - 1]) { // the usual case: newer than everything
        if (m_size == 0)
            m_completeFrom = time;
        insertAt(m_chunks.size() - 1, chunk->count, time, value, quality);
        chunk->touched = now;
        return true;
    }
    std::size_t at = m_chunks.chunkFor(time);
    chunk = &m_chunks[at];
    auto position = std::lower_bound(chunk->time.begin(), chunk->time.begin() + chunk->count, time);
    if (position != chunk->time.begin() + chunk->count && *position == time) {
        const auto i = static_cast<std::size_t>(position - chunk->time.begin());
        chunk->value[i] = value;
        chunk->quality[i] = quality;
        m_chunks.changed(at);
        chunk->touched = now;
        return true;
    }
    if (chunk->count == SampleChunk::capacity) {
        if (!split(pool, at))
            return false;
        at = m_chunks.chunkFor(time);
        chunk = &m_chunks[at];
        position = std::lower_bound(chunk->time.begin(), chunk->time.begin() + chunk->count, time);
    }
    insertAt(at, static_cast<std::uint32_t>(position - chunk->time.begin()), time, value, quality);
    chunk->touched = now;
    return true;
}

bool TimeSeries::split(ChunkPool &pool, std::size_t at)
{
    SampleChunk *upper = pool.take(m_chunks[at].owner);
    if (!upper)
        return false;
    SampleChunk &lower = m_chunks[at];
    constexpr std::uint32_t half = SampleChunk::capacity / 2;
    std::copy(lower.time.begin() + half, lower.time.end(), upper->time.begin());
    std::copy(lower.value.begin() + half, lower.value.end(), upper->value.begin());
    std::copy(lower.quality.begin() + half, lower.quality.end(), upper->quality.begin());
    upper->count = SampleChunk::capacity - half;
    upper->touched = lower.touched;
    lower.count = half;
    m_chunks.insertAfter(at, upper);
    return true;
}

void TimeSeries::dropOldest(ChunkPool &pool)
{
    SampleChunk *chunk = m_chunks.takeFront();
    m_size -= chunk->count;
    pool.giveBack(chunk);
    if (!m_chunks.empty())
        m_completeFrom = std::max(m_completeFrom, m_chunks.front().time[0]);
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
    const SampleChunk &chunk = m_chunks.back();
    return sampleAt(chunk, chunk.count - 1);
}

std::optional<TimeRange> TimeSeries::range() const
{
    if (m_chunks.empty())
        return std::nullopt;
    const SampleChunk &newest = m_chunks.back();
    return TimeRange{fromNanoseconds(m_chunks.front().time[0]),
                     fromNanoseconds(newest.time[newest.count - 1] + 1)};
}

std::optional<Sample> TimeSeries::nearest(Timestamp t) const
{
    if (m_chunks.empty())
        return std::nullopt;
    const std::int64_t time = nanoseconds(t);
    const std::size_t at = m_chunks.chunkFor(time);
    const SampleChunk &chunk = m_chunks[at];
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
        offer(sampleAt(m_chunks[at + 1], 0));
    if (after != chunk.time.begin())
        offer(sampleAt(chunk, static_cast<std::uint32_t>(after - chunk.time.begin()) - 1));
    return best;
}

std::optional<StandingSample> TimeSeries::standing(Timestamp at) const
{
    if (m_chunks.empty())
        return std::nullopt;
    std::size_t row = m_chunks.chunkFor(nanoseconds(at));
    std::uint32_t i = countUntil(m_chunks[row], nanoseconds(at));
    if (i == 0)
        return std::nullopt;
    StandingSample standing{sampleAt(m_chunks[row], --i), {}};
    std::int64_t later = m_chunks[row].time[i];
    for (int step = 0; step < 3; ++step) {
        if (i == 0 && row == 0)
            break;
        i = i > 0 ? i - 1 : m_chunks[--row].count - 1;
        const std::int64_t earlier = m_chunks[row].time[i];
        const std::chrono::nanoseconds gap{later - earlier};
        standing.cadence = step == 0 ? gap : std::min(standing.cadence, gap);
        later = earlier;
    }
    return standing;
}

void TimeSeries::envelope(const TimeRange &bounds, int columns, std::vector<EnvelopeColumn> &out) const
{
    m_chunks.envelope(nanoseconds(bounds.start), nanoseconds(bounds.end), columns, out);
}

void TimeSeries::samples(const TimeRange &bounds, std::vector<Sample> &out, std::size_t atMost) const
{
    if (m_chunks.empty())
        return;
    const std::size_t before = out.size();
    for (std::size_t at = m_chunks.chunkFor(nanoseconds(bounds.start)); at < m_chunks.size(); ++at) {
        const SampleChunk &chunk = m_chunks[at];
        if (chunk.time[0] >= nanoseconds(bounds.end))
            return;
        for (std::uint32_t i = 0; i < chunk.count; ++i) {
            if (!bounds.contains(fromNanoseconds(chunk.time[i])))
                continue;
            if (out.size() - before == atMost)
                return;
            out.push_back(sampleAt(chunk, i));
        }
    }
}

} // namespace desk
