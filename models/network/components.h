// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/network/network.h"

namespace desk {

// The parts that hold together over working links. Numbers from 0 in order of their first nodes; a node that
// does not work is in none. Plain value, any thread.
struct Components
{
    static constexpr std::uint32_t none = 0xFFFFFFFFU;

    std::vector<std::uint32_t> ofNode;
    std::vector<std::size_t> sizes;       // nodes, by component
    std::vector<std::size_t> groundNodes; // of them on the ground
    std::uint32_t largest = none;         // of equals the first

    [[nodiscard]] std::size_t count() const { return sizes.size(); }
    [[nodiscard]] bool together(std::uint32_t a, std::uint32_t b) const
    {
        return ofNode[a] != none && ofNode[a] == ofNode[b];
    }
};

// O(nodes + links).
Components componentsOf(const Network &network);

// Working nodes that reach no node on the ground; where the network has none that works, those outside the
// largest component. In order of index.
std::vector<std::uint32_t> cutOffNodes(const Network &network, const Components &components);

} // namespace desk
