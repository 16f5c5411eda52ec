// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/itemmodels/seriesranks.h"

#include "models/itemmodels/naturalorder.h"

#include <algorithm>
#include <numeric>

namespace desk {

// A metric in another unit counts as another one.
std::string SeriesRanks::numberedName(SeriesId id) const
{
    std::string name = m_catalogue.metricName(id);
    if (m_catalogue.hasOwnUnit(id))
        name.append("\n").append(m_catalogue.unit(id));
    return name;
}

bool SeriesRanks::update()
{
    const std::size_t entities = m_entityRanks.size();
    const std::size_t metrics = m_metrics.size();
    for (std::size_t i = m_metricOfSeries.size(); i < m_catalogue.size(); ++i) {
        const SeriesId id{static_cast<std::uint32_t>(i)};
        const auto [it, added] =
            m_numbers.try_emplace(numberedName(id), static_cast<std::uint32_t>(m_metrics.size()));
        if (added) {
            m_metrics.push_back(m_names.metric(id));
            m_units.push_back(m_names.unit(id));
        }
        m_metricOfSeries.push_back(it->second);
    }
    if (m_catalogue.entityCount() > entities)
        rankEntities();
    if (m_metrics.size() > metrics)
        rankMetrics();
    return m_catalogue.entityCount() > entities || m_metrics.size() > metrics;
}

// Each new one is looked for among those there are; then both lists are laid into one another.
void SeriesRanks::rankEntities()
{
    const auto before = [this](EntityId a, EntityId b) {
        return naturalCompare(m_names.entity(a), m_names.entity(b)) < 0;
    };
    std::vector<EntityId> fresh;
    for (std::size_t i = m_entityRanks.size(); i < m_catalogue.entityCount(); ++i)
        fresh.push_back(EntityId{static_cast<std::uint32_t>(i)});
    std::sort(fresh.begin(), fresh.end(), before);
    std::vector<EntityId> all;
    all.reserve(m_catalogue.entityCount());
    auto from = m_entities.begin();
    for (const EntityId one : fresh) {
        const auto at = std::upper_bound(from, m_entities.end(), one, before);
        all.insert(all.end(), from, at);
        all.push_back(one);
        from = at;
    }
    all.insert(all.end(), from, m_entities.end());
    m_entities = std::move(all);
    m_entityRanks.resize(m_entities.size());
    for (std::size_t i = 0; i < m_entities.size(); ++i)
        m_entityRanks[index(m_entities[i])] = static_cast<std::uint32_t>(i);
}

void SeriesRanks::rankMetrics()
{
    std::vector<std::uint32_t> order(m_metrics.size());
    std::iota(order.begin(), order.end(), 0U);
    std::sort(order.begin(), order.end(),
              [this](auto a, auto b) { return naturalCompare(m_metrics[a], m_metrics[b]) < 0; });
    m_metricRanks.resize(order.size());
    for (std::size_t i = 0; i < order.size(); ++i)
        m_metricRanks[order[i]] = static_cast<std::uint32_t>(i);
    // Equal units are equal: the order of the metrics must not show.
    std::sort(order.begin(), order.end(),
              [this](auto a, auto b) { return m_units[a].compare(m_units[b]) < 0; });
    m_unitRanks.resize(order.size());
    std::uint32_t rank = 0;
    for (std::size_t i = 0; i < order.size(); ++i) {
        if (i > 0 && m_units[order[i]] != m_units[order[i - 1]])
            ++rank;
        m_unitRanks[order[i]] = rank;
    }
}

} // namespace desk
