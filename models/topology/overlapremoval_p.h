// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/topology/layoutgraph.h"

namespace desk {

// Pushes nodes apart that are closer than the distance, half each, or wholly where only one may move. A few
// rounds over a grid of cells: O(nodes) each. Deterministic.
void pushApart(std::vector<LayoutPoint> &positions, const std::vector<bool> &movable, double distance,
               int rounds = 12);

} // namespace desk
