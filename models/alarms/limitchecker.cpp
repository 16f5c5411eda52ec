// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/alarms/limitchecker.h"

#include <algorithm>

namespace desk {

const Limits *LimitChecker::limitsOf(SeriesId id, const SeriesDictionary &dictionary) const
{
    const SeriesDefinition &series = dictionary.definition(id);
    const EntityDefinition &about = dictionary.definition(series.entity);
    const std::string_view dst =
        about.dst == noNode ? std::string_view{} : dictionary.definition(about.dst).name;
    const bool numeric = series.kind == ValueKind::number || series.kind == ValueKind::integer;
    return numeric ? m_limits->find(dictionary.definition(about.node).name, dst, series.metric) : nullptr;
}

void LimitChecker::resolve(const SeriesDictionary &dictionary)
{
    for (std::size_t i = m_states.size(); i < dictionary.seriesCount(); ++i)
        m_states.push_back({limitsOf(SeriesId{static_cast<std::uint32_t>(i)}, dictionary), {}});
}

void LimitChecker::replace(std::shared_ptr<const LimitSet> limits, const SeriesDictionary &dictionary,
                           std::vector<LimitTransition> &changes)
{
    m_limits = std::move(limits);
    for (std::size_t i = 0; i < m_states.size(); ++i) {
        const SeriesId id{static_cast<std::uint32_t>(i)};
        State &state = m_states[i];
        state.limits = limitsOf(id, dictionary);
        state.grader.forgetWaiting();
        if (state.limits)
            continue;
        const MonitoringResult before = state.grader.current();
        state.grader.clear();
        if (before.severity > Severity::nominal)
            changes.push_back({id, before, {}, std::nan(""), 0});
    }
}

void LimitChecker::check(SampleBatch &batch, const SeriesDictionary &dictionary,
                         std::vector<LimitTransition> &changes)
{
    if (m_states.size() < dictionary.seriesCount())
        resolve(dictionary);
    batch.monitoring.resize(batch.samples());
    for (std::size_t p = 0; p < batch.points(); ++p) {
        for (std::uint32_t i = batch.pointBegin(p); i < batch.pointEnd[p]; ++i) {
            State &state = m_states[index(batch.series[i])];
            // What has no value is neither inside nor outside.
            if (!state.limits || std::isnan(batch.value[i])) {
                batch.monitoring[i] = {};
                continue;
            }
            const MonitoringResult before = state.grader.current();
            if (has(batch.quality[i], Quality::backFilled)) {
                batch.monitoring[i] = state.limits->check(batch.value[i], before);
                continue;
            }
            // A clock that is ahead must neither hold up an alarm nor raise one before its time.
            const std::int64_t time = has(batch.quality[i], Quality::clockAhead)
                                          ? std::min(batch.generation[p], nanoseconds(batch.reception))
                                          : batch.generation[p];
            const MonitoringResult now = state.grader.grade(*state.limits, batch.value[i], time);
            batch.monitoring[i] = now;
            // The first sample inside its limits is no news.
            if (now != before && (before.severity != Severity::none || now.severity != Severity::nominal))
                changes.push_back({batch.series[i], before, now, batch.value[i], batch.generation[p]});
        }
    }
}

} // namespace desk
