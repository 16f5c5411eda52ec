// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/network/components.h"
#include "models/network/route.h"

namespace desk {

// What is switched off in thought: indices of nodes and links; what is not there is passed over.
struct Outage
{
    std::vector<std::uint32_t> nodes;
    std::vector<std::uint32_t> links;
};

// A connection whose fate is asked for.
struct WatchedRoute
{
    std::uint32_t from = 0;
    std::uint32_t to = 0;
    RouteMeasure measure = RouteMeasure::latency;
};

// What an outage would take, compared with the network as it is. Plain value, any thread.
struct WhatIf
{
    struct RouteChange
    {
        RouteAnswer before;
        RouteAnswer after;
    };
    std::size_t nodesOff = 0;               // that worked before
    std::size_t linksOff = 0;               // that worked before, those of the nodes included
    std::vector<std::uint32_t> newlyCutOff; // nodes that still work but lose the ground (or the largest part)
    std::size_t componentsBefore = 0;
    std::size_t componentsAfter = 0;
    // What all nodes off the ground can send to the ground at the same time.
    struct GroundFlow
    {
        double gbps = 0; // at least, as links of unknown capacity carry nothing; NaN where all are such
        std::size_t unknown = 0; // working links that were left out for want of a capacity
    };
    GroundFlow groundBefore;
    GroundFlow groundAfter;
    std::vector<RouteChange> routes; // as watched
};

// The network with the outage; the original stays as it is.
Network without(Network network, const Outage &outage);
WhatIf whatIf(const Network &network, const Outage &outage, std::span<const WatchedRoute> watched = {});

} // namespace desk
