// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commandline/bench.h"

#include "app/commandline/exitcode.h"
#include "app/commandline/ingestbench.h"
#include "app/commandline/optionwords.h"

#include <CLI/CLI.hpp>

#include <iostream>
#include <memory>

namespace desk {
namespace {

struct BenchOptions
{
    IngestBench::Options ingest;
    bool json = false;
};

int benchIngest(const BenchOptions &options)
{
    const auto report = IngestBench(options.ingest).run();
    if (!report)
        return complain(report.error());
    std::cout << (options.json ? report->json() : report->table()) << std::flush;
    return report->holds() ? exitOk : exitFailure;
}

} // namespace

void addBenchCommand(CLI::App &app, int &exitCode)
{
    auto *bench = app.add_subcommand("bench", "Reproducible benchmarks");
    auto options = std::make_shared<BenchOptions>();
    IngestBench::Options &ingest = options->ingest;

    auto *command = bench->add_subcommand(
        "ingest",
        "Points a second that the server takes, each connection waiting for its answers (closed loop)");
    command->footer("Without --url it starts a server of its own on an empty data folder and ends it.\n"
                    "Exit code 1 when a demanded value is not reached.");
    addConnectionOptions(*command, ingest.connection);
    addOption(*command, "--seconds", "S", ingest.seconds,
              "How long it is measured, after a second of warming up")
        ->check(within(0.2, 3600.0))
        ->capture_default_str();
    addOption(*command, "--connections", "N", ingest.connections, "Clients at the same time")
        ->check(within(1, 256))
        ->capture_default_str();
    addOption(*command, "--batch", "N", ingest.load.batchPoints, "Points in one request")
        ->check(within(1, 1000))
        ->capture_default_str();
    addOption(*command, "--fields", "N", ingest.load.fields, "Metrics of a point")
        ->check(within(1, 64))
        ->capture_default_str();
    addOption(*command, "--nodes", "N", ingest.load.nodes, "Different nodes")
        ->check(within(1, 50'000))
        ->capture_default_str();
    command->add_flag("--json", options->json, "Results as JSON");
    command->callback([options, &exitCode] { exitCode = benchIngest(*options); });
}

} // namespace desk
