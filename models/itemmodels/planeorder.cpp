// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/itemmodels/planeorder.h"

#include "models/topology/fleetorbit.h"
#include "models/topology/orbitalplanes.h"

namespace desk {

std::vector<NodeId> planeOrder(const TopologySnapshot &graph)
{
    std::vector<ElementSet> elements;
    std::vector<NodeId> satellites;
    std::vector<NodeId> others;
    for (const TopologyNode &node : graph.nodes) {
        const auto orbit = node.orbit ? parseFleetOrbit(*node.orbit)
                                      : Result<ElementSet>(failure(ErrorCode::notFound, "no orbit"));
        if (orbit) {
            elements.push_back(*orbit);
            satellites.push_back(node.id);
        } else {
            others.push_back(node.id);
        }
    }
    std::vector<NodeId> order;
    order.reserve(graph.nodes.size());
    if (!elements.empty()) {
        const PlaneGrouping grouping = groupIntoPlanes(elements, medianEpoch(elements));
        for (const OrbitalShell &shell : grouping.shells) {
            for (const int plane : shell.planes) {
                for (const std::size_t member : grouping.planes[std::size_t(plane)].members)
                    order.push_back(satellites[member]);
            }
        }
        for (std::size_t i = 0; i < satellites.size(); ++i) {
            if (grouping.members[i].plane == PlaneMember::none)
                order.push_back(satellites[i]);
        }
    }
    order.insert(order.end(), others.begin(), others.end());
    return order;
}

} // namespace desk
