// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/network/fleetnetwork.h"

#include "models/network/fleetmotion.h"

#include <cmath>

namespace desk {
namespace {

constexpr double lightKmPerMs = 299.792458;

double latencyOf(const FleetEdge &edge)
{
    return edge.latencyMs.value_or(Network::unknown);
}

double latencyOf(const TopologyEdge &edge)
{
    return edge.latencyMs; // -1 = not given
}

double capacityOf(const FleetEdge &edge)
{
    return edge.capacityGbps.value_or(Network::unknown);
}

double capacityOf(const TopologyEdge &edge)
{
    return edge.capacityGbps > 0 ? edge.capacityGbps : Network::unknown;
}

template <class Fleet>
Network networkOfEither(const Fleet &fleet)
{
    std::vector<NetworkLink> links;
    links.reserve(fleet.edges.size());
    for (const auto &edge : fleet.edges)
        links.push_back({edge.source, edge.target});
    Network network(fleet.nodes.size(), links);
    std::vector<std::optional<Vector3>> places(fleet.nodes.size()); // earth-fixed, km
    for (std::uint32_t i = 0; i < fleet.nodes.size(); ++i) {
        const auto &node = fleet.nodes[i];
        network.switchNode(i, node.health != Health::failed);
        network.setOnGround(i, isGround(node.type));
        if (const auto place = placeOf(node))
            places[i] = earthFixedFromGeodetic(*place);
    }
    for (std::uint32_t i = 0; i < fleet.edges.size(); ++i) {
        const auto &edge = fleet.edges[i];
        network.setLatency(i, latencyOf(edge));
        network.setCapacity(i, capacityOf(edge));
        network.switchLink(i, edge.active);
        if (edge.source >= places.size() || edge.target >= places.size() || !std::isnan(network.latencyMs(i)))
            continue;
        const auto &a = places[edge.source];
        const auto &b = places[edge.target];
        if (a && b)
            network.setLatency(i, length(*a - *b) / lightKmPerMs, true);
    }
    return network;
}

} // namespace

Network networkOf(const FleetDefinition &fleet)
{
    return networkOfEither(fleet);
}

Network networkOf(const TopologySnapshot &fleet)
{
    return networkOfEither(fleet);
}

} // namespace desk
