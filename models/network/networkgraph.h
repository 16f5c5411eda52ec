// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace desk {

// Two nodes that are linked, both ways; indices.
struct NetworkLink
{
    std::uint32_t a = 0;
    std::uint32_t b = 0;
    bool operator==(const NetworkLink &) const = default;
};

// Who is linked with whom, for algorithms that walk a graph: the links of each node lie beside each other
// (compressed sparse rows). Nodes and links keep the indices of the fleet they were made from. Links may be
// double; those from a node to itself or to a node that is not there stay counted but lead nowhere. Built
// once for a structure of the topology, O(nodes + links), then immutable and shared. Any thread.
class NetworkGraph
{
public:
    static constexpr std::uint32_t none = 0xFFFFFFFFU;

    struct Arc
    {
        std::uint32_t to = 0;
        std::uint32_t link = 0;
    };

    NetworkGraph(std::size_t nodes, std::span<const NetworkLink> links);

    [[nodiscard]] std::size_t nodeCount() const { return m_first.size() - 1; }
    [[nodiscard]] std::size_t linkCount() const { return m_links.size(); }
    [[nodiscard]] std::span<const Arc> arcs(std::uint32_t node) const
    {
        return {m_arcs.data() + m_first[node], m_arcs.data() + m_first[node + 1]};
    }
    [[nodiscard]] const NetworkLink &link(std::uint32_t link) const { return m_links[link]; }
    // Between two different nodes that are there.
    [[nodiscard]] bool leadsSomewhere(std::uint32_t link) const;
    [[nodiscard]] std::size_t selfLoops() const { return m_selfLoops; }
    [[nodiscard]] std::size_t missingEnds() const { return m_missingEnds; }

private:
    std::vector<std::uint32_t> m_first; // of a node in m_arcs
    std::vector<Arc> m_arcs;
    std::vector<NetworkLink> m_links;
    std::size_t m_selfLoops = 0;
    std::size_t m_missingEnds = 0;
};

} // namespace desk
