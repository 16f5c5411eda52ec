// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/timeseries/serieshistory.h"
#include "widgets/charts/plotgrid.h"

#include <optional>

namespace desk {

// What one trace shows of the time before its samples in memory: the last answer of the history, which is a
// little wider than the plot, and what to ask next. While an answer is under way the last one is drawn, in
// its own resolution. A value. GUI thread.
class PastColumns
{
public:
    void clear() { *this = {}; }

    // What to ask for a plot of columns [from, to) in ns of the grid; nothing when the answer there is or the
    // one that is awaited will do. memoryFrom: memory has all from here on.
    [[nodiscard]] std::optional<HistorySpan> question(const PlotGrid &grid, std::int64_t from,
                                                      std::int64_t to, std::int64_t memoryFrom);
    // An answer to another question than the last is taken too: it shows more than none.
    void take(const SeriesHistory::Answer &answer);
    // Puts what lies in [from, to) before the columns of memory, which are numbered by the grid and ascend.
    void addTo(std::vector<EnvelopeColumn> &columns, const PlotGrid &grid, std::int64_t from,
               std::int64_t to);

    // All samples that lie in [from, to); false when the answer has not all of them.
    bool samples(std::int64_t from, std::int64_t to, std::vector<Sample> &out) const;
    // Times of [from, to) with a sample that is no value (not finite, or of quality invalid), as far as
    // samples are at hand.
    void invalidTimes(std::int64_t from, std::int64_t to, std::vector<std::int64_t> &out) const;
    [[nodiscard]] std::optional<Sample> nearest(std::int64_t time) const;

    // What is known of [from, to) will do: nothing else is on its way that covers it.
    [[nodiscard]] bool isKnown(std::int64_t from, std::int64_t to) const
    {
        return !isAwaited() || to <= from || (m_held && m_held->covers(from, to));
    }
    // The answer to the last question has not come yet.
    [[nodiscard]] bool isAwaited() const { return m_asked && (!m_held || *m_held != *m_asked); }
    // Oldest and newest sample known; nothing when there is none.
    [[nodiscard]] std::optional<std::pair<std::int64_t, std::int64_t>> extent() const;

private:
    std::optional<HistorySpan> m_asked;
    std::optional<HistorySpan> m_held;
    std::int64_t m_askedFor = 0; // memoryFrom then
    std::int64_t m_askedAt = 0;  // now then
    bool m_asksAgain = false;    // a second time
    std::vector<EnvelopeColumn> m_columns;
    std::vector<Sample> m_samples;
    std::vector<std::int64_t> m_invalid;
    bool m_isExact = false;
    std::vector<EnvelopeColumn> m_joined; // kept for its memory: a frame allocates nothing
};

} // namespace desk
