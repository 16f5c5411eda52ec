// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commandline/bench.h"

#include "app/commandline/envelopebench.h"
#include "app/commandline/exitcode.h"
#include "app/commandline/forecastbench.h"
#include "app/commandline/ingestbench.h"
#include "app/commandline/layoutbench.h"
#include "app/commandline/optionwords.h"
#include "app/commandline/storebench.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <iostream>
#include <map>
#include <memory>

namespace desk {
namespace {

struct BenchOptions
{
    ConnectionOptions connection;
    BenchScenario scenario;
    std::string format = "json";
    std::size_t series = 0; // 0 = by --nodes
    bool all = false;
    bool json = false;

    [[nodiscard]] std::vector<BenchScenario> scenarios() const
    {
        if (all)
            return BenchScenario::all(scenario.seconds, scenario.runs);
        BenchScenario one = scenario;
        one.load.format = format == "single" ? BenchFormat::jsonSingle
                          : format == "line" ? BenchFormat::lineProtocol
                                             : BenchFormat::jsonBatch;
        if (series > 0)
            one.load.nodes = std::max<std::size_t>(1, series / one.load.fields);
        return {one};
    }
};

int benchIngest(const BenchOptions &options)
{
    const auto report = IngestBench({options.connection, options.scenarios()}).run();
    if (!report)
        return complain(report.error());
    std::cout << (options.json ? report->json() : report->table()) << std::flush;
    return report->holds() ? exitOk : exitFailure;
}

struct StoreOptions
{
    StoreBench::Options bench;
    std::uint64_t samples = 0; // 0 = by points
    bool json = false;
};

int benchStore(const StoreOptions &options)
{
    StoreBench::Options bench = options.bench;
    if (options.samples > 0)
        bench.points = std::max<std::uint64_t>(1, options.samples / bench.samples.metrics);
    const auto report = StoreBench(bench).run();
    if (!report)
        return complain(report.error());
    std::cout << (options.json ? report->json() : report->table()) << std::flush;
    return report->holds() ? exitOk : exitFailure;
}

void addStoreBench(CLI::App &bench, int &exitCode)
{
    auto options = std::make_shared<StoreOptions>();
    StoreBench::Options &store = options->bench;
    auto *command = bench.add_subcommand(
        "store", "What recording costs, how small a session is and how quickly it is read");
    command->footer(
        "Records made-up telemetry of 10 points a second of each entity in this process, then\n"
        "reads the session: cold, in spans of all zooms, and sample by sample. It lies in TMPDIR or\n"
        "/var/tmp. Exit code 1 when a demanded value is not reached.");
    auto *points = addOption(*command, "--points", "N", store.points, "Points to record")
                       ->check(within(std::uint64_t{1}, std::uint64_t{1'000'000'000}))
                       ->capture_default_str();
    addOption(*command, "--samples", "N", options->samples, "Samples to record, in place of --points")
        ->check(within(std::uint64_t{1}, std::uint64_t{10'000'000'000}))
        ->excludes(points);
    addOption(*command, "--rate", "R", store.rate, "Points a second (0 = as fast as they are taken)")
        ->check(within(0.0, 1e8))
        ->capture_default_str();
    addOption(*command, "--entities", "N", store.samples.entities, "Different entities")
        ->check(within(1, 20'000))
        ->capture_default_str();
    addOption(*command, "--metrics", "N", store.samples.metrics, "Metrics of a point")
        ->check(within(1, 64))
        ->capture_default_str();
    addOption(*command, "--seed", "S", store.samples.seed, "Of the telemetry and of what is read")
        ->capture_default_str();
    addOption(*command, "--keep", "FILE", store.keep, "Write the session to this file and leave it there");
    command->add_flag("--json", options->json, "Results as JSON");
    command->callback([options, &exitCode] { exitCode = benchStore(*options); });
}

struct EnvelopeOptions
{
    EnvelopeBench::Options bench;
    bool json = false;
};

void addEnvelopeBench(CLI::App &bench, int &exitCode)
{
    auto options = std::make_shared<EnvelopeOptions>();
    EnvelopeBench::Options &envelope = options->bench;
    auto *command =
        bench.add_subcommand("envelope", "How quickly a long series is reduced to the columns of a chart");
    command->footer(
        "One series of 100 Hz in 1,600 columns: all of it, then spans of all zooms; from memory, then\n"
        "from a session file in TMPDIR or /var/tmp. Nothing is painted. Exit code 1 when a demanded\n"
        "value is not reached.");
    addOption(*command, "--samples", "N", envelope.samples, "Samples in memory (18 bytes each)")
        ->check(within(std::size_t{1}, std::size_t{1'000'000'000}))
        ->capture_default_str();
    addOption(*command, "--recorded", "N", envelope.recorded, "Samples in the session file (0 = none)")
        ->check(within(std::size_t{0}, std::size_t{1'000'000'000}))
        ->capture_default_str();
    addOption(*command, "--session", "FILE", envelope.session,
              "The session of an earlier run with as many samples, or where it is made and stays");
    command->add_flag("--json", options->json, "Results as JSON");
    command->callback([options, &exitCode] {
        const auto report = EnvelopeBench(options->bench).run();
        if (!report) {
            exitCode = complain(report.error());
            return;
        }
        std::cout << (options->json ? report->json() : report->table()) << std::flush;
        exitCode = report->holds() ? exitOk : exitFailure;
    });
}

struct LayoutBenchOptions
{
    std::string layout = "stress";
    LayoutBench::Options bench;
    std::string work = "all";
    bool json = false;
};

void addLayoutBench(CLI::App &bench, int &exitCode)
{
    auto options = std::make_shared<LayoutBenchOptions>();
    LayoutBench::Options &layout = options->bench;
    auto *command = bench.add_subcommand("layout", "How quickly and how well graphs are laid out");
    command->footer(
        "walker: 100 planes of 50 satellites, all rings closed. power_law: Barabasi-Albert, 1,584 nodes,\n"
        "2 links each. fleet: real satellites with laser links and ground stations; also how long it takes\n"
        "to move them all. Stress is the mean over pairs of ((k e - d) / d)^2 with the best k, crossings\n"
        "are counted exactly. Exit code 1 when a demanded value is not reached.");
    addOption(*command, "--work", "walker|power_law|fleet|all", options->work, "What is laid out")
        ->check(CLI::IsMember({"walker", "power_law", "fleet", "all"}))
        ->capture_default_str();
    addOption(*command, "--layout", layoutWords(), options->layout, "How; demands are on stress only")
        ->check(CLI::Validator(
            [](const std::string &word) {
                return layoutFromWord(word) ? std::string() : "must be one of " + layoutWords();
            },
            {}))
        ->capture_default_str();
    auto *elements = addOption(*command, "--tle", "FILE", layout.elements,
                               "The fleet's satellites, two-line elements or OMM (default: the demo's)");
    auto *stations =
        addOption(*command, "--stations", "FILE", layout.stations, "The fleet's ground stations");
    elements->needs(stations);
    stations->needs(elements);
    addOption(*command, "--runs", "N", layout.runs, "Runs; a time is their median")
        ->check(within(1U, 1000U))
        ->capture_default_str();
    addOption(*command, "--seed", "S", layout.seed, "Of the layout")->capture_default_str();
    addOption(*command, "--dump", "FILE", layout.dump, "Write lines of node, x and y of the last layout");
    command->add_flag("--json", options->json, "Results as JSON");
    command->callback([options, &exitCode] {
        if (options->work != "all")
            options->bench.works = {options->work};
        options->bench.kind = *layoutFromWord(options->layout);
        const auto report = LayoutBench(options->bench).run();
        if (!report) {
            exitCode = complain(report.error());
            return;
        }
        std::cout << (options->json ? report->json() : report->table()) << std::flush;
        exitCode = report->holds() ? exitOk : exitFailure;
    });
}

void addForecastBench(CLI::App &bench, int &exitCode)
{
    struct ForecastOptions
    {
        ForecastBench::Options bench;
        bool json = false;
    };
    auto options = std::make_shared<ForecastOptions>();
    ForecastBench::Options &forecast = options->bench;
    auto *command =
        bench.add_subcommand("forecast", "How quickly many series are forecast, and in what memory");
    command->footer(
        "From ten minutes of a sample a second to what is said of 1, 3 and 5 minutes ahead, on one\n"
        "core: with the kernel that this machine chooses, and with the one for every x86-64. Memory\n"
        "is that of a service whose every series has a full record. Exit code 1 when a demanded\n"
        "value is not reached.");
    addOption(*command, "--series", "N", forecast.series, "Series that are forecast")
        ->check(within(std::size_t{1}, std::size_t{100'000}))
        ->capture_default_str();
    addOption(*command, "--watched", "N", forecast.watched, "Series whose memory is measured")
        ->check(within(std::size_t{1}, std::size_t{100'000}))
        ->capture_default_str();
    addOption(*command, "--runs", "N", forecast.runs, "Runs; a time is their median")
        ->check(within(1U, 1000U))
        ->capture_default_str();
    addOption(*command, "--seed", "S", forecast.seed, "Of the telemetry")->capture_default_str();
    command->add_flag("--json", options->json, "Results as JSON");
    command->callback([options, &exitCode] {
        const BenchReport report = ForecastBench(options->bench).run();
        std::cout << (options->json ? report.json() : report.table()) << std::flush;
        exitCode = report.holds() ? exitOk : exitFailure;
    });
}

} // namespace

void addBenchCommand(CLI::App &app, int &exitCode)
{
    auto *bench = app.add_subcommand("bench", "Reproducible benchmarks");
    addStoreBench(*bench, exitCode);
    addEnvelopeBench(*bench, exitCode);
    addLayoutBench(*bench, exitCode);
    addForecastBench(*bench, exitCode);
    auto options = std::make_shared<BenchOptions>();
    BenchScenario &scenario = options->scenario;

    auto *command = bench->add_subcommand(
        "ingest", "What the server takes in a second, how long its answers last and what they cost it");
    command->footer(
        "Closed loop: each connection waits for its answer before it sends again. With --rate: open\n"
        "loop, requests are due at a fixed rate and a latency counts from when its request was due.\n"
        "Without --url each run starts a server of its own on an empty data folder and ends it.\n"
        "Exit code 1 when a demanded value is not reached.");
    addConnectionOptions(*command, options->connection);
    addOption(*command, "--seconds,--duration", "S", scenario.seconds,
              "How long a run is measured, after a second of warming up")
        ->check(within(0.2, 3600.0))
        ->capture_default_str();
    addOption(*command, "--runs", "N", scenario.runs, "Runs; each result is their median")
        ->check(within(1U, 100U))
        ->capture_default_str();
    addOption(*command, "--connections", "N", scenario.connections, "Connections at the same time")
        ->check(within(1, 1500))
        ->capture_default_str();
    addOption(*command, "--rate", "N", scenario.rate, "Open loop: points a second (0 = closed loop)")
        ->check(within(0.0, 1e8));
    addOption(*command, "--format", "json|single|line", options->format,
              "JSON batches, a JSON point a request, or line protocol")
        ->check(CLI::IsMember({"json", "single", "line"}))
        ->capture_default_str();
    addOption(*command, "--ack", "os|disk", scenario.ack, "What our own server acknowledges")
        ->check(CLI::IsMember({"os", "disk"}))
        ->capture_default_str();
    addOption(*command, "--batch", "N", scenario.load.batchPoints, "Points in one request")
        ->check(within(1, 1000))
        ->capture_default_str();
    addOption(*command, "--fields", "N", scenario.load.fields, "Metrics of a point")
        ->check(within(1, 64))
        ->capture_default_str();
    auto *nodes = addOption(*command, "--nodes", "N", scenario.load.nodes, "Different nodes")
                      ->check(within(1, 50'000))
                      ->capture_default_str();
    addOption(*command, "--fleet", "N", scenario.load.fleet,
              "So many nodes share the series: each has more metrics (default: --nodes)")
        ->check(within(1, 50'000));
    addOption(*command, "--series", "N", options->series, "Different series, in place of --nodes")
        ->check(within(1, 200'000))
        ->excludes(nodes);
    auto *subscribers =
        addOption(*command, "--subscribers", "N", scenario.subscribers, "WebSocket subscribers to everything")
            ->check(within(0, 1000));
    addOption(*command, "--slow-readers", "N", scenario.slowReaders,
              "Besides them so many that read a byte a second; each run is made without them, too,\n"
              "and the others' p99 may not grow by more than 5 %")
        ->check(within(0, 100))
        ->needs(subscribers);
    command->add_flag("--record", scenario.record,
                      "Our own server keeps a session file, and what its recorder costs is told");
    command->add_flag(
        "--all", options->all,
        "The whole table of demands; only --seconds and --runs count (memory: 60 times as long)");
    command->add_flag("--json", options->json, "Results as JSON");
    command->callback([options, &exitCode] { exitCode = benchIngest(*options); });
}

} // namespace desk
