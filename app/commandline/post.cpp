// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commandline/post.h"

#include "app/commandline/exitcode.h"
#include "app/commandline/postrun.h"
#include "app/commandline/validators.h"

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
    const auto duration = accepts(parseDuration, "TIME");
    command->add_option("FILE", run.files, "Files; - = stdin")->required();
    command->add_option("--batch", run.posting.batchPoints, "Points in one request")
        ->check(CLI::Range(1, 1000))
        ->capture_default_str();
    command
        ->add_option("--rate", run.posting.rate,
                     "Points a second (default: as fast as the server takes them)")
        ->check(CLI::Range(1e-3, 1e7));
    command->add_option("--node", run.reading.node,
                        "Node of rows that name none (default: the file's name); of others only this node");
    command->add_option("--metric", run.reading.metric,
                        "Name of the only column of values; of several only this one");
    command->add_option("--time-column", run.reading.timeColumn, "Column of the times");
    command->add_option("--step", options->step, "Time between rows without a time")
        ->check(duration)
        ->capture_default_str();
    command->add_option("--zone", options->zone, "Zone of times that name none: UTC, +02:00")
        ->check(accepts(parseZone, "ZONE"))
        ->capture_default_str();
    command
        ->add_option(
            "--stamp", options->stamp,
            "file = times as they are; shift = moved to start now; now = the time of sending (default:\n"
            "file, but shift when the newest time is more than an hour from now)")
        ->check(CLI::IsMember({"file", "shift", "now"}));
    command->add_option("--delay", options->delay, "Milliseconds between requests");
    command->add_option("--give-up", options->giveUp, "How long an unreachable server is tried again")
        ->check(duration)
        ->capture_default_str();
    command->add_flag("--loop", run.loop, "Begin again at the end");
    command->add_flag("--dry-run", run.dryRun, "Read and check, print the first points, send nothing");
    command->add_flag("--json", run.json, "Summary as JSON on stdout");
    command->callback([options, &exitCode] { exitCode = post(*options); });
}

} // namespace desk
