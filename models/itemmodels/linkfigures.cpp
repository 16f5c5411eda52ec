// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/itemmodels/linkfigures.h"

#include "models/network/fleetnetwork.h"

#include <algorithm>
#include <cmath>

namespace desk {
namespace {

// The figure of the worse direction: the greater, or the less.
void takeWorse(float &figure, double other, bool greater)
{
    const auto value = static_cast<float>(other);
    if (!std::isfinite(value) || value < 0)
        return;
    if (std::isnan(figure) || (greater ? value > figure : value < figure))
        figure = value;
}

} // namespace

LinkFiguresPtr LinkFigureReader::read()
{
    auto figures = std::make_shared<LinkFigures>();
    figures->snapshot = m_feed.topology();
    figures->time = m_feed.time().now();
    if (!figures->snapshot)
        return figures;
    const auto &edges = figures->snapshot->edges;
    const SteadyTime now = m_feed.time().steadyNow();
    m_columns.resize(edges.size());
    figures->links.resize(edges.size());
    for (std::size_t i = 0; i < edges.size(); ++i) {
        LinkFigures::Link &link = figures->links[i];
        take(edges[i].forward, m_columns[i][0], now, link);
        take(edges[i].backward, m_columns[i][1], now, link);
        if (std::isnan(link.utilisation) && edges[i].utilization >= 0)
            link.utilisation = static_cast<float>(edges[i].utilization);
    }
    return figures;
}

void LinkFigureReader::take(EntityId entity, Columns &columns, SteadyTime now, LinkFigures::Link &link) const
{
    if (entity == noEntity)
        return;
    const SeriesCatalogue &names = m_feed.catalogue();
    const std::size_t known = names.seriesOf(entity).size();
    if (entity != columns.entity || known != columns.known)
        columns = {entity, known, names.find(entity, "latency_ms"), names.find(entity, "capacity_gbps"),
                   names.find(entity, "utilization")};
    const auto lastOf = [this](SeriesId series) {
        const LastValue *last = series == noSeries ? nullptr : m_feed.lastValues().find(series);
        return last && !has(last->quality, Quality::invalid) ? last : nullptr;
    };
    const auto isOld = [now](const LastValue *last) {
        return LastValueCache::freshness(last, now) == Freshness::stale;
    };
    if (const LastValue *latency = lastOf(columns.latency)) {
        takeWorse(link.latencyMs, latency->value, true);
        link.stale |= isOld(latency);
    }
    if (const LastValue *capacity = lastOf(columns.capacity)) {
        takeWorse(link.capacityGbps, capacity->value, false);
        link.staleCapacity |= isOld(capacity);
    }
    if (const LastValue *utilisation = lastOf(columns.utilisation)) {
        takeWorse(link.utilisation, utilisation->value, true);
        link.staleUtilisation |= isOld(utilisation);
    }
}

Network networkOf(const LinkFigures &figures, CapacityKind capacity)
{
    if (!figures.snapshot)
        return Network(0, {});
    Network network = networkOf(*figures.snapshot);
    for (std::uint32_t i = 0; i < figures.links.size(); ++i) {
        const LinkFigures::Link &link = figures.links[i];
        if (!std::isnan(link.latencyMs))
            network.setLatency(i, static_cast<double>(link.latencyMs));
        if (!std::isnan(link.capacityGbps))
            network.setCapacity(i, static_cast<double>(link.capacityGbps));
        if (capacity == CapacityKind::free && !std::isnan(link.utilisation)) {
            const double left = 1 - std::clamp(static_cast<double>(link.utilisation), 0.0, 1.0);
            network.setCapacity(i, network.capacityGbps(i) * left);
        }
    }
    return network;
}

Network withoutBystanders(Network network, const TopologySnapshot &fleet)
{
    for (std::uint32_t i = 0; i < fleet.nodes.size(); ++i) {
        const NodeType type = fleet.nodes[i].type;
        const bool mayStandBy = type != NodeType::satellite && !isGround(type);
        if (mayStandBy && network.graph().arcs(i).empty())
            network.switchNode(i, false);
    }
    return network;
}

} // namespace desk
