// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/topology/topologysnapshot.h"

#include <cstdint>
#include <vector>

namespace desk {

// Between which nodes of a fleet contacts are to be looked for, or why there can be none. Plain value, any
// thread.
struct ContactSides
{
    enum class Obstacle : std::uint8_t {
        none,
        unknownNode, // not in the fleet
        noOrbit,     // a satellite without elements
        noPlace,     // a station without a position
        neither,     // neither flies nor stands on the ground
        noSatellite, // nobody has an orbit
        noStation,   // nobody on the ground has a position
    };
    Obstacle obstacle = Obstacle::none;
    bool ofStation = false;                // the node asked for stands on the ground
    std::vector<std::uint32_t> satellites; // indices of nodes, ascending
    std::vector<std::uint32_t> stations;   // likewise
};

// A node with an orbit and all stations, or a station and all that has an orbit. With another node, and one
// of the two in orbit and the other on the ground: these two alone. O(nodes).
ContactSides contactSidesOf(const TopologySnapshot &fleet, NodeId node, NodeId other = noNode);
// Everything in orbit over every station; ofStation is true.
ContactSides contactSidesOfAll(const TopologySnapshot &fleet);

// Changes when an orbit, or a place on the ground, comes, goes or becomes another: contacts that were found
// before no longer hold. Some ten microseconds for 10,000 nodes.
std::uint64_t motionMark(const TopologySnapshot &fleet);

} // namespace desk
