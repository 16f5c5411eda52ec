// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commandline/routereport.h"

#include "app/commandline/figures.h"

#include <nlohmann/json.hpp>

namespace desk {
namespace {

using Json = nlohmann::ordered_json;

const std::string &name(const FleetMoment &picture, std::uint32_t node)
{
    return picture.fleet.nodes[node].id;
}

// null where it is not known.
Json figure(double value)
{
    return std::isnan(value) ? Json() : Json(value);
}

std::string figureWords(double value, int decimals, const char *unit)
{
    return std::isnan(value) ? "?" : decimal(value, decimals) + " " + unit;
}

std::string_view causeWord(RouteLifetime::Cause cause)
{
    switch (cause) {
    case RouteLifetime::Cause::elevation:
        return "elevation";
    case RouteLifetime::Cause::earth:
        return "line_of_sight";
    case RouteLifetime::Cause::orbitEnds:
        return "orbit_ends";
    case RouteLifetime::Cause::none:
        break;
    }
    return "none";
}

std::string_view reasonWord(NoRoute::Reason reason)
{
    switch (reason) {
    case NoRoute::Reason::unknownNode:
        return "unknown_node";
    case NoRoute::Reason::sourceOff:
        return "source_off";
    case NoRoute::Reason::targetOff:
        return "target_off";
    case NoRoute::Reason::sourceAlone:
        return "source_alone";
    case NoRoute::Reason::targetAlone:
        return "target_alone";
    case NoRoute::Reason::figuresUnknown:
        return "figures_unknown";
    case NoRoute::Reason::noCapacity:
        return "no_capacity";
    case NoRoute::Reason::separated:
        break;
    }
    return "separated";
}

Json routeObject(const Route &route, const RouteFindings &findings, const FleetMoment &picture)
{
    Json nodes = Json::array();
    Json links = Json::array();
    for (const std::uint32_t node : route.nodes)
        nodes.push_back(name(picture, node));
    for (std::size_t i = 0; i < route.links.size(); ++i) {
        const std::uint32_t link = route.links[i];
        links.push_back({{"source", name(picture, route.nodes[i])},
                         {"target", name(picture, route.nodes[i + 1])},
                         {"latency_ms", figure(findings.network.latencyMs(link))},
                         {"latency_estimated", findings.network.isEstimated(link)},
                         {"capacity_gbps", figure(findings.network.capacityGbps(link))}});
    }
    return {{"latency_ms", figure(route.latencyMs)},
            {"hops", route.hops()},
            {"capacity_gbps", figure(route.capacityGbps)},
            {"nodes", std::move(nodes)},
            {"links", std::move(links)}};
}

Json lifetimeObject(const RouteFindings &findings, const FleetMoment &picture)
{
    const RouteLifetime &lifetime = findings.lifetime;
    const Route &route = findings.routes->front();
    const bool breaks = lifetime.cause != RouteLifetime::Cause::none;
    Json json{{"breaks_at", breaks ? Json(formatTimestamp(lifetime.breaks)) : Json()},
              {"breaks_in_s",
               breaks ? Json(std::chrono::duration<double>(lifetime.breaks - picture.time).count()) : Json()},
              {"cause", causeWord(lifetime.cause)},
              {"source", breaks ? Json(name(picture, route.nodes[lifetime.link])) : Json()},
              {"target", breaks ? Json(name(picture, route.nodes[lifetime.link + 1])) : Json()},
              {"looked_until", formatTimestamp(lifetime.until)},
              {"links_not_foreseen", lifetime.unforeseen.size()}};
    return json;
}

std::string lifetimeWords(const RouteFindings &findings, const FleetMoment &picture)
{
    const RouteLifetime &lifetime = findings.lifetime;
    const Route &route = findings.routes->front();
    std::string text;
    if (route.links.empty())
        return text;
    if (lifetime.unforeseen.size() == route.links.size())
        return "how long it holds is not known: no link's geometry is\n";
    if (lifetime.cause == RouteLifetime::Cause::none) {
        text = "holds beyond " + formatTimestamp(lifetime.until, Fraction::none);
    } else {
        const std::string link = name(picture, route.nodes[lifetime.link]) + " -> " +
                                 name(picture, route.nodes[lifetime.link + 1]);
        const std::string sinks =
            " sinks below " + decimal(VisibilityRules{}.minElevationDegrees, 0) + " degrees";
        const std::string why = lifetime.cause == RouteLifetime::Cause::elevation ? sinks
                                : lifetime.cause == RouteLifetime::Cause::earth
                                    ? std::string(" meets the Earth")
                                    : std::string(" has no orbit any more");
        text = "holds until " + formatTimestamp(lifetime.breaks, Fraction::none) + " (" +
               durationWords(lifetime.breaks - picture.time) + "): " + link + why;
    }
    if (!lifetime.unforeseen.empty())
        text += "; " + counted(lifetime.unforeseen.size(), "link") + " cannot be foreseen";
    return text + "\n";
}

std::string padded(std::string text, std::size_t width)
{
    if (text.size() < width)
        text.append(width - text.size(), ' ');
    return text;
}

void appendRoute(std::string &out, const Route &route, const RouteFindings &findings,
                 const FleetMoment &picture)
{
    std::size_t width = 0;
    for (const std::uint32_t node : route.nodes)
        width = std::max(width, name(picture, node).size());
    out += "  " + name(picture, route.nodes.front()) + "\n";
    for (std::size_t i = 0; i < route.links.size(); ++i) {
        const std::uint32_t link = route.links[i];
        out += "  " + padded(name(picture, route.nodes[i + 1]), width) + "  " +
               padded(figureWords(findings.network.latencyMs(link), 3, "ms"), 10) +
               (findings.network.isEstimated(link) ? "by length  " : "") +
               figureWords(findings.network.capacityGbps(link), 2, "Gbit/s") + "\n";
    }
}

} // namespace

std::string routeText(const RouteFindings &findings, const FleetMoment &picture)
{
    std::string out;
    for (std::size_t i = 0; i < findings.routes->size(); ++i) {
        const Route &route = (*findings.routes)[i];
        out += i == 0 ? name(picture, findings.from) + " -> " + name(picture, findings.to)
                      : "alternative " + std::to_string(i);
        out += ": " + figureWords(route.latencyMs, 3, "ms") + ", " + counted(route.hops(), "link") + ", " +
               figureWords(route.capacityGbps, 2, "Gbit/s") + "\n";
        appendRoute(out, route, findings, picture);
        if (i == 0)
            out += lifetimeWords(findings, picture);
    }
    return out;
}

std::string routeJson(const RouteFindings &findings, const FleetMoment &picture)
{
    Json json{{"from", name(picture, findings.from)},
              {"to", name(picture, findings.to)},
              {"by", routeMeasureWord(findings.measure)},
              {"at", formatTimestamp(picture.time)},
              {"source", picture.origin},
              {"found", findings.routes.has_value()}};
    if (!findings.routes) {
        const NoRoute &none = findings.routes.error();
        json["reason"] = reasonWord(none.reason);
        json["message"] =
            words(none, findings.measure, name(picture, findings.from), name(picture, findings.to));
        json["reached_nodes"] = none.reached;
    } else {
        json.update(routeObject(findings.routes->front(), findings, picture));
        json["lifetime"] = lifetimeObject(findings, picture);
        json["alternatives"] = Json::array();
        for (std::size_t i = 1; i < findings.routes->size(); ++i)
            json["alternatives"].push_back(routeObject((*findings.routes)[i], findings, picture));
    }
    return json.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
}

} // namespace desk
