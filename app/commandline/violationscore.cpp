// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commandline/violationscore.h"

#include <algorithm>

namespace desk {
namespace {

double shareOf(std::size_t part, std::size_t all)
{
    return all > 0 ? static_cast<double>(part) / static_cast<double>(all) : Limits::unset;
}

} // namespace

ViolationScore::Counts &ViolationScore::Counts::operator+=(const Counts &other)
{
    violations += other.violations;
    said += other.said;
    saidEarly += other.saidEarly;
    right += other.right;
    wrong += other.wrong;
    return *this;
}

double ViolationScore::Counts::recall() const
{
    return shareOf(saidEarly, violations);
}

double ViolationScore::Counts::precision() const
{
    return shareOf(right, right + wrong);
}

bool ViolationScore::observe(SeriesId series, const Limits &limits, Timestamp time, double value)
{
    if (std::isnan(value))
        return false;
    Watched &watched = m_watched[series];
    if (watched.observed && time <= *watched.observed)
        return false;
    const bool isFirst = !watched.observed || time - *watched.observed > gap;
    if (isFirst)
        watched.last = {};
    const MonitoringResult before = watched.last;
    watched.last = limits.check(value, before);
    watched.observed = time;
    const MonitoringResult &now = watched.last;
    if (now.severity < Severity::advisory)
        return false;
    auto &violated = watched.violated[now.side == LimitSide::low ? 0 : 1];
    const bool belongsToOther = violated && time - *violated < quiet;
    violated = time;
    if (isFirst)
        m_fromTheStart += belongsToOther ? 0 : 1;
    const bool isNew = now.side != before.side || now.severity > before.severity;
    return isNew && !isFirst && !belongsToOther;
}

void ViolationScore::begin(SeriesId series, std::string metric, Timestamp time, ViolationOrigin origin)
{
    m_violations.push_back({.series = series,
                            .metric = std::move(metric),
                            .limit = m_watched[series].last,
                            .time = time,
                            .origin = origin,
                            .lead = {}});
}

void ViolationScore::match(const PredictedViolations &predicted)
{
    std::multimap<SeriesId, const PredictedViolations::Entry *> bySeries;
    for (const auto &[id, entry] : predicted.entries()) {
        if (entry.said)
            bySeries.emplace(entry.series, &entry);
    }
    for (Violation &violation : m_violations) {
        const auto [first, last] = bySeries.equal_range(violation.series);
        for (auto it = first; it != last; ++it) {
            const PredictedViolations::Entry &entry = *it->second;
            // Said before, and not over when it came: the same one, or a worse one on the way.
            const bool isOver =
                entry.came ? *entry.came < violation.time : entry.due() + leastLead < violation.time;
            if (entry.limit.side == violation.limit.side && *entry.said <= violation.time && !isOver)
                violation.lead = std::max(violation.lead.value_or(std::chrono::nanoseconds(0)),
                                          std::chrono::nanoseconds(violation.time - *entry.said));
        }
    }
}

ViolationScore::Table ViolationScore::table() const
{
    Table table;
    for (const Violation &violation : m_violations) {
        Counts &counts = table[{violation.metric, violation.origin}];
        ++counts.violations;
        counts.said += violation.lead ? 1 : 0;
        counts.saidEarly += violation.isSaidEarly() ? 1 : 0;
    }
    for (const Said &said : m_said) {
        Counts &counts = table[{said.metric, said.origin}];
        ++(said.came ? counts.right : counts.wrong);
    }
    return table;
}

} // namespace desk
