// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/topology/hopdistances_p.h"

#include <stop_token>

namespace desk {

// One wish of a stress layout: a and b should be that far apart; the weights say how much either is moved
// for it (0 = not at all).
struct StressTerm
{
    std::uint32_t a = 0;
    std::uint32_t b = 0;
    float distance = 0;
    float weightA = 0;
    float weightB = 0;
};

// Terms between each movable node and every node within mostHops of it, weight 1/d^2: the stress of Gansner,
// Koren, North, "Graph Drawing by Stress Majorization" (2004). O(movable * (nodes + edges)).
// Incomplete after a stop.
std::vector<StressTerm> pairTerms(HopDistances &hops, const std::vector<bool> &movable,
                                  std::uint16_t mostHops, const std::stop_token &stop);

// Terms of links, and of all nodes with a few pivots that stand for the nodes near them: Ortmann, Klimenta,
// Brandes, "A Sparse Stress Model" (2017), pivots by maximal minimal distance. O(pivots * (nodes + edges)).
// The graph must be connected.
std::vector<StressTerm> pivotTerms(HopDistances &hops, std::span<const LayoutEdge> edges, std::size_t pivots,
                                   const std::stop_token &stop);

} // namespace desk
