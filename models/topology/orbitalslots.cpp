// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/topology/fleetorbit.h"
#include "models/topology/layoutgraph.h"
#include "models/topology/orbitalplanes.h"

#include <cmath>
#include <numbers>

namespace desk {

std::vector<std::optional<OrbitalSlot>> orbitalSlots(std::span<const ElementSet> fleet)
{
    const PlaneGrouping grouping = groupIntoPlanes(fleet, medianEpoch(fleet));
    std::vector<int> column(grouping.planes.size());
    for (const OrbitalShell &shell : grouping.shells) {
        for (std::size_t i = 0; i < shell.planes.size(); ++i)
            column[static_cast<std::size_t>(shell.planes[i])] = static_cast<int>(i);
    }
    std::vector<std::optional<OrbitalSlot>> slots(fleet.size());
    for (std::size_t i = 0; i < fleet.size(); ++i) {
        const PlaneMember &member = grouping.members[i];
        if (member.plane != PlaneMember::none)
            slots[i] = OrbitalSlot{member.shell, column[static_cast<std::size_t>(member.plane)],
                                   member.argumentOfLatitude};
    }
    return slots;
}

void addOrbitalSlots(LayoutGraph &graph, const TopologySnapshot &snapshot)
{
    std::vector<ElementSet> elements;
    std::vector<std::size_t> nodes;
    for (std::size_t i = 0; i < snapshot.nodes.size(); ++i) {
        if (!snapshot.nodes[i].orbit)
            continue;
        if (const auto orbit = parseFleetOrbit(*snapshot.nodes[i].orbit)) {
            elements.push_back(*orbit);
            nodes.push_back(i);
        }
    }
    const auto slots = orbitalSlots(elements);
    graph.slots.assign(graph.nodeCount, std::nullopt);
    for (std::size_t i = 0; i < nodes.size(); ++i)
        graph.slots[nodes[i]] = slots[i];
}

std::vector<bool> orbitalSeams(const LayoutGraph &graph)
{
    if (graph.slots.empty())
        return {};
    std::vector<int> planes; // by shell
    for (const auto &slot : graph.slots) {
        if (!slot)
            continue;
        if (static_cast<std::size_t>(slot->shell) >= planes.size())
            planes.resize(static_cast<std::size_t>(slot->shell) + 1);
        int &count = planes[static_cast<std::size_t>(slot->shell)];
        count = std::max(count, slot->plane + 1);
    }
    const auto slotOf = [&](std::uint32_t node) {
        return node < graph.slots.size() ? graph.slots[node] : std::nullopt;
    };
    std::vector<bool> seams;
    for (const auto &[first, second] : graph.edges) {
        const auto a = slotOf(first);
        const auto b = slotOf(second);
        const bool together = a && b && a->shell == b->shell;
        const bool round = together && 2 * std::abs(a->plane - b->plane) >
                                           std::max(2, planes[static_cast<std::size_t>(a->shell)]);
        seams.push_back(together && (round || std::abs(a->phase - b->phase) > std::numbers::pi));
    }
    return seams;
}

} // namespace desk
