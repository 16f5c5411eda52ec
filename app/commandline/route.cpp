// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commandline/route.h"

#include "app/commandline/exitcode.h"
#include "app/commandline/interruption.h"
#include "app/commandline/optionwords.h"
#include "app/commandline/routereport.h"

#include "models/network/fleetnetwork.h"
#include "models/network/routefinder.h"
#include "models/telemetry/timeservice.h"
#include "models/telemetry/timetext.h"

#include <CLI/CLI.hpp>

#include <iostream>

namespace desk {
namespace {

struct RouteOptions
{
    FleetSourceOptions source;
    std::string from;
    std::string to;
    std::string by = "latency";
    std::string at;
    std::size_t alternatives = 0;
    bool disjoint = false;
    bool json = false;
};

// Exactly one of files, recording and server may be meant.
std::optional<std::string> contradiction(const RouteOptions &options)
{
    const FleetSourceOptions &source = options.source;
    const bool server = !source.connection.url.empty() || !source.connection.data.empty();
    if (int(source.fromFiles()) + int(!source.session.empty()) + int(server) > 1)
        return "--tle and --stations, --session, and --url or --data exclude each other";
    return std::nullopt;
}

RouteFindings find(const FleetMoment &picture, std::uint32_t from, std::uint32_t to,
                   const RouteOptions &options)
{
    const RouteMeasure measure = routeMeasureFromWord(options.by).value_or(RouteMeasure::latency);
    RouteFindings findings{measure, from, to, {}, {}, networkOf(picture.fleet)};
    RouteFinder finder(findings.network);
    const std::size_t count = options.alternatives + 1;
    findings.routes = options.disjoint ? finder.disjoint(from, to, measure, count)
                                       : finder.alternatives(from, to, measure, count);
    if (findings.routes) {
        std::vector<NodeMotion> motions;
        for (const std::uint32_t node : findings.routes->front().nodes)
            motions.push_back(motionOf(picture.fleet.nodes[node]));
        findings.lifetime = lifetimeOf(motions, picture.time);
    }
    return findings;
}

int answer(const RouteOptions &options, const FleetMoment &picture)
{
    for (const std::string &note : picture.notes)
        std::cerr << "constellation: " << note << '\n';
    const auto from = findFleetNode(picture.fleet, options.from);
    const auto to = findFleetNode(picture.fleet, options.to);
    if (!from || !to) {
        Error error = !from ? from.error() : to.error();
        error.message.insert(0, picture.origin + ": ");
        return complain(error);
    }
    const RouteFindings findings = find(picture, *from, *to, options);
    if (options.json)
        std::cout << routeJson(findings, picture);
    else if (findings.routes)
        std::cout << routeText(findings, picture);
    if (!std::cout.flush())
        return complain("cannot write to stdout");
    return findings.routes ? exitOk
                           : complain("no route: " + words(findings.routes.error(), findings.measure,
                                                           options.from, options.to));
}

int route(const RouteOptions &options)
{
    if (const auto wrong = contradiction(options))
        return complain(*wrong, exitUsage);
    Interruption interruption;
    const Timestamp now = SystemTimeService().now();
    std::optional<Timestamp> time;
    if (!options.at.empty()) {
        const auto parsed = parseTimeText(options.at, now);
        if (!parsed)
            return complain("--at: " + parsed.error().message, exitUsage);
        time = *parsed;
    }
    Result<FleetMoment> picture;
    if (options.source.fromFiles()) {
        picture = readLinkedOrbits(options.source, time.value_or(now));
    } else if (!options.source.session.empty()) {
        picture = readRecordedFleet(options.source, time);
    } else {
        const auto server = chooseServer(options.source.connection);
        if (!server)
            return complainOfConfiguration(server.error());
        picture = readServedFleet(*server, [&] { return interruption.isRequested(); });
        if (picture && time)
            picture = relinked(*picture, *time);
        else if (picture)
            picture->time = now;
    }
    return picture ? answer(options, *picture) : complain(picture.error());
}

} // namespace

void addRouteCommand(CLI::App &app, int &exitCode)
{
    auto *command = app.add_subcommand("route", "The best route between two nodes and its latency");
    command->footer(
        "Of a server: its present graph; with --at the links that simulate would give its orbits\n"
        "then. Of files: those links too. Of a recording: the graph and the last figures at that\n"
        "time of reception.");
    auto options = std::make_shared<RouteOptions>();
    addOption(*command, "FROM", "", options->from, "Node")->required();
    addOption(*command, "TO", "", options->to, "Node")->required();
    addOption(*command, "--by", "latency|hops|capacity", options->by,
              "The least latency (default), the fewest links, or the widest narrowest link")
        ->check(CLI::IsMember({"latency", "hops", "capacity"}));
    addOption(*command, "--at", "TIME", options->at,
              "2026-11-21T14:03:07Z, -15m (default: now; of a recording its end)");
    addOption(*command, "--alternatives", "N", options->alternatives, "The next best ones too")
        ->check(within<std::size_t>(0, 1000));
    command->add_flag("--disjoint", options->disjoint,
                      "Alternatives that share no node with a better one but the ends");
    addFleetSourceOptions(*command, options->source);
    addOption(*command, "--session", "FILE", options->source.session, "A recording (.desk)");
    command->add_flag("--json", options->json, "For programs: one JSON object");
    command->callback([options, &exitCode] { exitCode = route(*options); });
}

} // namespace desk
