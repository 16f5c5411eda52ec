// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/telemetry/result.h"
#include "models/topology/layoutgraph.h"
#include "models/topology/orbit.h"

#include <string>

namespace desk {

// A graph that layouts are measured with. Plain value.
struct LayoutWork
{
    std::string name; // as in the results: walker, power_law, fleet
    LayoutGraph graph;
    std::vector<std::string> nodes; // their names; empty = numbers from 0
};

// A Walker delta without phasing: planes of satellites, both rings closed; node = plane * perPlane + place.
LayoutWork walkerWork(std::uint32_t planes, std::uint32_t perPlane);
// Barabasi and Albert, "Emergence of scaling in random networks" (1999): each new node has so many links to
// older ones, drawn by their degree; begins with a star of links + 1 nodes.
LayoutWork powerLawWork(std::uint32_t nodes, std::uint32_t links, std::uint32_t seed);

// Real satellites with the laser links of their shells' planes (+grid) and the stations with the satellites
// they hold at that moment, at the median epoch of the elements.
struct FleetWork
{
    LayoutWork work; // satellites, then stations, which follow
    std::vector<Orbit> orbits;
    Timestamp time{};

    // As OrbitFiles::read(), and as the window would lay it out.
    static Result<FleetWork> read(const std::string &elements, const std::string &stations);
};

} // namespace desk
