// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/network/network.h"
#include "models/telemetry/result.h"

#include <span>

namespace desk {

// capacity: in Gbit/s; links whose capacity is not known carry nothing. links: each working link counts one,
// so the flow is the number of ways that share no link, and the cut the fewest links whose loss separates.
enum class FlowUnit : std::uint8_t { capacity, links };

// The most that can flow from some nodes to others at the same time, and the narrowest place on the way: the
// minimum cut, of equals the one nearest to the sources. By the theorem of Ford and Fulkerson both are the
// same amount. What nodes themselves can pass on is not limited. Plain value, any thread.
struct MaximumFlow
{
    double amount = 0;                  // Gbit/s or links
    std::vector<std::uint32_t> cut;     // links whose capacities add up to the amount
    std::vector<std::uint8_t> nearSide; // by node: 1 = before the cut, with the sources
    std::vector<double> ofLink;         // by link: what flows, > 0 from its end a to its end b
    std::size_t unknown = 0;            // working links that were left out for want of a capacity
};

// Dinic's algorithm ("Algorithm for solution of a problem of maximum flow", 1970) with links in both
// directions. invalidArgument: no source, no target, an index that is not there, a node that is both (nothing
// limits that flow). Sources and targets that do not work count for nothing.
Result<MaximumFlow> maximumFlow(const Network &network, std::span<const std::uint32_t> sources,
                                std::span<const std::uint32_t> targets, FlowUnit unit);

} // namespace desk
