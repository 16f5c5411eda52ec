// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/network/fleetnetwork.h"

#include "models/topology/geodesy.h"

#include <optional>

namespace desk {
namespace {

constexpr double lightKmPerMs = 299.792458;

using Places = std::vector<std::optional<Vector3>>; // earth-fixed, km

// Either form of a fleet, once its nodes were read.
template <class Edges>
void addLinks(Network &network, const Edges &edges, const Places &places)
{
    for (std::uint32_t i = 0; i < edges.size(); ++i) {
        const auto &edge = edges[i];
        network.switchLink(i, edge.active);
        if (edge.source >= places.size() || edge.target >= places.size() || !std::isnan(network.latencyMs(i)))
            continue;
        const auto &a = places[edge.source];
        const auto &b = places[edge.target];
        if (a && b)
            network.setLatency(i, length(*a - *b) / lightKmPerMs, true);
    }
}

template <class Edges>
std::vector<NetworkLink> linksOf(const Edges &edges)
{
    std::vector<NetworkLink> links;
    links.reserve(edges.size());
    for (const auto &edge : edges)
        links.push_back({edge.source, edge.target});
    return links;
}

} // namespace

bool isGroundType(NodeType type)
{
    return type == NodeType::groundStation || type == NodeType::dataCenter;
}

Network networkOf(const FleetDefinition &fleet)
{
    Network network(fleet.nodes.size(), linksOf(fleet.edges));
    Places places(fleet.nodes.size());
    for (std::uint32_t i = 0; i < fleet.nodes.size(); ++i) {
        const FleetNode &node = fleet.nodes[i];
        network.switchNode(i, node.health != Health::failed);
        network.setOnGround(i, isGroundType(node.type));
        if (node.position)
            places[i] = earthFixedFromGeodetic(
                {node.position->latitude, node.position->longitude, node.position->altitudeKm});
    }
    for (std::uint32_t i = 0; i < fleet.edges.size(); ++i) {
        network.setLatency(i, fleet.edges[i].latencyMs.value_or(Network::unknown));
        network.setCapacity(i, fleet.edges[i].capacityGbps.value_or(Network::unknown));
    }
    addLinks(network, fleet.edges, places);
    return network;
}

Network networkOf(const TopologySnapshot &fleet)
{
    Network network(fleet.nodes.size(), linksOf(fleet.edges));
    Places places(fleet.nodes.size());
    for (std::uint32_t i = 0; i < fleet.nodes.size(); ++i) {
        const TopologyNode &node = fleet.nodes[i];
        network.switchNode(i, node.health != Health::failed);
        network.setOnGround(i, isGroundType(node.type));
        if (node.hasPosition)
            places[i] = earthFixedFromGeodetic({node.latitude, node.longitude, node.altitudeKm});
    }
    for (std::uint32_t i = 0; i < fleet.edges.size(); ++i) {
        const TopologyEdge &edge = fleet.edges[i];
        network.setLatency(i, edge.latencyMs); // -1 = not given
        network.setCapacity(i, edge.capacityGbps > 0 ? edge.capacityGbps : Network::unknown);
    }
    addLinks(network, fleet.edges, places);
    return network;
}

} // namespace desk
