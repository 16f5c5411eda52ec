// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/telemetry/nodetype.h"
#include "models/telemetry/result.h"
#include "models/topology/health.h"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace desk {

// What somebody says the fleet is: the body of PUT /api/v1/topology/. Plain values, any thread.
struct FleetDefinition
{
    struct Position
    {
        double latitude = 0;  // degrees, WGS-84
        double longitude = 0; // degrees
        double altitudeKm = 0;
        bool operator==(const Position &) const = default;
    };

    struct Node
    {
        std::string id;
        NodeType type = NodeType::device;
        std::string label; // empty = none given
        std::optional<Health> health;
        std::optional<Position> position;
        std::optional<double> capacityGbps;
        std::optional<double> utilization; // 0..1
        std::optional<double> queueDepthGb;
        std::shared_ptr<const std::string> orbit; // JSON for parseFleetOrbit(); null = none
        bool learned = false; // of a recorded graph: telemetry told of it, nobody defined it
    };

    struct Edge
    {
        std::uint32_t source = 0; // index into nodes; the id of source < the id of target
        std::uint32_t target = 0;
        bool active = true;
        std::optional<double> capacityGbps;
        std::optional<double> latencyMs;
        std::optional<double> utilization;    // 0..1
        std::optional<double> reliability;    // 0..1
        std::optional<double> packetLossRate; // 0..1
        bool learned = false;                 // as of a node
    };

    std::vector<Node> nodes;
    std::vector<Edge> edges;
};

using FleetNode = FleetDefinition::Node;
using FleetEdge = FleetDefinition::Edge;

struct FleetLimits
{
    std::size_t maxNodes = 50'000;
    std::size_t maxEdges = 200'000;
    bool recorded = false; // written by fleetToJson() for the record: the mark "learned" counts
};

// Reads and checks a definition; the first fault refuses the whole text. Errors name the element and the
// field ("nodes[3].lat: 95 is not within -90 and 90"): index = element from 0, field = "nodes.lat",
// offset = byte where the text is not JSON. Unknown fields are passed over. Edges given with source > target
// are turned round. A pure function, any thread.
Result<FleetDefinition> parseFleet(std::string_view json, const FleetLimits &limits = {});

} // namespace desk
