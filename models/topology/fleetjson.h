// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/topology/topologysnapshot.h"

#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace desk {

// The newest value of a metric of a node or link; nullopt when there is none.
using FleetValues = std::function<std::optional<double>(EntityId entity, std::string_view metric)>;

// The body of GET /api/v1/topology/. Figures are the newest values where there are any, else the defined
// ones, else left out; an edge shows the worse of its two directions. Nodes without a position have no lat
// and lon. parseFleet() reads what this writes. A pure function, any thread.
std::string fleetToJson(const TopologySnapshot &snapshot, const FleetValues &values);

} // namespace desk
