// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/topology/topologysnapshot.h"

#include <memory>
#include <vector>

namespace desk {

// The orbital planes of a fleet, by nodes. Plain value, any thread.
struct FleetPlanes
{
    static constexpr int none = -1;

    struct Shell
    {
        double inclinationDegrees = 0;
        double altitudeKm = 0; // over the equatorial radius
        std::size_t planes = 0;
    };
    struct Plane
    {
        int shell = 0;                    // index into shells
        int number = 0;                   // in its shell, from 1, around the equator
        double nodeDegrees = 0;           // right ascension of the ascending node
        std::vector<std::uint32_t> nodes; // indices of nodes by argument of latitude
    };
    struct Membership
    {
        int shell = none; // index into shells
        int plane = none; // index into planes
    };
    std::vector<Shell> shells;       // the most populated first
    std::vector<Plane> planes;       // shell by shell
    std::vector<Membership> members; // by node
};

using FleetPlanesPtr = std::shared_ptr<const FleetPlanes>;

// Reads every orbit of the definition: some ten microseconds a node.
FleetPlanes fleetPlanes(const TopologySnapshot &fleet);

} // namespace desk
