// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/topology/fleetdefinition.h"

#include "models/telemetry/jsondocument.h"
#include "models/telemetry/names.h"
#include "models/topology/fleetelement_p.h"
#include "models/topology/fleetorbit.h"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

namespace desk {
namespace {

using Json = nlohmann::json;
using Ids = std::unordered_map<std::string_view, std::uint32_t>;

constexpr std::size_t maxDepth = 6; // of brackets; a definition needs 4
constexpr double maxAltitudeKm = 1'000'000;
constexpr double noLimit = 1e15;

std::optional<FleetDefinition::Position> readPosition(FleetElement &element)
{
    const auto latitude = element.number("lat", -90, 90);
    const auto longitude = element.number("lon", -180, 180);
    const auto altitude = element.number("altitude_km", -12, maxAltitudeKm);
    if (latitude.has_value() != longitude.has_value())
        element.refuse(ErrorCode::missingField, latitude ? "lon" : "lat",
                       "is missing; lat and lon go together");
    if (!latitude || !longitude)
        return std::nullopt;
    return FleetDefinition::Position{*latitude, *longitude, altitude.value_or(0)};
}

FleetNode readNode(FleetElement &element, Ids &ids, std::uint32_t position)
{
    FleetNode node;
    node.id = element.requiredText("id");
    if (element.good() && !isNodeName(node.id))
        element.refuse(ErrorCode::invalidArgument, "id",
                       "must be 1 to 128 characters of A-Z a-z 0-9 _ . : -");
    const std::string type = element.requiredText("type");
    if (const auto known = nodeTypeFromWord(type))
        node.type = *known;
    else
        element.refuse(ErrorCode::invalidArgument, "type",
                       "\"" + shortened(type) + "\" is not one of " + std::string(nodeTypeWords()));
    if (const auto health = element.text("health")) {
        node.health = healthFromWord(*health);
        if (!node.health)
            element.refuse(ErrorCode::invalidArgument, "health",
                           "\"" + shortened(*health) + "\" is not one of " + std::string(healthWords()));
    }
    node.label = element.text("label").value_or("");
    if (node.label.size() > 200)
        element.refuse(ErrorCode::tooLarge, "label", "is longer than 200 bytes");
    node.position = readPosition(element);
    node.capacityGbps = element.number("capacity_gbps", 0, noLimit);
    node.utilization = element.number("utilization", 0, 1);
    node.queueDepthGb = element.number("queue_depth_gb", 0, noLimit);
    node.orbit = element.flatObject("orbit");
    if (node.orbit) {
        if (const auto elements = parseFleetOrbit(*node.orbit); !elements)
            element.refuse(elements.error().code, "orbit", elements.error().message);
    }
    if (const Json::string_t *id = element.rawText("id"); element.good() && id) {
        const auto [known, fresh] = ids.emplace(*id, position);
        if (!fresh)
            element.refuse(ErrorCode::invalidArgument, "id",
                           "\"" + node.id + "\" is the id of nodes[" + std::to_string(known->second) +
                               "] too");
    }
    return node;
}

std::uint32_t readEnd(FleetElement &element, const char *field, const Ids &ids)
{
    const std::string id = element.requiredText(field);
    const auto it = ids.find(id);
    if (it != ids.end())
        return it->second;
    element.refuse(ErrorCode::notFound, field, "\"" + shortened(id) + "\" is not the id of a node");
    return 0;
}

FleetEdge readEdge(FleetElement &element, const Ids &ids, const std::vector<FleetNode> &nodes)
{
    FleetEdge edge;
    edge.source = readEnd(element, "source", ids);
    edge.target = readEnd(element, "target", ids);
    if (element.good() && edge.source == edge.target)
        element.refuse(ErrorCode::invalidArgument, "target", "is the same node as source");
    if (element.good() && nodes[edge.target].id < nodes[edge.source].id)
        std::swap(edge.source, edge.target);
    edge.active = element.boolean("is_active").value_or(true);
    edge.capacityGbps = element.number("capacity_gbps", 0, noLimit);
    edge.latencyMs = element.number("latency_ms", 0, noLimit);
    edge.utilization = element.number("utilization", 0, 1);
    edge.reliability = element.number("reliability", 0, 1);
    edge.packetLossRate = element.number("packet_loss_rate", 0, 1);
    return edge;
}

Result<void> checkArray(const Json &root, const char *name, bool required, std::size_t limit)
{
    const auto it = root.find(name);
    if (it == root.end() || it->is_null()) {
        if (required)
            return failure(ErrorCode::missingField, std::string(name) + " is missing", name);
        return {};
    }
    if (!it->is_array())
        return failure(ErrorCode::invalidArgument, std::string(name) + " must be an array", name);
    if (it->size() > limit)
        return failure(ErrorCode::cardinalityLimit,
                       std::string(name) + ": " + std::to_string(it->size()) + " elements, the limit is " +
                           std::to_string(limit),
                       name);
    return {};
}

} // namespace

Result<FleetDefinition> parseFleet(std::string_view json, const FleetLimits &limits)
{
    const auto root = parseJson(json, maxDepth);
    if (!root)
        return tl::unexpected(root.error());
    if (!root->is_object())
        return failure(ErrorCode::invalidArgument, "the body must be an object with nodes and edges");
    if (const auto ok = checkArray(*root, "nodes", true, limits.maxNodes); !ok)
        return tl::unexpected(ok.error());
    if (const auto ok = checkArray(*root, "edges", false, limits.maxEdges); !ok)
        return tl::unexpected(ok.error());

    FleetDefinition fleet;
    Ids ids; // views into root
    const Json &nodes = root->at("nodes");
    fleet.nodes.reserve(nodes.size());
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        FleetElement element("nodes", i, nodes[i]);
        fleet.nodes.push_back(readNode(element, ids, static_cast<std::uint32_t>(i)));
        if (limits.recorded)
            fleet.nodes.back().learned = element.boolean("learned").value_or(false);
        if (!element.good())
            return tl::unexpected(element.error());
    }
    const auto edges = root->find("edges");
    if (edges == root->end() || edges->is_null())
        return fleet;
    std::unordered_set<std::uint64_t> pairs;
    fleet.edges.reserve(edges->size());
    for (std::size_t i = 0; i < edges->size(); ++i) {
        FleetElement element("edges", i, (*edges)[i]);
        FleetEdge edge = readEdge(element, ids, fleet.nodes);
        if (limits.recorded)
            edge.learned = element.boolean("learned").value_or(false);
        if (element.good() && !pairs.insert(std::uint64_t{edge.source} << 32U | edge.target).second)
            element.refuse(ErrorCode::invalidArgument, "source",
                           "the edge " + fleet.nodes[edge.source].id + " - " + fleet.nodes[edge.target].id +
                               " is listed twice");
        if (!element.good())
            return tl::unexpected(element.error());
        fleet.edges.push_back(edge);
    }
    return fleet;
}

} // namespace desk
