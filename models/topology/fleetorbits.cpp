// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/topology/fleetorbits.h"

#include "models/topology/fleetorbit.h"

#include <algorithm>

namespace desk {

std::shared_ptr<const Orbit> orbitOf(const TopologyNode &node)
{
    if (!node.orbit)
        return {};
    const auto elements = parseFleetOrbit(*node.orbit);
    if (!elements)
        return {};
    auto orbit = Orbit::fromElements(*elements);
    return orbit ? std::make_shared<const Orbit>(*std::move(orbit)) : nullptr;
}

FleetOrbitsPtr FleetOrbits::read(const TopologySnapshot &fleet, const FleetOrbitsPtr &before)
{
    auto orbits = std::make_shared<FleetOrbits>();
    orbits->m_members.resize(fleet.nodes.size());
    for (std::size_t i = 0; i < fleet.nodes.size(); ++i) {
        const TopologyNode &node = fleet.nodes[i];
        if (!node.orbit)
            continue;
        const Member *known = before && i < before->m_members.size() ? &before->m_members[i] : nullptr;
        const bool same = known && known->definition &&
                          (known->definition == node.orbit || *known->definition == *node.orbit);
        orbits->m_members[i] = {node.orbit, same ? known->orbit : orbitOf(node)};
    }
    return orbits;
}

bool FleetOrbits::suits(const TopologySnapshot &fleet) const
{
    return std::equal(m_members.begin(), m_members.end(), fleet.nodes.begin(), fleet.nodes.end(),
                      [](const Member &a, const TopologyNode &b) { return a.definition == b.orbit; });
}

std::vector<std::optional<GeodeticPosition>> FleetOrbits::positionsAt(Timestamp time) const
{
    std::vector<std::optional<GeodeticPosition>> positions(m_members.size());
    const double siderealTime = greenwichSiderealTime(toJulianDate(time));
    for (std::size_t i = 0; i < m_members.size(); ++i) {
        if (!m_members[i].orbit)
            continue;
        if (const auto state = m_members[i].orbit->stateAt(time))
            positions[i] = geodeticFromEarthFixed(earthFixedFromTeme(state->positionKm, siderealTime));
    }
    return positions;
}

} // namespace desk
