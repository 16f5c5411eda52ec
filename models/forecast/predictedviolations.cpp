// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/forecast/predictedviolations.h"

#include <algorithm>
#include <cmath>

namespace desk {
namespace {

double share(std::size_t part, std::size_t rest)
{
    return part + rest == 0 ? Limits::unset : double(part) / double(part + rest);
}

} // namespace

std::optional<std::chrono::nanoseconds> PredictedViolations::Entry::lead() const
{
    const std::optional<Timestamp> &until = came ? came : predicted;
    if (!said || !until)
        return std::nullopt;
    return *until - *said;
}

Timestamp PredictedViolations::Entry::due() const
{
    return std::min(*predicted, *said + forecastHorizons.back());
}

double PredictedViolations::Totals::precision() const
{
    return share(of(Outcome::hit), of(Outcome::wrong));
}

double PredictedViolations::Totals::recall() const
{
    return share(of(Outcome::hit), of(Outcome::missed));
}

PredictedViolations::Entry *PredictedViolations::openEntry(Watched &watched, LimitSide side)
{
    const std::uint64_t id = watched.open[place(side)];
    return id == 0 ? nullptr : &m_entries.at(id);
}

PredictedViolations::Entry *PredictedViolations::add()
{
    if (m_entries.size() >= m_options.mostEntries) {
        const auto decided = std::ranges::find_if(
            m_entries, [](const auto &entry) { return entry.second.outcome != Outcome::open; });
        if (decided == m_entries.end()) {
            ++m_dropped;
            return nullptr;
        }
        m_entries.erase(decided);
    }
    ++m_version;
    Entry &entry = m_entries[++m_lastId];
    entry.id = m_lastId;
    return &entry;
}

void PredictedViolations::decide(Entry &entry, Watched &watched, Outcome outcome)
{
    entry.outcome = outcome;
    watched.open[place(entry.limit.side)] = 0;
    ++m_version;
}

// What belongs to a violation that is there, or was just before, is not said anew, nor is what was said
// before it came; a worse one is.
bool PredictedViolations::isNews(const Watched &watched, const LimitCrossing &crossing,
                                 Timestamp issued) const
{
    const auto &violated = watched.violated[place(crossing.limit.side)];
    return !violated || (issued > *violated && crossing.at - *violated >= m_options.quiet) ||
           crossing.limit.severity > watched.worst[place(crossing.limit.side)];
}

void PredictedViolations::expect(const Forecast &forecast, const Limits &limits)
{
    if (forecast.refusal != ForecastRefusal::none)
        return;
    Watched &watched = m_watched[forecast.series];
    watched.forecast = forecast.issued;
    const auto crossing = LimitCrossings(forecast, limits).likely;
    const bool comes = crossing && isNews(watched, *crossing, forecast.issued);
    for (const LimitSide side : {LimitSide::low, LimitSide::high}) {
        Entry *entry = openEntry(watched, side);
        if (!comes || crossing->limit.side != side) {
            if (entry && !entry->isWithdrawn) {
                entry->isWithdrawn = true;
                ++m_version;
            }
            continue;
        }
        if (!entry) {
            entry = add();
            if (!entry)
                continue;
            watched.open[place(side)] = entry->id;
            entry->series = forecast.series;
            entry->said = forecast.issued;
        }
        entry->limit = crossing->limit;
        entry->threshold = crossing->threshold;
        entry->method = forecast.method;
        entry->predicted = crossing->at;
        entry->isWithdrawn = false;
        ++m_version;
    }
}

void PredictedViolations::observe(SeriesId series, const Limits &limits, Timestamp time, double value)
{
    const auto found = m_watched.find(series);
    if (found == m_watched.end() || std::isnan(value))
        return;
    Watched &watched = found->second;
    if (watched.observed && time <= *watched.observed)
        return;
    const MonitoringResult before = watched.last;
    const bool isFirst = !watched.observed;
    watched.last = limits.check(value, before);
    watched.observed = time;
    const MonitoringResult &now = watched.last;
    if (now.severity < Severity::advisory)
        return;
    auto &violated = watched.violated[place(now.side)];
    Severity &worst = watched.worst[place(now.side)];
    worst = violated && time - *violated < m_options.quiet ? std::max(worst, now.severity) : now.severity;
    Entry *entry = openEntry(watched, now.side);
    if (entry && entry->limit.severity <= now.severity && time >= *entry->said) {
        entry->came = time;
        violated = time;
        decide(*entry, watched, Outcome::hit);
        return;
    }
    const bool isNew = !isFirst && (now.side != before.side || now.severity > before.severity);
    if (!isNew) {
        violated = time;
        return;
    }
    const bool belongsToOther = violated && time - *violated < m_options.quiet;
    violated = time;
    const bool wasForecast = watched.forecast <= time && time - watched.forecast <= forecastHorizons.back();
    // A milder limit on the way to the one that was said is no surprise.
    if (belongsToOther || !wasForecast || entry)
        return;
    Entry *missed = add();
    if (!missed)
        return;
    missed->series = series;
    missed->limit = now;
    missed->threshold = thresholdOf(limits, now);
    missed->came = time;
    missed->outcome = Outcome::missed;
}

void PredictedViolations::settle(Timestamp now)
{
    for (auto &[id, entry] : m_entries) {
        if (entry.outcome != Outcome::open || now <= entry.due() + m_options.grace)
            continue;
        Watched &watched = m_watched[entry.series];
        const bool couldShow = watched.observed && *watched.observed >= entry.due();
        decide(entry, watched, couldShow ? Outcome::wrong : Outcome::unjudged);
    }
}

void PredictedViolations::forgetOpen()
{
    std::erase_if(m_entries, [](const auto &entry) { return entry.second.outcome == Outcome::open; });
    m_watched.clear();
    ++m_version;
}

void PredictedViolations::clear()
{
    m_entries.clear();
    m_watched.clear();
    ++m_version;
}

PredictedViolations::Totals PredictedViolations::totals() const
{
    Totals totals;
    for (const auto &[id, entry] : m_entries)
        ++totals.by[static_cast<std::size_t>(entry.outcome)];
    return totals;
}

} // namespace desk
