// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/timeseries/timeseries.h"

#include <unordered_map>

namespace desk {

// The series a window can draw without asking a file: all of them, for as long as the window (time since
// reception) and the budget of samples allow. Memory is bounded by the budget; the oldest go first.
// GUI thread.
class TimeSeriesStore
{
public:
    struct Options
    {
        std::chrono::seconds window{15 * 60};
        std::size_t maxSamples = 16'000'000; // 17 bytes each
    };

    // A sample and its share of the levels above it.
    static constexpr std::size_t bytesPerSample = 20;
    // How many samples fit into so many bytes.
    [[nodiscard]] static constexpr std::size_t samplesIn(std::size_t bytes) { return bytes / bytesPerSample; }

    explicit TimeSeriesStore(Options options);

    // Reception from which on all that came was appended: charts ask recordings for what is older.
    void setBegin(Timestamp begin) { m_begin = nanoseconds(begin); }
    void append(SeriesId id, std::int64_t generationNs, double value, Quality quality, SteadyTime now);
    // Forgets what was received before the window; looks at a part of the series per call, so call it often.
    void expire(SteadyTime now);
    void clear();

    // nullptr for a series that never had a sample here.
    [[nodiscard]] const TimeSeries *series(SeriesId id) const;
    // Generation times of a series' samples that are no values (not finite, or of quality invalid),
    // ascending, ns; of more than mostInvalid the newest that came. Some may have been let go since.
    [[nodiscard]] std::span<const std::int64_t> invalidTimes(SeriesId id) const;
    static constexpr std::size_t mostInvalid = 4096;
    [[nodiscard]] std::size_t samplesHeld() const { return m_pool.inUse() * SampleChunk::capacity; }
    [[nodiscard]] std::chrono::seconds window() const { return m_options.window; }

private:
    void makeRoom();
    void noteValidity(SeriesId id, std::int64_t time, bool isValid);

    Options m_options;
    ChunkPool m_pool;
    std::vector<TimeSeries> m_series;                                  // by SeriesId
    std::unordered_map<SeriesId, std::vector<std::int64_t>> m_invalid; // of the few that have any
    std::size_t m_expireCursor = 0;
    std::int64_t m_begin = 0; // ns
};

} // namespace desk
