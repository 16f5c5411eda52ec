// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/topology/topologysnapshot.h"

#include <string>

namespace desk {

// {"op":"topology","version":v,"changes":{"nodes":{"added":[…],"changed":[…],"removed":["id"…]},"edges":{…}}}:
// the definitions as GET /api/v1/topology/ shows them, removed edges as {"source","target"}. before may be
// null: everything was added then. Pure.
std::string topologyChanges(const TopologySnapshot *before, const TopologySnapshot &now);

} // namespace desk
