// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/timeseries/timeseries.h"

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

    void append(SeriesId id, std::int64_t generationNs, double value, Quality quality, SteadyTime now);
    // Forgets what was received before the window; looks at a part of the series per call, so call it often.
    void expire(SteadyTime now);
    void clear();

    // nullptr for a series that never had a sample here.
    [[nodiscard]] const TimeSeries *series(SeriesId id) const;
    [[nodiscard]] std::size_t samplesHeld() const { return m_pool.inUse() * SampleChunk::capacity; }
    [[nodiscard]] std::chrono::seconds window() const { return m_options.window; }

private:
    void makeRoom();

    Options m_options;
    ChunkPool m_pool;
    std::vector<TimeSeries> m_series; // by SeriesId
    std::size_t m_expireCursor = 0;
};

} // namespace desk
