// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/itemmodels/momentfigures.h"

#include <algorithm>
#include <cmath>

namespace desk {

void MomentFigures::setLimits(std::shared_ptr<const LimitSet> limits)
{
    m_metrics.clear();
    m_rules.clear();
    m_limits = std::move(limits);
    if (!m_limits)
        return;
    for (const LimitRule &rule : m_limits->rules())
        m_metrics.insert(rule.metric);
}

void MomentFigures::begin(Timestamp moment)
{
    m_moment = moment;
    m_found = m_lacking = 0;
    m_oldest = Timestamp::max();
}

// Those with delays grade nothing: how long a value had stood is not looked at.
const Limits *MomentFigures::limitsOf(SeriesId id)
{
    if (!m_limits)
        return nullptr;
    if (index(id) >= m_rules.size())
        m_rules.resize(m_feed.catalogue().size());
    Rule &rule = m_rules[index(id)];
    if (std::exchange(rule.isKnown, true))
        return rule.limits;
    const SeriesDefinition &series = m_feed.catalogue().series(id);
    const bool isNumber = series.kind == ValueKind::number || series.kind == ValueKind::integer;
    if (!isNumber || !m_metrics.contains(series.metric))
        return nullptr;
    const EntityDefinition &about = m_feed.catalogue().entity(series.entity);
    const std::string_view dst =
        about.dst == noNode ? std::string_view{} : std::string_view(m_feed.catalogue().node(about.dst).name);
    const Limits *found = m_limits->find(m_feed.catalogue().node(about.node).name, dst, series.metric);
    const bool waits =
        found && (found->onDelay > 0 || found->offDelay > 0 || found->onSamples > 1 || found->offSamples > 1);
    rule.limits = waits ? nullptr : found;
    return rule.limits;
}

MomentFigure MomentFigures::figure(SeriesId id)
{
    MomentFigure figure;
    const TimeSeries *series = m_feed.store().series(id);
    const auto standing = series ? series->standing(m_moment) : std::nullopt;
    if (!standing) {
        if (series && !series->empty()) {
            ++m_lacking;
            m_oldest = std::min(m_oldest, fromNanoseconds(series->oldestChunk()->time[0]));
        }
        return figure;
    }
    ++m_found;
    figure.age = std::chrono::duration<double>(m_moment - standing->sample.generation).count();
    LastValue last; // the same measure as for what is new
    last.cadence = static_cast<float>(std::chrono::duration<double>(standing->cadence).count());
    last.seen = SteadyTime(standing->sample.generation.time_since_epoch());
    figure.freshness = LastValueCache::freshness(&last, SteadyTime(m_moment.time_since_epoch()));
    if (has(standing->sample.quality, Quality::invalid) || std::isnan(standing->sample.value))
        return figure;
    figure.value = standing->sample.value;
    if (const Limits *limits = limitsOf(id))
        figure.severity = limits->check(figure.value).severity;
    return figure;
}

std::optional<Timestamp> MomentFigures::knownFrom() const
{
    return m_lacking > m_found ? std::optional(m_oldest) : std::nullopt;
}

} // namespace desk
