// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commandline/post.h"

#include "app/commandline/exitcode.h"
#include "app/commandline/optionwords.h"
#include "app/commandline/postrun.h"

#include "models/datalink/pointtime.h"
#include "models/settings/duration.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <memory>

namespace desk {
namespace {

struct PostOptions
{
    PostRunOptions run;
    std::string step = "60s";
    std::string zone = "UTC";
    std::string stamp;
    std::string giveUp = "10min";
    unsigned delay = 0;
};

int post(PostOptions options)
{
    PostRunOptions &run = options.run;
    run.reading.step = parseDuration(options.step).value_or(run.reading.step);
    run.reading.zone = parseZone(options.zone).value_or(run.reading.zone);
    run.posting.giveUp = parseDuration(options.giveUp).value_or(run.posting.giveUp);
    run.posting.delay = std::chrono::milliseconds(options.delay);
    if (!options.stamp.empty())
        run.stamp = options.stamp == "file"    ? Stamp::file
                    : options.stamp == "shift" ? Stamp::shift
                                               : Stamp::now;
    const auto pipes = std::count(run.files.begin(), run.files.end(), "-");
    if (pipes > 1 || (pipes == 1 && run.loop))
        return complain(run.loop ? "--loop needs files; stdin can be read only once" : "- may be given once",
                        exitUsage);
    return PostRun(std::move(run)).run();
}

} // namespace

void addPostCommand(CLI::App &app, int &exitCode)
{
    auto *command = app.add_subcommand("post", "Post telemetry: JSON lines, JSON arrays, CSV, line protocol");
    command->footer(
        "The format is told by the content. A CSV has GPU metrics (12 columns), a column for each metric, "
        "or\n"
        "columns time, node, metric, value. Rows that cannot be read are skipped, counted and named.");
    auto options = std::make_shared<PostOptions>();
    PostRunOptions &run = options->run;
    addConnectionOptions(*command, run.connection);
    const auto duration = accepts(parseDuration);
    addOption(*command, "FILE", "", run.files, "Files; - = stdin")->required();
    addOption(*command, "--batch", "N", run.posting.batchPoints, "Points in one request")
        ->check(within(1, 1000))
        ->capture_default_str();
    addOption(*command, "--rate", "N", run.posting.rate,
              "Points a second (default: as fast as the server takes them)")
        ->check(within(1e-3, 1e7));
    addOption(*command, "--node", "ID", run.reading.node,
              "Node of rows that name none (default: the file's name); of others only this node");
    addOption(*command, "--metric", "NAME", run.reading.metric,
              "Name of the only column of values; of several only this one");
    addOption(*command, "--time-column", "NAME", run.reading.timeColumn, "Column of the times");
    addOption(*command, "--step", "TIME", options->step, "Time between rows without a time")
        ->check(duration)
        ->capture_default_str();
    addOption(*command, "--zone", "ZONE", options->zone, "Zone of times that name none: UTC, +02:00")
        ->check(accepts(parseZone))
        ->capture_default_str();
    addOption(*command, "--stamp", "file|shift|now", options->stamp,
              "file = times as they are; shift = moved to start now; now = the time of sending (default:\n"
              "file, but shift when the newest time is more than an hour from now)")
        ->check(CLI::IsMember({"file", "shift", "now"}).description(""));
    addOption(*command, "--delay", "MS", options->delay, "Milliseconds between requests");
    addOption(*command, "--give-up", "TIME", options->giveUp, "How long an unreachable server is tried again")
        ->check(duration)
        ->capture_default_str();
    command->add_flag("--loop", run.loop, "Begin again at the end");
    command->add_flag("--dry-run", run.dryRun, "Read and check, print the first points, send nothing");
    command->add_flag("--json", run.json, "Summary as JSON on stdout");
    command->callback([options, &exitCode] { exitCode = post(*options); });
}

} // namespace desk
