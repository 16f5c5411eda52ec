// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/topology/fleetdefinition.h"
#include "models/topology/geodesy.h"
#include "models/topology/orbit.h"
#include "models/topology/topologysnapshot.h"

#include <optional>

namespace desk {

// How one node of a fleet moves: along its orbit, not at all, or as nobody knows. Plain value, any thread.
struct NodeMotion
{
    std::optional<Orbit> orbit;
    std::optional<GeodeticPosition> place; // of a node on the ground; none where there is an orbit

    [[nodiscard]] bool isKnown() const { return orbit || place; }
    // Earth-fixed, km; nothing where it is not known, or where SGP4 refuses.
    [[nodiscard]] std::optional<Vector3> earthFixed(Timestamp time) const;
};

// Where a node is said to be.
std::optional<GeodeticPosition> placeOf(const FleetNode &node);
std::optional<GeodeticPosition> placeOf(const TopologyNode &node);

// A node without an orbit stands still where it is said to be if it is on the ground; the position of a
// satellite without an orbit says nothing of later. Reads the orbit's JSON: some ten microseconds.
NodeMotion motionOf(const FleetNode &node);
NodeMotion motionOf(const TopologyNode &node);

} // namespace desk
