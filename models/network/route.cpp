// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/network/route.h"

#include <algorithm>
#include <array>

namespace desk {
namespace {
constexpr std::array<std::string_view, 3> measures{"latency", "hops", "capacity"};
}

std::string_view routeMeasureWord(RouteMeasure measure)
{
    return measures[static_cast<std::size_t>(measure)];
}

std::optional<RouteMeasure> routeMeasureFromWord(std::string_view word)
{
    const auto found = std::ranges::find(measures, word);
    if (found == measures.end())
        return std::nullopt;
    return static_cast<RouteMeasure>(found - measures.begin());
}

Route routeAlong(const Network &network, std::vector<std::uint32_t> nodes, std::vector<std::uint32_t> links)
{
    Route route;
    route.nodes = std::move(nodes);
    route.links = std::move(links);
    route.capacityGbps = route.links.empty() ? Network::unknown : std::numeric_limits<double>::infinity();
    for (const std::uint32_t link : route.links) {
        route.latencyMs += network.latencyMs(link); // NaN stays
        const double capacity = network.capacityGbps(link);
        // Unlike std::min this keeps a NaN.
        if (!(route.capacityGbps <= capacity) && !std::isnan(route.capacityGbps))
            route.capacityGbps = capacity;
        route.estimatedLatencies += network.isEstimated(link) ? 1 : 0;
    }
    return route;
}

std::string words(const NoRoute &reason, RouteMeasure measure, std::string_view from, std::string_view to)
{
    const std::string source(from);
    const std::string target(to);
    switch (reason.reason) {
    case NoRoute::Reason::unknownNode:
        return source + " or " + target + " is not in the network";
    case NoRoute::Reason::sourceOff:
        return source + " does not work";
    case NoRoute::Reason::targetOff:
        return target + " does not work";
    case NoRoute::Reason::sourceAlone:
        return source + " has no working link";
    case NoRoute::Reason::targetAlone:
        return target + " has no working link";
    case NoRoute::Reason::figuresUnknown:
        return "every way from " + source + " to " + target + " has a link of unknown " +
               std::string(routeMeasureWord(measure)) + " (" + std::to_string(reason.unknown) +
               " links in all); --by hops needs no figures";
    case NoRoute::Reason::noCapacity:
        return "every way from " + source + " to " + target + " has a link of capacity 0";
    case NoRoute::Reason::separated:
        break;
    }
    return "no links lead from " + source + " to " + target + ": " + source + " reaches " +
           std::to_string(reason.reached) + (reason.reached == 1 ? " node" : " nodes") +
           ", itself counted, and " + target + " is not among them";
}

} // namespace desk
