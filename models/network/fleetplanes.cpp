// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/network/fleetplanes.h"

#include "models/topology/fleetorbit.h"
#include "models/topology/orbitalplanes.h"

#include <numbers>

namespace desk {

FleetPlanes fleetPlanes(const TopologySnapshot &fleet)
{
    constexpr double degrees = 180 / std::numbers::pi;
    FleetPlanes found;
    found.members.resize(fleet.nodes.size());
    std::vector<ElementSet> elements;
    std::vector<std::uint32_t> nodes;
    for (std::uint32_t i = 0; i < fleet.nodes.size(); ++i) {
        if (!fleet.nodes[i].orbit)
            continue;
        if (auto orbit = parseFleetOrbit(*fleet.nodes[i].orbit)) {
            elements.push_back(*std::move(orbit));
            nodes.push_back(i);
        }
    }
    if (elements.empty())
        return found;
    const PlaneGrouping grouping = groupIntoPlanes(elements, medianEpoch(elements));
    for (const OrbitalShell &shell : grouping.shells) {
        const int at = int(found.shells.size());
        found.shells.push_back({shell.inclination * degrees, shell.altitudeKm, shell.planes.size()});
        int number = 0;
        for (const int index : shell.planes) {
            const OrbitalPlane &plane = grouping.planes[std::size_t(index)];
            FleetPlanes::Plane made{at, ++number, plane.rightAscension * degrees, {}};
            for (const std::size_t member : plane.members) {
                made.nodes.push_back(nodes[member]);
                found.members[nodes[member]].plane = int(found.planes.size());
            }
            found.planes.push_back(std::move(made));
        }
    }
    for (std::size_t i = 0; i < nodes.size(); ++i)
        found.members[nodes[i]].shell = grouping.members[i].shell;
    return found;
}

} // namespace desk
