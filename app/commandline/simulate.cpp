// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commandline/simulate.h"

#include "app/commandline/exitcode.h"
#include "app/commandline/optionwords.h"
#include "app/commandline/simulatorrun.h"

#include "models/datalink/faultplan.h"
#include "models/settings/duration.h"

#include <CLI/CLI.hpp>

#include <charconv>
#include <memory>

namespace desk {
namespace {

struct SimulateOptions
{
    SimulatorRunOptions run;
    std::string speed = "1";
    std::string start;
    std::string duration;
};

// 0 = as fast as the server takes it.
Result<double> parseSpeed(const std::string &text)
{
    if (text == "max")
        return 0.0;
    double speed = 0;
    const char *end = text.data() + text.size();
    const auto read = std::from_chars(text.data(), end, speed);
    if (read.ec != std::errc{} || read.ptr != end || !(speed > 0 && speed <= 1e6))
        return failure(ErrorCode::invalidArgument,
                       text + " is not a speed: a number above 0 and at most a million, or max");
    return speed;
}

int simulate(SimulateOptions options)
{
    SimulatorLinkOptions &link = options.run.link;
    link.speed = parseSpeed(options.speed).value_or(1);
    if (!options.start.empty())
        link.start = parseTimestamp(options.start).value_or(Timestamp{});
    if (!options.duration.empty())
        link.duration = parseDuration(options.duration).value_or(std::chrono::seconds(0));
    const int places = int(options.run.toStdout) + int(!options.run.session.empty()) +
                       int(!options.run.connection.url.empty());
    if (places > 1)
        return complain("--url, --session and --stdout exclude each other", exitUsage);
    return SimulatorRun(std::move(options.run)).run();
}

} // namespace

void addSimulateCommand(CLI::App &app, int &exitCode)
{
    auto *command =
        app.add_subcommand("simulate", "A constellation: orbits, links, passes, rain, queues, faults");
    command->footer(
        "The same seed gives the same points. Faults, separated by commas:\n"
        "  node:ID@+60s/120s  flap:A->B@+5s  rain:ID 20dB@+10s/300s  stuck:ID.METRIC@+5s\n"
        "  skew:ID=-2s@+5s  burst:ID x5@+5s  random=0.5/min    (@ begins, / lasts; ID may be any)");
    auto options = std::make_shared<SimulateOptions>();
    SimulatorLinkOptions &link = options->run.link;
    addConnectionOptions(*command, options->run.connection);
    addOption(*command, "--tle", "FILE", options->run.elements,
              "Orbits: two- or three-line element sets, or OMM as JSON (default: those of the demo)");
    addOption(*command, "--stations", "FILE", options->run.stations,
              "Ground stations: CSV of id, name, latitude, longitude, elevation (default: the demo's)");
    addOption(*command, "--satellites", "N", link.satellites, "The first N of the orbits (default: all)")
        ->check(within<std::size_t>(1, 1'000'000));
    addOption(*command, "--rate", "HZ", link.rateHz, "Points a simulated second of each node and link")
        ->check(within(1e-3, 1e3))
        ->capture_default_str();
    addOption(*command, "--seed", "S", link.seed, "Of every random process")->capture_default_str();
    addOption(*command, "--faults", "SPEC", link.faults, "Inject faults, see below")
        ->check(accepts(parseFaults));
    addOption(*command, "--speed", "X|max", options->speed,
              "How much faster than real time, or max = as the server takes it")
        ->check(accepts(parseSpeed))
        ->capture_default_str();
    addOption(*command, "--duration", "TIME", options->duration,
              "Simulated time: 60, 10min (default: until stopped)")
        ->check(accepts(parseDuration));
    addOption(*command, "--start", "TIME", options->start,
              "Where the simulated clock starts: 2026-11-21T14:03:07Z (default: now)")
        ->check(accepts(parseTimestamp));
    addOption(*command, "--session", "FILE", options->run.session,
              "Record the points in a new session file (.desk) instead of posting them");
    command->add_flag("--stdout", options->run.toStdout,
                      "Print the points as JSON lines instead of posting them");
    command->callback([options, &exitCode] { exitCode = simulate(*options); });
}

} // namespace desk
