// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/alarms/limitchecker.h"

namespace desk {

void LimitChecker::resolve(const SeriesDictionary &dictionary)
{
    for (std::size_t i = m_states.size(); i < dictionary.seriesCount(); ++i) {
        const SeriesDefinition &series = dictionary.definition(SeriesId{static_cast<std::uint32_t>(i)});
        const EntityDefinition &about = dictionary.definition(series.entity);
        const std::string_view dst =
            about.dst == noNode ? std::string_view{} : dictionary.definition(about.dst).name;
        const bool numeric = series.kind == ValueKind::number || series.kind == ValueKind::integer;
        m_states.push_back(
            {numeric ? m_limits->find(dictionary.definition(about.node).name, dst, series.metric) : nullptr,
             {}});
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
            const MonitoringResult found = state.limits->check(batch.value[i], state.current);
            batch.monitoring[i] = found;
            if (found == state.current || has(batch.quality[i], Quality::backFilled))
                continue;
            // The first sample inside its limits is no news.
            if (state.current.severity != Severity::none || found.severity != Severity::nominal)
                changes.push_back(
                    {batch.series[i], state.current, found, batch.value[i], batch.generation[p]});
            state.current = found;
        }
    }
}

} // namespace desk
