// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/network/route.h"

#include <memory>

namespace desk {

class RouteSearch;

// Best routes between two nodes, and the next best ones: Dijkstra's algorithm with a heap of four, for
// capacity its widest-path variant; alternatives after Yen ("Finding the k shortest loopless paths in a
// network", 1971) in Lawler's form, each detour searched by A* with the exact distances of the whole network
// as bounds. A query costs a millisecond or two at ten thousand nodes. The network must outlive it and stay
// as it is; one thread.
class RouteFinder
{
public:
    explicit RouteFinder(const Network &network);
    ~RouteFinder();
    RouteFinder(const RouteFinder &) = delete;
    RouteFinder &operator=(const RouteFinder &) = delete;

    [[nodiscard]] RouteAnswer best(std::uint32_t from, std::uint32_t to, RouteMeasure measure);
    // The best ones in order, the best first; fewer where there are no more. Routes that differ in one link
    // are different, double links included. The reason is that of best().
    [[nodiscard]] tl::expected<std::vector<Route>, NoRoute>
    alternatives(std::uint32_t from, std::uint32_t to, RouteMeasure measure, std::size_t count);

    // The best one, then the best that passes no node of those before (but the ends) and no link of theirs:
    // ways that stay when one of them breaks. One after the other, which may find fewer than there are.
    [[nodiscard]] tl::expected<std::vector<Route>, NoRoute> disjoint(std::uint32_t from, std::uint32_t to,
                                                                     RouteMeasure measure, std::size_t count);

private:
    [[nodiscard]] NoRoute reasonFor(std::uint32_t from, std::uint32_t to, RouteMeasure measure) const;

    const Network &m_network;
    std::unique_ptr<RouteSearch> m_search;
};

} // namespace desk
