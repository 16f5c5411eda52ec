// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/network/network.h"

#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

namespace desk {

// What makes a route good. latency: the least sum; of equals the fewest links. hops: the fewest links; of
// equals the least sum of the latencies that are known. capacity: the widest of the narrowest links; of
// equals the fewest links, then the least latency.
enum class RouteMeasure : std::uint8_t { latency, hops, capacity };

std::string_view routeMeasureWord(RouteMeasure measure);
std::optional<RouteMeasure> routeMeasureFromWord(std::string_view word);

// A way through the network that passes no node twice. Plain value, any thread.
struct Route
{
    std::vector<std::uint32_t> nodes;   // from the first to the last; one when both are the same
    std::vector<std::uint32_t> links;   // between them
    double latencyMs = 0;               // of all links; NaN where one is unknown
    double capacityGbps = 0;            // of the narrowest; NaN where one is unknown or there is no link
    std::size_t estimatedLatencies = 0; // links whose latency comes from their length only

    [[nodiscard]] std::size_t hops() const { return links.size(); }
    bool operator==(const Route &other) const { return nodes == other.nodes && links == other.links; }
};

// Nodes and links as a route, with its figures.
Route routeAlong(const Network &network, std::vector<std::uint32_t> nodes, std::vector<std::uint32_t> links);

// Why there is no route.
struct NoRoute
{
    enum class Reason : std::uint8_t {
        unknownNode,    // an index that the network does not have
        sourceOff,      // the first node does not work
        targetOff,      // the last one
        sourceAlone,    // the first node has no working link
        targetAlone,    // the last one
        separated,      // both have links, but none leads across
        figuresUnknown, // links lead across, but the latency or capacity of some on every way is not known
        noCapacity      // every way has a link of capacity 0
    };
    Reason reason = Reason::separated;
    std::size_t reached = 0; // nodes that can be reached from the first, itself counted
    std::size_t unknown = 0; // working links that were left out because the figure is not known
    bool operator==(const NoRoute &) const = default;
};

// English, for logs and the command line: "gs-1 has no working link".
std::string words(const NoRoute &reason, RouteMeasure measure, std::string_view from, std::string_view to);

using RouteAnswer = tl::expected<Route, NoRoute>;

} // namespace desk
