// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/forecast/watchedseries.h"

#include <algorithm>
#include <array>

namespace desk {
namespace {

constexpr std::size_t mostWaiting = 200'000;

// Where something is and what it can do is no matter of forecasts.
constexpr std::array<std::string_view, 5> unforeseen{"lat", "lon", "altitude_km", "capacity_gbps",
                                                     "confidence"};
constexpr std::array<std::string_view, 3> ofLinks{"snr_db", "utilization", "queue_depth_gb"};

} // namespace

WatchedSeries::WatchedSeries(Options options, const SeriesDictionary &names, SecondMeans &means)
    : m_options(options)
    , m_names(names)
    , m_means(means)
{
}

void WatchedSeries::learnNames()
{
    const DictionaryChanges changes = m_names.changesSince(m_known);
    m_known = changes.cursor;
    for (const EntityDefinition &entity : changes.entities) {
        m_entities.resize(std::max<std::size_t>(m_entities.size(), index(entity.id) + std::size_t{1}),
                          {noNode, noNode});
        m_entities[index(entity.id)] = {entity.node, entity.dst};
    }
    for (const SeriesDefinition &series : changes.series) {
        const auto found = m_metricByName.find(series.metric);
        const MetricId metric =
            found != m_metricByName.end() ? found->second : static_cast<MetricId>(m_metrics.size());
        if (found == m_metricByName.end()) {
            m_metrics.push_back(series.metric);
            m_metricByName.emplace(series.metric, metric);
        }
        const auto [node, dst] = m_entities[index(series.entity)];
        m_facts.resize(std::max<std::size_t>(m_facts.size(), index(series.id) + std::size_t{1}));
        m_facts[index(series.id)] = {node, dst, series.entity, metric, series.kind};
    }
}

const WatchedSeries::Facts *WatchedSeries::find(SeriesId series)
{
    if (index(series) >= m_facts.size())
        learnNames();
    return index(series) < m_facts.size() ? &m_facts[index(series)] : nullptr;
}

WatchedSeries::State &WatchedSeries::stateOf(SeriesId series)
{
    if (index(series) >= m_states.size())
        m_states.resize(std::max(m_facts.size(), index(series) + std::size_t{1}), State::unknown);
    return m_states[index(series)];
}

bool WatchedSeries::isWanted(ValueKind kind, std::string_view metric)
{
    return SecondMeans::canForecast(kind) && !metric.ends_with("#raw") &&
           std::ranges::find(unforeseen, metric) == unforeseen.end();
}

bool WatchedSeries::isMain(const Facts &facts) const
{
    return facts.dst != noNode && std::ranges::find(ofLinks, metricName(facts.metric)) != ofLinks.end();
}

bool WatchedSeries::watch(SeriesId series, const Facts &facts)
{
    if (!m_means.watch(series, facts.kind))
        return false;
    stateOf(series) = State::watched;
    if (!isMain(facts))
        m_giveWay.push_back(series);
    m_orderIsOld = true;
    return true;
}

void WatchedSeries::leave(SeriesId series, State state)
{
    m_means.unwatch(series);
    stateOf(series) = state;
    m_orderIsOld = true;
}

bool WatchedSeries::admit(SeriesId series)
{
    const State state = stateOf(series);
    if (state == State::watched)
        return true;
    if (state != State::unknown)
        return false;
    const Facts *facts = find(series);
    if (!facts)
        return false;
    if (!isWanted(facts->kind, metricName(facts->metric))) {
        stateOf(series) = State::unwanted;
        return false;
    }
    if (m_means.watched() + m_options.keptForAsked < m_options.most && watch(series, *facts))
        return true;
    while (isMain(*facts) && !m_giveWay.empty()) {
        const SeriesId other = m_giveWay.back();
        m_giveWay.pop_back();
        if (!m_means.isWatched(other))
            continue;
        leave(other, State::unknown);
        m_displaced.push_back(other);
        wish(other);
        return watch(series, *facts);
    }
    wish(series);
    return false;
}

void WatchedSeries::wish(SeriesId series)
{
    if (m_waiting.size() >= mostWaiting)
        return;
    stateOf(series) = State::wish;
    m_waiting.push_back(series);
}

ForecastRefusal WatchedSeries::ask(SeriesId series)
{
    const Facts *facts = find(series);
    if (!facts || !SecondMeans::canForecast(facts->kind))
        return ForecastRefusal::notANumber;
    if (!m_means.isWatched(series) && !watch(series, *facts))
        return ForecastRefusal::notWatched;
    return ForecastRefusal::none;
}

void WatchedSeries::makeRoom(Timestamp now, const std::function<void(SeriesId)> &gone)
{
    if (m_waiting.empty())
        return;
    for (const SeriesId series : std::vector(inOrder())) {
        const auto newest = m_means.newest(series);
        if (newest && now - *newest < m_options.silentAfter)
            continue;
        leave(series, State::unknown); // its next sample brings it back
        gone(series);
    }
    std::erase_if(m_giveWay, [this](SeriesId series) { return !m_means.isWatched(series); });
    while (!m_waiting.empty() && m_means.watched() + m_options.keptForAsked < m_options.most) {
        const SeriesId series = m_waiting.front();
        m_waiting.pop_front();
        if (stateOf(series) == State::wish)
            stateOf(series) = State::unknown; // its next sample takes the place
    }
}

const std::vector<SeriesId> &WatchedSeries::inOrder()
{
    if (!std::exchange(m_orderIsOld, false))
        return m_order;
    m_order.clear();
    for (std::uint32_t i = 0; i < m_states.size(); ++i) {
        if (m_states[i] == State::watched)
            m_order.push_back(static_cast<SeriesId>(i));
    }
    std::ranges::stable_sort(m_order, {}, [this](SeriesId series) { return m_facts[index(series)].entity; });
    return m_order;
}

} // namespace desk
