// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/processing/parameterfeed.h"

namespace desk {

// Where an entity is in the newest fleet graph; null: it is not in it, or is no node or link. Valid until the
// feed's next tick. O(nodes), O(edges). GUI thread.
[[nodiscard]] const TopologyNode *nodeOf(const ParameterFeed &feed, EntityId entity);
[[nodiscard]] const TopologyEdge *edgeOf(const ParameterFeed &feed, EntityId entity); // in either direction
// The other direction of a link, once something was heard of it; noEntity else.
[[nodiscard]] EntityId oppositeOf(const SeriesCatalogue &catalogue, EntityId entity);

} // namespace desk
