// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/itemmodels/topologyoverlay.h"
#include "models/topology/topologydifference.h"

namespace desk {

// What changed between two graphs as marks over pictures: what came, what is gone (pictures show it all the
// same) and what is another than it was. Owner and title are the caller's. None is null. Pure.
OverlayContent changeOverlay(const TopologySnapshotPtr &before, const TopologySnapshotPtr &now,
                             const std::vector<TopologyChange> &changes);

} // namespace desk
