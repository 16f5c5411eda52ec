// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commandline/replay.h"

#include "app/commandline/exitcode.h"
#include "app/commandline/optionwords.h"
#include "app/commandline/replayrun.h"

#include <CLI/CLI.hpp>

#include <charconv>
#include <memory>

namespace desk {
namespace {

struct ReplayOptions
{
    ReplayRunOptions run;
    std::string speed = "1";
    std::string start;
    std::string end;
};

Result<ReplaySpeed> parseSpeed(std::string_view text)
{
    if (text == "max")
        return ReplaySpeed{1, true};
    double factor = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), factor);
    if (error != std::errc() || end != text.data() + text.size() ||
        !(factor >= ReplaySpeed::slowest && factor <= ReplaySpeed::fastest))
        return failure(ErrorCode::outOfRange, "must be max or a number from 0.1 to 32");
    return ReplaySpeed{factor, false};
}

Result<Timestamp> parseMoment(std::string_view text)
{
    const auto time = parseTimestamp(text);
    if (!time)
        return failure(ErrorCode::invalidArgument, "must be a UTC time such as 2026-11-21T04:50:00Z");
    return *time;
}

int replay(ReplayOptions options)
{
    ReplayRunOptions &run = options.run;
    run.speed = parseSpeed(options.speed).value_or(ReplaySpeed());
    if (!options.start.empty())
        run.start = *parseMoment(options.start);
    if (!options.end.empty())
        run.end = *parseMoment(options.end);
    if (run.start && run.end && *run.end < *run.start)
        return complain("--end is before --start", exitUsage);
    if (run.toStdout != run.connection.url.empty())
        return complain(run.toStdout ? "--stdout and --url do not go together"
                                     : "say where the points go: --url U or --stdout",
                        exitUsage);
    return ReplayRun(std::move(run)).run();
}

} // namespace

void addReplayCommand(CLI::App &app, int &exitCode)
{
    auto *command = app.add_subcommand("replay", "Recorded telemetry as a live stream");
    command->footer("Points come at the pace at which they were received, with the times that they were "
                    "generated at.");
    auto options = std::make_shared<ReplayOptions>();
    ReplayRunOptions &run = options->run;
    addConnectionOptions(*command, run.connection);
    addOption(*command, "SESSION", "", run.file, "Session file (.desk)")->required();
    addOption(*command, "--speed", "X|max", options->speed,
              "0.1 to 32 times; max = as fast as they are taken")
        ->check(accepts(parseSpeed))
        ->capture_default_str();
    addOption(*command, "--start", "TIME", options->start, "From what was received then on")
        ->check(accepts(parseMoment));
    addOption(*command, "--end", "TIME", options->end, "Until what was received then, that moment included")
        ->check(accepts(parseMoment));
    command->add_flag("--stdout", run.toStdout,
                      "JSON lines to stdout, as export writes them; nothing is posted");
    command->callback([options, &exitCode] { exitCode = replay(*options); });
}

} // namespace desk
