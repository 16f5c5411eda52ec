// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/itemmodels/linkfigures.h"
#include "models/network/routefinder.h"
#include "models/network/routelifetime.h"

#include <map>
#include <stop_token>

namespace desk {

// A connection between two nodes by their names, and what makes it good. Plain value.
struct NamedRoute
{
    std::string from;
    std::string to;
    RouteMeasure measure = RouteMeasure::latency;
    bool operator==(const NamedRoute &) const = default;
};

struct RouteQuery
{
    NamedRoute route;
    std::size_t count = 3;
    bool disjoint = false; // alternatives that share nothing with better ones, else the next best ones
    CapacityKind capacity = CapacityKind::whole;
    bool operator==(const RouteQuery &) const = default;
};

// How long a route lasts, and what that was computed from. Plain value.
struct KnownLifetime
{
    RouteLifetime lifetime;
    Timestamp lookedFrom{};
    std::uint64_t motionMark = 0; // of the orbits and places then
};

// Kept between queries: it costs more than finding them. By the nodes of a route. A mark means something
// as long as a snapshot it was taken of is kept.
using RouteLifetimes = std::map<std::vector<std::string>, KnownLifetime>;

struct RouteReply
{
    LinkFiguresPtr figures; // what it was found in
    RouteQuery query;
    std::uint32_t from = 0;
    std::uint32_t to = 0;
    Network network;
    tl::expected<std::vector<Route>, NoRoute> routes;
    RouteLifetimes lifetimes;                    // of these routes
    std::vector<const RouteLifetime *> lifetime; // beside routes, in lifetimes
};

// The index of a node by its name; an index that is none where there is no such node.
std::uint32_t nodeIndex(const TopologySnapshot &fleet, const std::string &name);
// The answer, computed in a worker. Null when it was stopped.
std::shared_ptr<const RouteReply> answerRoute(const RouteQuery &query, LinkFiguresPtr figures,
                                              const RouteLifetimes &known, const std::stop_token &stop);

} // namespace desk
