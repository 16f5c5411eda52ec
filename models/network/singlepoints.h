// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/network/network.h"

namespace desk {

// What the loss of one node or link would take from the rest. separated: nodes that would no longer be with
// the largest part of their component. grounded: nodes that would lose their last way to the ground (the lost
// node itself not counted; of a component without ground there are none).
struct SinglePointLoss
{
    std::size_t separated = 0;
    std::size_t grounded = 0;
    bool operator==(const SinglePointLoss &) const = default;
};

// Single points of failure: articulation points (nodes) and bridges (links), those whose loss divides a
// component. A double link is no bridge. In order of index. Plain value, any thread.
struct SinglePoints
{
    struct Node
    {
        std::uint32_t node = 0;
        SinglePointLoss loss;
        bool operator==(const Node &) const = default;
    };
    struct Link
    {
        std::uint32_t link = 0;
        SinglePointLoss loss;
        bool operator==(const Link &) const = default;
    };
    std::vector<Node> nodes;
    std::vector<Link> links;
    // Nodes on the ground that divide nothing, but are the only way to the ground of their component.
    std::vector<std::uint32_t> lastGround;
};

// Tarjan, "A note on finding the bridges of a graph" (1974), and Hopcroft and Tarjan (1973), without
// recursion; the losses from the sizes of the subtrees. O(nodes + links): about a millisecond for ten
// thousand nodes.
SinglePoints singlePointsOf(const Network &network);

} // namespace desk
