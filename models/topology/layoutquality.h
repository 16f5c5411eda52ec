// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/topology/layoutgraph.h"

#include <span>

namespace desk {

// How good a picture of a graph is, in the two numbers that layouts are compared by. Pure functions, any
// thread. Edges as in LayoutGraph: self loops, doubles and unknown nodes do not count.

// Mean over all pairs of nodes that are connected of ((k e - d) / d)^2: e = distance in the picture, d = in
// links, k = the one scale that makes it least. 0 where there is no such pair. O(nodes * (nodes + edges)).
double normalisedStress(std::size_t nodes, std::span<const LayoutEdge> edges,
                        std::span<const LayoutPoint> places);

// Pairs of edges without a common node that have a point in common. Exact: places are first rounded to a grid
// of 2^30 steps over the picture, and on the grid the arithmetic is that of integers. Time grows with the
// edges and with the pairs that come near each other.
std::uint64_t edgeCrossings(std::span<const LayoutEdge> edges, std::span<const LayoutPoint> places);

} // namespace desk
