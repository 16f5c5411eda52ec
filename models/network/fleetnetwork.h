// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/network/network.h"
#include "models/topology/fleetdefinition.h"
#include "models/topology/topologysnapshot.h"

namespace desk {

// The fleet graph as a network; nodes and links keep their indices. What is failed does not work, nor do
// links that are not active; ground stations and data centres stand on the ground. Capacity and latency are
// those of the definition; where it tells no latency, that of light over the straight line between two known
// positions (estimated). Figures from telemetry are put over these by setLatency() and setCapacity(). Pure
// functions, any thread; a few milliseconds for ten thousand nodes.
Network networkOf(const FleetDefinition &fleet);
Network networkOf(const TopologySnapshot &fleet);

} // namespace desk
