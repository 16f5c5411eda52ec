// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/network/route.h"

namespace desk {

// Searches of one path in a network, with nodes and links that may be barred for the time being. Buffers are
// kept between searches. One thread.
class RouteSearch
{
public:
    // Compared in order: what counts, then what settles equals.
    struct Cost
    {
        double first = 0;
        double second = 0;
        auto operator<=>(const Cost &) const = default; // NOLINT(modernize-use-nullptr): false alarm of 14
        Cost operator+(const Cost &other) const { return {first + other.first, second + other.second}; }
    };
    struct Path
    {
        std::vector<std::uint32_t> nodes;
        std::vector<std::uint32_t> links;
        Cost cost;
    };

    explicit RouteSearch(const Network &network);

    // Dijkstra; links narrower than leastGbps are passed by when it is above zero. bounds: a lower bound of
    // the cost from each node to the target (A*), or empty.
    [[nodiscard]] std::optional<Path> cheapest(std::uint32_t from, std::uint32_t to, RouteMeasure measure,
                                               double leastGbps, std::span<const Cost> bounds = {});
    // Of everything, from one node; infinite where there is no way.
    [[nodiscard]] std::vector<Cost> costsFrom(std::uint32_t from, RouteMeasure measure);
    // The widest way: the capacity of its narrowest link; 0 where there is none. No link is of use beyond
    // `enough`.
    [[nodiscard]] double widest(std::uint32_t from, std::uint32_t to,
                                double enough = std::numeric_limits<double>::infinity());
    // How many nodes a node reaches over working links, itself counted; whether `to` is among them.
    [[nodiscard]] std::pair<std::size_t, bool> reach(std::uint32_t from, std::uint32_t to) const;

    void barNode(std::uint32_t node) { m_nodeBarred[node] = 1; }
    void barLink(std::uint32_t link) { m_linkBarred[link] = 1; }
    void freeNode(std::uint32_t node) { m_nodeBarred[node] = 0; }
    void freeLink(std::uint32_t link) { m_linkBarred[link] = 0; }

private:
    struct Entry
    {
        Cost key;
        std::uint32_t node;
    };

    void push(Entry entry);
    Entry pop();
    void run(std::uint32_t from, std::uint32_t to, RouteMeasure measure, double leastGbps,
             std::span<const Cost> bounds);
    [[nodiscard]] bool isOpen(const NetworkGraph::Arc &arc) const
    {
        return m_network.isOpen(arc) && m_nodeBarred[arc.to] == 0 && m_linkBarred[arc.link] == 0;
    }

    const Network &m_network;
    std::vector<std::uint8_t> m_nodeBarred;
    std::vector<std::uint8_t> m_linkBarred;
    std::vector<Cost> m_cost; // the following by node
    std::vector<double> m_width;
    std::vector<NetworkGraph::Arc> m_arrival; // where from, and by which link
    std::vector<Entry> m_heap;                // of four children each
};

} // namespace desk
