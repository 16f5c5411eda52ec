// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/topology/layoutgraph.h"

#include <memory>
#include <span>

namespace desk {

// Lengths of shortest paths in links, by Boost.Graph's breadth-first search. One thread at a time.
class HopDistances
{
public:
    static constexpr std::uint16_t unreachable = 0xFFFF; // also what is further than that

    HopDistances(std::size_t nodeCount, std::span<const LayoutEdge> edges);
    ~HopDistances();

    // From source to every node; the span is valid until the next call.
    std::span<const std::uint16_t> from(std::uint32_t source);
    struct Near
    {
        std::uint32_t node;
        std::uint16_t hops;
    };
    // The nodes within so many hops of source but itself, the nearest first; all neighbours, of those further
    // off no more than that many in all, or a hub would bring everybody together. Valid until the next call.
    std::span<const Near> around(std::uint32_t source, std::uint16_t mostHops, std::size_t most = 64);
    [[nodiscard]] std::size_t nodeCount() const;
    [[nodiscard]] std::span<const std::uint32_t> neighbours(std::uint32_t node) const;
    // Number of the connected component of each node, from 0 in order of their first nodes.
    [[nodiscard]] std::vector<std::uint32_t> components() const;
    // All nodes so that linked ones are near each other: reverse Cuthill-McKee, component by component.
    [[nodiscard]] std::vector<std::uint32_t> narrowOrder() const;

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace desk
