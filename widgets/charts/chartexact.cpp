// SPDX-License-Identifier: GPL-3.0-or-later
// The part of ChartContent that asks recordings for the very sample at the cursor.
#include "widgets/charts/chartcontent.h"

#include <algorithm>
#include <cmath>

namespace desk {

// How far from the cursor a sample is still the one there: three cadences, or some columns.
double ChartContent::nearby(const Trace &trace) const
{
    return std::max(3 * cadence(trace) * 1e9, 8 * double(m_grid.perColumn));
}

// Asked each time the cursor moves; a question that waits is replaced, so the recording is read for the last
// place only.
void ChartContent::askExact(std::optional<Timestamp> cursor)
{
    SeriesHistory *const history = m_feed.history();
    if (!cursor || !history || !m_grid.range().contains(*cursor)) {
        m_exact.clear();
        return;
    }
    for (const Trace &trace : m_traces) {
        Exact &exact = m_exact[trace.id()];
        if (exact.cursor == *cursor && exact.epoch == history->epoch())
            continue;
        exact.cursor = *cursor;
        exact.epoch = history->epoch();
        exact.isAwaited = true;
        exact.found.reset();
        const auto within = std::int64_t(std::min(nearby(trace), 1e18));
        history->askNearest(
            &m_asker, trace.id(), nanoseconds(*cursor), within,
            [this, id = trace.id(), at = *cursor](const std::optional<SeriesHistory::RecordedSample> &found) {
                const auto asked = m_exact.find(id);
                if (asked == m_exact.end() || asked->second.cursor != at)
                    return;
                asked->second.isAwaited = false;
                asked->second.found = found;
                if (cursorAnswered)
                    cursorAnswered();
            });
    }
}

bool ChartContent::isReadingAt(const Trace &trace, Timestamp time) const
{
    const auto exact = m_exact.find(trace.id());
    if (exact == m_exact.end() || exact->second.cursor != time || !exact->second.isAwaited)
        return false;
    const TimeSeries *series = samples(trace); // memory has all from there on
    return !series || nanoseconds(time) - std::int64_t(nearby(trace)) < series->completeFrom();
}

std::optional<Sample> ChartContent::sampleNear(const Trace &trace, Timestamp time) const
{
    auto found = trace.nearest(samples(trace), time);
    const auto away = [time](const Sample &sample) {
        return std::abs(double(nanoseconds(sample.generation)) - double(nanoseconds(time)));
    };
    const auto exact = m_exact.find(trace.id());
    if (exact != m_exact.end() && exact->second.cursor == time && exact->second.found) {
        const Sample &recorded = exact->second.found->sample;
        if (!found || away(recorded) < away(*found))
            found = recorded;
    }
    return found && away(*found) <= nearby(trace) ? found : std::nullopt;
}

std::optional<Timestamp> ChartContent::receptionOf(const Trace &trace, const Sample &sample) const
{
    const auto exact = m_exact.find(trace.id());
    if (exact == m_exact.end() || !exact->second.found ||
        exact->second.found->sample.generation != sample.generation)
        return std::nullopt;
    return exact->second.found->reception;
}

} // namespace desk
