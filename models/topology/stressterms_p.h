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

constexpr std::uint16_t allHops = HopDistances::unreachable - 1;

// Terms between each movable node and every node within mostHops of it, weight 1/d^2: the stress of Gansner,
// Koren, North, "Graph Drawing by Stress Majorization" (2004). O(movable * (nodes + edges)).
// Incomplete after a stop.
std::vector<StressTerm> pairTerms(HopDistances &hops, const std::vector<bool> &movable,
                                  std::uint16_t mostHops, const std::stop_token &stop);

// A few nodes that stand for those near them: Ortmann, Klimenta, Brandes, "A Sparse Stress Model" (2017),
// chosen by maximal minimal distance. The graph must be connected. O(pivots * (nodes + edges)).
class StressPivots
{
public:
    StressPivots(HopDistances &hops, std::size_t count, const std::stop_token &stop);

    [[nodiscard]] std::span<const std::uint32_t> nodes() const { return m_nodes; }
    [[nodiscard]] std::span<const std::uint16_t> hopsFrom(std::size_t pivot) const { return m_hops[pivot]; }
    // The pivot nearest to the node.
    [[nodiscard]] std::size_t regionOf(std::size_t node) const { return m_region[node]; }
    // For nodes at so many hops of it: how many nodes the pivot stands for, over the square of the hops.
    [[nodiscard]] std::vector<float> weights(std::size_t pivot) const;

private:
    std::vector<std::uint32_t> m_nodes;
    std::vector<std::vector<std::uint16_t>> m_hops;
    std::vector<std::uint16_t> m_nearest; // of each node the hops to its pivot
    std::vector<std::uint32_t> m_region;  // and which it is
};

// Terms of links, and of all nodes with the pivots.
std::vector<StressTerm> pivotTerms(const StressPivots &pivots, std::span<const LayoutEdge> edges);

} // namespace desk
