// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/timeseries/chunkrow.h"

#include <limits>
#include <optional>
#include <span>

namespace desk {

struct Sample
{
    Timestamp generation{};
    double value = 0;
    Quality quality = Quality::good;
    bool operator==(const Sample &) const = default;
};

// What stood at a moment: the last sample generated at or before it.
struct StandingSample
{
    Sample sample;
    std::chrono::nanoseconds
        cadence{}; // the least step between it and the three before it; 0 = it is the first
};

// One series in memory: samples in order of generation time, the newest kept as long as the store's budget
// and window allow. A sample at a known generation time replaces the earlier value. GUI thread.
class TimeSeries
{
public:
    // victim: chunk to take from another series when the pool is used up is chosen by the store, so append
    // fails (returns false) only then.
    bool append(ChunkPool &pool, SeriesId id, std::int64_t time, double value, Quality quality,
                SteadyTime now);
    // Gives back the oldest chunk; the series forgets its samples.
    void dropOldest(ChunkPool &pool);
    void clear(ChunkPool &pool);

    [[nodiscard]] bool empty() const { return m_chunks.empty(); }
    [[nodiscard]] std::size_t size() const { return m_size; }
    [[nodiscard]] std::size_t chunkCount() const { return m_chunks.size(); }
    [[nodiscard]] const SampleChunk *oldestChunk() const
    {
        return m_chunks.empty() ? nullptr : &m_chunks.front();
    }
    [[nodiscard]] bool isOpen(const SampleChunk *chunk) const
    {
        return !m_chunks.empty() && &m_chunks.back() == chunk;
    }
    [[nodiscard]] std::optional<Sample> last() const;
    // The sample nearest to t within the bounds, for the cursor.
    [[nodiscard]] std::optional<Sample> nearest(Timestamp t) const;
    // What stood at a moment; nothing where memory does not reach back so far. Tells nothing of what came
    // later. Some hundred nanoseconds.
    [[nodiscard]] std::optional<StandingSample> standing(Timestamp at) const;
    [[nodiscard]] std::optional<TimeRange> range() const; // end = last sample's time + 1 ns
    // Generation time from which on nothing that was received since the series began here is missing, ns;
    // late samples may be older. INT64_MAX: it never began.
    [[nodiscard]] std::int64_t completeFrom() const { return m_completeFrom; }
    // Not before that time: the first sample here may have been a late one.
    void raiseCompleteFrom(std::int64_t time) { m_completeFrom = std::max(m_completeFrom, time); }

    // At most one column per pixel, empty columns left out; extremes are never lost. Invalid samples
    // do not count. Costs as much as there
    // are columns, whatever the span. columns > 0.
    void envelope(const TimeRange &bounds, int columns, std::vector<EnvelopeColumn> &out) const;
    // Samples in [bounds.start, bounds.end), ascending; the first `atMost` of them.
    void samples(const TimeRange &bounds, std::vector<Sample> &out,
                 std::size_t atMost = std::numeric_limits<std::size_t>::max()) const;

private:
    void insertAt(std::size_t at, std::uint32_t position, std::int64_t time, double value, Quality quality);
    bool split(ChunkPool &pool, std::size_t at);

    ChunkRow m_chunks;
    std::size_t m_size = 0;
    std::int64_t m_completeFrom = std::numeric_limits<std::int64_t>::max();
};

} // namespace desk
