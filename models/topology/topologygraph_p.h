// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

namespace desk {

// Who is linked with whom: an undirected Boost.Graph without parallel edges; vertices and edges are indices
// of Topology. Ingest thread.
class TopologyGraph
{
public:
    static constexpr std::uint32_t none = 0xFFFFFFFFU;

    TopologyGraph();
    ~TopologyGraph();

    void clear();
    void addNode();
    void addEdge(std::uint32_t a, std::uint32_t b, std::uint32_t edge);
    // O(1). none where a and b are not linked.
    [[nodiscard]] std::uint32_t find(std::uint32_t a, std::uint32_t b) const;
    [[nodiscard]] std::vector<std::uint32_t> neighbours(std::uint32_t node) const;

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace desk
