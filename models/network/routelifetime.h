// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/network/fleetmotion.h"

#include <chrono>
#include <span>

namespace desk {

// What ends a link, as far as geometry knows it.
struct VisibilityRules
{
    double minElevationDegrees = 25; // of a satellite over a station
    double grazingHeightKm = 80;     // a line between satellites that dips below is lost
};

// How long a route will hold by the orbits of its nodes. A hand-over, a fault or rain is not foreseen, nor is
// what a controller switches. Plain value, any thread.
struct RouteLifetime
{
    enum class Cause : std::uint8_t {
        none,      // holds until the end of the look-ahead
        elevation, // the satellite sinks below the least elevation of the station
        earth,     // the line between two satellites meets the Earth
        orbitEnds  // SGP4 finds no orbit any more
    };
    Cause cause = Cause::none;
    Timestamp breaks{};   // to 1 ms; where there is a cause
    Timestamp until{};    // end of the look-ahead
    std::size_t link = 0; // that breaks first, by its place in the route
    // Links that geometry says nothing of: an end without an orbit, or out of sight already now.
    std::vector<std::size_t> unforeseen;
};

// nodes: of the route, in its order. Steps of 10 s up to the first break: a sight lost for less is not seen.
// About a hundred microseconds a minute for a route of thirty links.
RouteLifetime lifetimeOf(std::span<const NodeMotion> nodes, Timestamp from,
                         std::chrono::nanoseconds lookAhead = std::chrono::hours(24),
                         const VisibilityRules &rules = {});

} // namespace desk
