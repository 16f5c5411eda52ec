// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/processing/parameterfeed.h"

namespace desk {

// The few parameters of a node or link to look at first: figures out of limits, the worst first, then those
// within their limits, then those without any, each in the order they became known. Where it is on the globe,
// states and texts are none of them. GUI thread.
[[nodiscard]] std::vector<SeriesId> mainSeries(const ParameterFeed &feed, EntityId entity,
                                               std::size_t most = 4);

} // namespace desk
