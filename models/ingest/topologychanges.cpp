// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ingest/topologychanges.h"

#include <map>
#include <nlohmann/json.hpp>

namespace desk {
namespace {

using Json = nlohmann::ordered_json;

void setKnown(Json &json, const char *name, double value, bool known)
{
    if (known)
        json[name] = value;
}

Json nodeJson(const TopologyNode &node)
{
    Json json{{"id", node.name}, {"type", nodeTypeWord(node.type)}, {"health", healthWord(node.health)}};
    if (node.hasPosition) {
        json["lat"] = node.latitude;
        json["lon"] = node.longitude;
        json["altitude_km"] = node.altitudeKm;
    }
    setKnown(json, "capacity_gbps", node.capacityGbps, node.capacityGbps > 0);
    setKnown(json, "utilization", node.utilization, node.utilization >= 0);
    setKnown(json, "queue_depth_gb", node.queueDepthGb, node.queueDepthGb >= 0);
    json["label"] = node.label;
    json["learned"] = node.learned;
    return json;
}

Json edgeName(const TopologySnapshot &fleet, const TopologyEdge &edge)
{
    return {{"source", fleet.nodes[edge.source].name}, {"target", fleet.nodes[edge.target].name}};
}

Json edgeJson(const TopologySnapshot &fleet, const TopologyEdge &edge)
{
    Json json = edgeName(fleet, edge);
    json["is_active"] = edge.active;
    setKnown(json, "capacity_gbps", edge.capacityGbps, edge.capacityGbps > 0);
    setKnown(json, "latency_ms", edge.latencyMs, edge.latencyMs >= 0);
    setKnown(json, "utilization", edge.utilization, edge.utilization >= 0);
    setKnown(json, "reliability", edge.reliability, edge.reliability >= 0);
    setKnown(json, "packet_loss_rate", edge.packetLossRate, edge.packetLossRate >= 0);
    json["learned"] = edge.learned;
    return json;
}

// Elements by their name; what differs by `same` is changed.
template <class Map, class Same, class Whole, class Name>
Json differences(const Map &before, const Map &now, const Same &same, const Whole &whole, const Name &name)
{
    Json json{{"added", Json::array()}, {"changed", Json::array()}, {"removed", Json::array()}};
    for (const auto &[key, element] : now) {
        const auto old = before.find(key);
        if (old == before.end())
            json["added"].push_back(whole(*element));
        else if (!same(*old->second, *element))
            json["changed"].push_back(whole(*element));
    }
    for (const auto &[key, element] : before) {
        if (!now.contains(key))
            json["removed"].push_back(name(*element));
    }
    return json;
}

using NodesByName = std::map<std::string_view, const TopologyNode *>;
using EdgesByNames = std::map<std::pair<std::string_view, std::string_view>, const TopologyEdge *>;

NodesByName nodesOf(const TopologySnapshot *fleet)
{
    NodesByName nodes;
    for (std::size_t i = 0; fleet && i < fleet->nodes.size(); ++i)
        nodes.emplace(fleet->nodes[i].name, &fleet->nodes[i]);
    return nodes;
}

EdgesByNames edgesOf(const TopologySnapshot *fleet)
{
    EdgesByNames edges;
    for (std::size_t i = 0; fleet && i < fleet->edges.size(); ++i) {
        const TopologyEdge &edge = fleet->edges[i];
        edges.emplace(std::pair(std::string_view(fleet->nodes[edge.source].name),
                                std::string_view(fleet->nodes[edge.target].name)),
                      &edge);
    }
    return edges;
}

bool sameEdge(TopologyEdge a, const TopologyEdge &b)
{
    a.source = b.source; // indices and ids move without the edge being another
    a.target = b.target;
    a.forward = b.forward;
    a.backward = b.backward;
    return a == b;
}

} // namespace

std::string topologyChanges(const TopologySnapshot *before, const TopologySnapshot &now)
{
    Json changes;
    changes["nodes"] = differences(
        nodesOf(before), nodesOf(&now), [](const auto &a, const auto &b) { return a == b; },
        [](const TopologyNode &node) { return nodeJson(node); },
        [](const TopologyNode &node) { return Json(node.name); });
    changes["edges"] = differences(
        edgesOf(before), edgesOf(&now), sameEdge,
        [&](const TopologyEdge &edge) { return edgeJson(now, edge); },
        [&](const TopologyEdge &edge) { return edgeName(*before, edge); });
    return Json{{"op", "topology"}, {"version", now.version}, {"changes", changes}}.dump(
        -1, ' ', false, Json::error_handler_t::replace);
}

} // namespace desk
