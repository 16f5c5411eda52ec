// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace desk {

// Least-latency routes over a graph of a few thousand nodes, from a few of them (Dijkstra with a binary
// heap). Buffers are kept between runs; one thread.
class LatencyRoutes
{
public:
    struct Edge
    {
        std::uint32_t a = 0;
        std::uint32_t b = 0;
        double latencyMs = 0; // both ways
    };
    // An edge in the sense it is used: 2 * index, + 1 where it goes from b to a.
    using Step = std::uint32_t;

    // Nodes from firstEnd on begin or end a route but carry no transit (ground stations).
    void setGraph(std::uint32_t nodes, std::uint32_t firstEnd, std::span<const Edge> edges);
    void runFrom(std::uint32_t source);
    // Appends the steps from the last source to a node, in order; false where there is no way.
    bool appendPath(std::uint32_t target, std::vector<Step> &path) const;
    double latencyMs(std::uint32_t target) const { return m_distance[target]; }

private:
    static constexpr Step none = 0xFFFFFFFFU;

    struct Arc
    {
        std::uint32_t to;
        Step step;
        double latencyMs;
    };
    struct Entry
    {
        double distance;
        std::uint32_t node;
        bool operator>(const Entry &other) const
        {
            return distance != other.distance ? distance > other.distance : node > other.node;
        }
    };

    std::uint32_t m_firstEnd = 0;
    std::vector<std::uint32_t> m_first; // of a node in m_arcs
    std::vector<Arc> m_arcs;
    std::vector<double> m_distance;
    std::vector<Step> m_arrival;           // the step by which a node is reached
    std::vector<std::uint32_t> m_previous; // and where from
    std::vector<Entry> m_heap;
};

} // namespace desk
