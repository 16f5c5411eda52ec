// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commandline/post.h"

#include "app/commandline/exitcode.h"
#include "app/commandline/intakerun.h"
#include "app/commandline/optionwords.h"
#include "app/commandline/postrun.h"

#include "models/datalink/pointtime.h"
#include "models/settings/duration.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <filesystem>
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
    unsigned tries = 0; // 0 = not said
    std::string intake; // empty = files
    std::size_t queue = PostIntake::Options{}.mostWaiting;
};

constexpr unsigned triesOfFiles = 3;
constexpr unsigned triesOfIntake = 2; // somebody waits for the answer

// "host:port", ":port", "[::1]:port" or the port alone; the address is 127.0.0.1 where none is said.
Result<Configuration> intakeAddress(std::string_view text)
{
    const bool isPort = text.find_first_not_of("0123456789") == std::string_view::npos;
    Configuration configuration;
    auto set = configuration.setListen((isPort ? ":" : "") + std::string(text));
    if (!set)
        return tl::unexpected(set.error());
    return configuration;
}

// Other words count other points, or give them other times.
std::string readingWords(const PostOptions &options)
{
    const PointFileOptions &reading = options.run.reading;
    std::string words = "--step " + options.step + " --zone " + options.zone;
    const auto add = [&words](const char *name, const std::string &value) {
        if (!value.empty())
            words.append(" ").append(name).append(" ").append(value);
    };
    add("--node", reading.node);
    add("--metric", reading.metric);
    add("--time-column", reading.timeColumn);
    add("--stamp", options.stamp);
    return words;
}

// What the options say that CLI11 cannot know; empty = nothing wrong.
std::string misuse(const PostOptions &options)
{
    const PostRunOptions &run = options.run;
    const auto pipes = std::count(run.files.begin(), run.files.end(), "-");
    if (!options.intake.empty() && !run.files.empty())
        return "--intake takes points by HTTP; leave out FILE";
    if (!options.intake.empty() && (run.loop || run.dryRun || !run.resume.empty()))
        return "--intake goes on until Ctrl+C and has no files: leave out --loop, --dry-run and --resume";
    if (options.intake.empty() && run.files.empty())
        return "FILE is missing: name files, - for stdin, or --intake PORT";
    if (pipes > 1)
        return "- may be given once";
    if (pipes == 1 && run.loop)
        return "--loop needs files; stdin can be read only once";
    if (pipes == 1 && !run.resume.empty())
        return "--resume needs files; stdin cannot be read again";
    if (options.tries > 0 && run.deadLetters.empty() && options.intake.empty())
        return "--tries needs --dead-letter, a file for what is not delivered";
    std::error_code error;
    const auto place = [&error](const std::string &file) {
        return std::filesystem::weakly_canonical(std::filesystem::absolute(file, error), error);
    };
    if (!run.resume.empty() && !run.deadLetters.empty() &&
        (place(run.deadLetters) == place(run.resume) || place(run.deadLetters) == place(run.resume + ".new")))
        return "--dead-letter and --resume are written both; name two files";
    for (const std::string &file : run.files) {
        for (const std::string &own : {run.deadLetters, run.resume}) {
            if (!own.empty() && std::filesystem::equivalent(own, file, error))
                return file + " is posted and cannot be written at the same time; name another file";
        }
        if (!run.resume.empty() && std::filesystem::exists(file, error) &&
            !std::filesystem::is_regular_file(file, error))
            return "--resume needs files that can be read again; " + file + " is none";
    }
    return {};
}

int takeIn(PostOptions options)
{
    const auto address = intakeAddress(options.intake);
    if (!address)
        return complain(address.error().message, exitUsage);
    IntakeRunOptions run;
    run.intake.address = address->listenAddress;
    run.intake.port = address->listenPort;
    run.intake.mostWaiting = options.queue;
    run.connection = std::move(options.run.connection);
    run.posting = std::move(options.run.posting);
    run.posting.attempts.tries = options.tries > 0 ? options.tries : triesOfIntake;
    run.deadLetters = std::move(options.run.deadLetters);
    run.json = options.run.json;
    return IntakeRun(std::move(run)).run();
}

int post(PostOptions options)
{
    if (const std::string wrong = misuse(options); !wrong.empty())
        return complain(wrong, exitUsage);
    PostRunOptions &run = options.run;
    run.posting.delay = std::chrono::milliseconds(options.delay);
    if (!options.intake.empty())
        return takeIn(std::move(options));
    run.readingWords = readingWords(options);
    run.reading.step = parseDuration(options.step).value_or(run.reading.step);
    run.reading.zone = parseZone(options.zone).value_or(run.reading.zone);
    run.posting.attempts.giveUp = parseDuration(options.giveUp).value_or(run.posting.attempts.giveUp);
    if (!run.deadLetters.empty())
        run.posting.attempts.tries = options.tries > 0 ? options.tries : triesOfFiles;
    if (!options.stamp.empty())
        run.stamp = options.stamp == "file"    ? Stamp::file
                    : options.stamp == "shift" ? Stamp::shift
                                               : Stamp::now;
    return PostRun(std::move(run)).run();
}

// Of a streamer: what becomes of points while the server is away.
void addStreamerOptions(CLI::App &command, PostOptions &options)
{
    PostRunOptions &run = options.run;
    addOption(command, "--dead-letter", "FILE", run.deadLetters,
              "Append what is not delivered to FILE and go on: points that the server refuses, and those\n"
              "that were tried in vain. Without it a server that is away is waited for (--give-up). FILE\n"
              "can be posted again; each line says why");
    addOption(command, "--tries", "N", options.tries,
              "How often a request is tried before it goes to the dead letters (default: 3; with --intake 2)")
        ->check(within(1U, 1000U));
    addOption(command, "--resume", "FILE", run.resume,
              "Keep in FILE how far the server has acknowledged the files; where FILE is there already, go\n"
              "on behind that with the same times. A last line without an end waits until it has one");
    addOption(
        command, "--intake", "PORT", options.intake,
        "Instead of files take points by HTTP on this machine (ADDRESS:PORT for another address of it;\n"
        "0 = any free port)")
        ->check(accepts(intakeAddress));
    addOption(command, "--queue", "N", options.queue,
              "Points that wait with --intake; beyond that it answers 503")
        ->check(within(std::size_t{1}, std::size_t{10'000'000}))
        ->capture_default_str();
    command.add_flag("--loop", run.loop, "Begin again at the end");
    command.add_flag("--dry-run", run.dryRun, "Read and check, print the first points, send nothing");
}

} // namespace

void addPostCommand(CLI::App &app, int &exitCode)
{
    auto *command = app.add_subcommand("post", "Post telemetry: JSON lines, JSON arrays, CSV, line protocol");
    command->footer(
        "The format is told by the content. A CSV has GPU metrics (12 columns), a column for each metric, "
        "or\n"
        "columns time, node, metric, value. Rows that cannot be read are skipped, counted and named.\n"
        "A server that fails is asked again after waits that double, with jitter; after 5 failures in a row\n"
        "the circuit opens: it is left alone for 5 to 10 s, asked once, and so on. Rows of files wait\n"
        "meanwhile.\n"
        "--intake takes POST /api/v1/telemetry, /api/v1/telemetry/batch (points of the API) and /telemetry\n"
        "(a record of the telemetry stack; its labels are not posted), and answers once the server has:\n"
        "200; 202 when points went to the dead letters; 503 with Retry-After when the producer has to keep\n"
        "them. Ctrl+C delivers what waits.");
    auto options = std::make_shared<PostOptions>();
    PostRunOptions &run = options->run;
    addConnectionOptions(*command, run.connection);
    const auto duration = accepts(parseDuration);
    addOption(*command, "FILE", "", run.files, "Files; - = stdin");
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
    addOption(*command, "--give-up", "TIME", options->giveUp,
              "How long an unreachable server is tried again (with --dead-letter its tries decide)")
        ->check(duration)
        ->capture_default_str();
    addStreamerOptions(*command, *options);
    command->add_flag("--json", run.json, "Summary as JSON on stdout");
    command->callback([options, &exitCode] { exitCode = post(*options); });
}

} // namespace desk
