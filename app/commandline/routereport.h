// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/commandline/fleetsource.h"
#include "models/network/route.h"
#include "models/network/routelifetime.h"

#include <string>

namespace desk {

// What `constellation route` found.
struct RouteFindings
{
    RouteMeasure measure = RouteMeasure::latency;
    std::uint32_t from = 0;
    std::uint32_t to = 0;
    tl::expected<std::vector<Route>, NoRoute> routes; // the best first
    RouteLifetime lifetime;                           // of the best
    Network network;
};

// For people, and for programs: one JSON object. Pure functions.
std::string routeText(const RouteFindings &findings, const FleetMoment &picture);
std::string routeJson(const RouteFindings &findings, const FleetMoment &picture);

} // namespace desk
