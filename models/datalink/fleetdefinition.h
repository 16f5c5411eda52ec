// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/telemetry/nodetype.h"
#include "models/telemetry/time.h"
#include "models/topology/elementset.h"
#include "models/topology/geodesy.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace desk {

// One id per satellite for the API: its name as ASCII letters and digits (STARLINK-3209 gives starlink-3209),
// sat- and the catalogue number where it has none, -2, -3 ... where one occurs twice.
std::vector<std::string> satelliteIds(std::span<const ElementSet> elements);

// Element sets good for that day: those of a fleet whose median epoch lies further than `oldest` from it are
// moved, all together, by whole sidereal days. So the fleet keeps its spacing, which satellites hold by
// thrusters and no theory predicts for months, and its paths over the ground. Returns by how much.
std::chrono::nanoseconds redate(std::vector<ElementSet> &elements, Timestamp day,
                                std::chrono::hours oldest = std::chrono::hours(24 * 14));

// What PUT /api/v1/topology/ takes.
struct FleetNode
{
    std::string id;
    std::string label;
    NodeType type = NodeType::satellite;
    GeodeticPosition position;
    double capacityGbps = 0;
    std::optional<ElementSet> elements; // a satellite's orbit, sent as an OMM object: it has no column limits
};

struct FleetEdge
{
    std::uint32_t source = 0; // index of nodes
    std::uint32_t target = 0;
    double capacityGbps = 0;
    double latencyMs = 0;
};

std::string fleetJson(Timestamp time, std::span<const FleetNode> nodes, std::span<const FleetEdge> edges);

// An element set as a CCSDS 502.0-B object as CelesTrak writes it.
void appendOmm(std::string &out, const ElementSet &elements);

} // namespace desk
