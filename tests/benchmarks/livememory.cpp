// SPDX-License-Identifier: GPL-3.0-or-later
// What live data take of the memory: hours of many series at 1 Hz, brought in as in the window.
#include "app/commandline/benchreport.h"
#include "models/processing/parameterfeed.h"

#include <CLI/CLI.hpp>
#include <QCoreApplication>

#include <cmath>
#include <fstream>
#include <iostream>
#include <unistd.h>

namespace desk {
namespace {

constexpr double mostMegabytes = 1000;

// Of this process, in bytes.
double residentBytes()
{
    std::ifstream status("/proc/self/statm");
    double total = 0;
    double resident = 0;
    status >> total >> resident;
    return resident * double(::sysconf(_SC_PAGESIZE));
}

BenchReport run(int seriesCount, double hours)
{
    constexpr int metrics = 10; // of a node
    const auto seconds = static_cast<int>(hours * 3600);
    const double before = residentBytes();
    SimulatedTimeService clock{fromNanoseconds(1'795'269'787'000'000'000)};
    SeriesDictionary names;
    std::vector<EntityId> entities;
    std::vector<SeriesId> series;
    for (int i = 0; i < seriesCount; ++i) {
        if (i % metrics == 0)
            entities.push_back(
                *names.entity(*names.node("node-" + std::to_string(i / metrics), NodeType::satellite)));
        series.push_back(*names.seriesByName(entities.back(), "metric_" + std::to_string(i % metrics),
                                             ValueKind::number, {}));
    }
    names.publish();
    DisplayQueue queue;
    ParameterFeed feed({queue, names, [] { return TopologySnapshotPtr(); }}, clock,
                       {std::chrono::hours{24},
                        std::size_t(seriesCount) * TimeSeriesStore::bytesFor(std::size_t(seconds) + 512)});
    for (int s = 0; s < seconds; ++s) {
        clock.advance(std::chrono::seconds{1});
        auto batch = std::make_shared<SampleBatch>();
        batch->reception = clock.now();
        for (std::size_t i = 0; i < series.size(); ++i) {
            batch->addSample(series[i], std::sin(double(s) * 0.01 + double(i)), Quality::good);
            if ((i + 1) % metrics == 0 || i + 1 == series.size())
                batch->endPoint(entities[i / metrics], nanoseconds(clock.now()));
        }
        queue.push(batch);
        do
            feed.drain();
        while (feed.statistics().pendingBatches > 0);
    }
    std::vector<EnvelopeColumn> columns;
    std::uint64_t samples = 0;
    for (const SeriesId id : series) { // all of them drawn
        columns.clear();
        if (const TimeSeries *one = feed.store().series(id)) {
            samples += one->size();
            one->envelope(*one->range(), 1600, columns);
        }
    }
    BenchReport report{"memory", {}};
    const double resident = residentBytes();
    report.results.push_back({"series", double(seriesCount), ""});
    report.results.push_back({"samples", double(samples), ""});
    report.results.push_back({"missing", double(seriesCount) * seconds - double(samples), "samples",
                              BenchReport::Must::atMost, 0});
    report.results.push_back({"resident", resident / 1e6, "MB", BenchReport::Must::atMost, mostMegabytes});
    report.results.push_back({"resident_per_sample", (resident - before) / double(samples), "bytes"});
    return report;
}

} // namespace
} // namespace desk

int main(int argc, char **argv)
{
    int series = 1500;
    double hours = 8;
    bool json = false;
    CLI::App app("What live data at 1 Hz take of the memory");
    app.add_option("--series", series)->capture_default_str()->check(CLI::Range(1, 100'000));
    app.add_option("--hours", hours)->capture_default_str()->check(CLI::Range(0.01, 24.0));
    app.add_flag("--json", json);
    CLI11_PARSE(app, argc, argv);
    const QCoreApplication application(argc, argv);
    const desk::BenchReport report = desk::run(series, hours);
    std::cout << (json ? report.json() : report.table()) << std::flush;
    return report.holds() ? 0 : 1;
}
