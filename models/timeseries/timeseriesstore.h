// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/timeseries/timeseries.h"

#include <optional>
#include <unordered_map>

namespace desk {

// The series a window can draw without asking a file: all of them, for as long as the window (time since
// reception) and the budget of memory allow. When either is used up the oldest go, of all series; charts read
// those from the recording. GUI thread.
class TimeSeriesStore
{
public:
    struct Options
    {
        std::chrono::seconds window{15 * 60};
        std::size_t maxBytes = std::size_t{288} << 20; // of the heap, obeyed within 5 % from 4 MiB on
    };

    // What a sample takes at least, of a chunk and of the row that has it; so many of a row of them do.
    static constexpr std::size_t bytesPerChunk = sizeof(SampleChunk) + ChunkRow::bytesPerChunk;
    static constexpr std::size_t bytesFor(std::size_t samples)
    {
        return (samples + SampleChunk::capacity - 1) / SampleChunk::capacity * bytesPerChunk;
    }

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
    [[nodiscard]] std::size_t maxBytes() const { return m_options.maxBytes; }
    [[nodiscard]] std::size_t bytesHeld() const { return m_pool.inUse() * bytesPerChunk + m_bytesBeside; }
    // How far back memory reaches where the budget is too small for the window; nothing = all of the window
    // is here, or all that came in it.
    [[nodiscard]] std::optional<std::chrono::nanoseconds> reach(SteadyTime now) const;

private:
    void addSeries(SeriesId id);
    void shareBudget();
    void makeRoom();
    void noteValidity(SeriesId id, std::int64_t time, bool isValid);

    Options m_options;
    ChunkPool m_pool;
    std::vector<TimeSeries> m_series;                                  // by SeriesId
    std::unordered_map<SeriesId, std::vector<std::int64_t>> m_invalid; // of the few that have any
    std::size_t m_invalidRoom = 0;                                     // times that its lists have room for
    std::size_t m_bytesBeside = 0;              // what series take besides their chunks
    SteadyTime m_letGoUpTo = SteadyTime::min(); // reception of the youngest that went for want of room
    std::size_t m_expireCursor = 0;
    std::int64_t m_begin = 0; // ns
};

} // namespace desk
