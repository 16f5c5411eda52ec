// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/topology/geodesy.h"
#include "models/topology/orbit.h"
#include "models/topology/topologysnapshot.h"

#include <memory>
#include <optional>
#include <vector>

namespace desk {

class FleetOrbits;
using FleetOrbitsPtr = std::shared_ptr<const FleetOrbits>;

// The orbits of a fleet's nodes, read from their definitions once, to ask for any time. Indices are those of
// the snapshot. Immutable: any thread.
class FleetOrbits
{
public:
    // Takes from before what did not change; the rest costs some ten microseconds an orbit. Definitions that
    // cannot be read count as none.
    static FleetOrbitsPtr read(const TopologySnapshot &fleet, const FleetOrbitsPtr &before = {});

    // Whether these are the orbits of that snapshot's nodes.
    [[nodiscard]] bool suits(const TopologySnapshot &fleet) const;
    [[nodiscard]] const Orbit *orbit(std::size_t node) const
    {
        return node < m_members.size() ? m_members[node].orbit.get() : nullptr;
    }
    // One per node; none without an orbit, or where SGP4 refuses. Under a microsecond each.
    [[nodiscard]] std::vector<std::optional<GeodeticPosition>> positionsAt(Timestamp time) const;

private:
    struct Member
    {
        std::shared_ptr<const std::string> definition;
        std::shared_ptr<const Orbit> orbit;
    };
    std::vector<Member> m_members;
};

// One orbit's definition; none where it cannot be read.
std::shared_ptr<const Orbit> orbitOf(const TopologyNode &node);

} // namespace desk
