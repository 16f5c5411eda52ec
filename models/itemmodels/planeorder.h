// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/topology/topologysnapshot.h"

namespace desk {

// The nodes of a fleet in the order of their orbital planes: shell by shell, plane by plane around the
// equator, in a plane by argument of latitude; then satellites of no plane, then nodes without an orbit, each
// in the order they became known. Reads the orbits of the definition anew: for when somebody asks, not for
// every tick. A pure function, any thread.
std::vector<NodeId> planeOrder(const TopologySnapshot &graph);

} // namespace desk
