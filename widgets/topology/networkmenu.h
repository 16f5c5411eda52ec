// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/itemmodels/fleetselection.h"
#include "widgets/topology/fleetpicture.h"

class QMenu;

namespace desk {

struct PictureItem;

// Puts into the menu of a node or link what can be asked of the analysis of the network about it: a route
// from or to it, or to switch it off in thought. False where there is nothing. The selection must outlive the
// menu.
bool addNetworkActions(QMenu &menu, const FleetPicture &picture, PictureItem item, FleetSelection &selection);

} // namespace desk
