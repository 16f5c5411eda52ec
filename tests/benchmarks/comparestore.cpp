// SPDX-License-Identifier: GPL-3.0-or-later
// compare_store: the same samples into a session file, SQLite, PostgreSQL, RocksDB and VictoriaMetrics, one
// after the other in each round; medians of the rounds, and what is read back compared with what was written.
#include "app/commandline/benchreport.h"
#include "tests/benchmarks/storedatasets.h"
#include "tests/benchmarks/storepeer.h"
#include "tests/benchmarks/temporaryfolder.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <bit>
#include <csignal>
#include <cstring>
#include <iomanip>
#include <iostream>
#include <sstream>
#include <unistd.h>

namespace desk {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::size_t columns = 1600;
constexpr std::size_t rawSamples = 36'000;
constexpr std::size_t readSeries = 8; // that are read, each a few times
constexpr int reads = 5;

struct Options
{
    StoreDataSets data;
    std::vector<std::string> peers;
    unsigned runs = 3;
    std::filesystem::path keep; // folder that our session files are copied to
    bool json = false;
    bool markdown = false;
};

struct Figures
{
    double write = 0;    // samples a second
    double size = 0;     // bytes a sample, all files
    double data = 0;     // without the index of names
    double raw = 0;      // ms
    double envelope = 0; // ms
    double inexact = 0;  // samples that came back otherwise than they were written
};

struct System
{
    std::string name;
    std::string missing; // why it is passed over
    StorePeer::Opened (*make)(const std::filesystem::path &, const SeriesDictionary &);
    std::map<std::string, std::vector<Figures>> runs{}; // by data
};

double secondsSince(Clock::time_point begun)
{
    return std::chrono::duration<double>(Clock::now() - begun).count();
}

bool sameSamples(const StorePeer::Samples &got, const StoreData::Series &wanted, double &inexact)
{
    if (got.time != wanted.time)
        return false;
    for (std::size_t i = 0; i < got.value.size(); ++i)
        inexact +=
            std::bit_cast<std::uint64_t>(got.value[i]) != std::bit_cast<std::uint64_t>(wanted.value[i]);
    return true;
}

// Every series whole; a missing sample is an error, another value is counted.
Result<void> verify(StorePeer &peer, const StoreData &data, Figures &figures)
{
    for (const auto &[id, wanted] : data.series()) {
        const auto got = peer.raw(id, wanted.time.front(), wanted.time.back() + 1'000'000);
        if (!got)
            return tl::unexpected(got.error());
        if (!sameSamples(*got, wanted, figures.inexact))
            return failure(ErrorCode::internal, "it gives back " + std::to_string(got->time.size()) + " of " +
                                                    std::to_string(wanted.time.size()) +
                                                    " samples, or others, of " +
                                                    data.names().definition(id).metric);
    }
    return {};
}

// The longest series, spread over all of them.
std::vector<SeriesId> chosen(const StoreData &data)
{
    std::size_t most = 0;
    for (const auto &[id, series] : data.series())
        most = std::max(most, series.time.size());
    std::vector<SeriesId> longest;
    for (const auto &[id, series] : data.series()) {
        if (series.time.size() == most)
            longest.push_back(id);
    }
    std::vector<SeriesId> some;
    for (std::size_t i = 0; i < std::min(readSeries, longest.size()); ++i)
        some.push_back(longest[i * longest.size() / std::min(readSeries, longest.size())]);
    return some;
}

Result<void> read(StorePeer &peer, const StoreData &data, Figures &figures)
{
    std::vector<double> raw;
    std::vector<double> envelope;
    for (int i = 0; i < reads; ++i) {
        for (const SeriesId id : chosen(data)) {
            const StoreData::Series &series = data.series().at(id);
            const std::size_t count = std::min(rawSamples, series.time.size());
            auto begun = Clock::now();
            const auto samples = peer.raw(id, series.time.front(), series.time[count - 1] + 1'000'000);
            raw.push_back(1e3 * secondsSince(begun));
            if (!samples)
                return tl::unexpected(samples.error());
            if (samples->time.size() != count)
                return failure(ErrorCode::internal, "it gives back " + std::to_string(samples->time.size()) +
                                                        " samples of " + std::to_string(count));
            begun = Clock::now();
            const auto drawn =
                peer.envelope(id, series.time.front(), series.time.back() + 1'000'000, columns);
            envelope.push_back(1e3 * secondsSince(begun));
            if (!drawn)
                return tl::unexpected(drawn.error());
            if (*drawn < std::min(columns, series.time.size()) / 2)
                return failure(ErrorCode::internal,
                               "its envelope has " + std::to_string(*drawn) + " columns");
        }
    }
    figures.raw = median(std::move(raw));
    figures.envelope = median(std::move(envelope));
    return {};
}

Result<Figures> measure(const System &system, const StoreData &data, const Options &options, bool first)
{
    const TemporaryFolder folder;
    auto peer = system.make(folder.path, data.names());
    if (!peer)
        return tl::unexpected(peer.error());
    Figures figures;
    const auto begun = Clock::now();
    for (const SampleBatch &batch : data.batches()) {
        if (auto written = (*peer)->write(batch); !written)
            return tl::unexpected(written.error());
    }
    if (auto finished = (*peer)->finish(); !finished)
        return tl::unexpected(finished.error());
    const double samples = double(data.samples());
    figures.write = samples / secondsSince(begun);
    if (auto settled = (*peer)->settle(); !settled)
        return tl::unexpected(settled.error());
    if (const auto own = folder.path / "session.desk"; !options.keep.empty() && std::filesystem::exists(own))
        std::filesystem::copy_file(own, options.keep / (data.name() + ".desk"),
                                   std::filesystem::copy_options::overwrite_existing);
    const auto size = (*peer)->bytes();
    const auto apart = (*peer)->dataBytes();
    if (!size || !apart)
        return tl::unexpected(size ? apart.error() : size.error());
    figures.size = double(*size) / samples;
    figures.data = double(*apart) / samples;
    if (first) {
        if (auto same = verify(**peer, data, figures); !same)
            return tl::unexpected(same.error());
    }
    if (auto done = read(**peer, data, figures); !done)
        return tl::unexpected(done.error());
    return figures;
}

std::vector<System> systems()
{
    const auto missing = [](const char *file, const char *package) {
        return ::access(file, X_OK) == 0 ? std::string() : std::string("apt-get install ") + package;
    };
    std::vector<System> list;
    list.push_back({"constellation", "", StorePeer::ours});
    list.push_back(
        {"victoriametrics", missing("/usr/bin/victoria-metrics", "victoria-metrics"), StorePeer::victoria});
#ifdef DESK_SQLITE
    list.push_back({"sqlite", "", StorePeer::sqlite});
#else
    list.push_back({"sqlite", "built without it: apt-get install libsqlite3-dev", nullptr});
#endif
#ifdef DESK_ROCKSDB
    list.push_back({"rocksdb", "", StorePeer::rocksdb});
#else
    list.push_back({"rocksdb", "built without it: apt-get install librocksdb-dev", nullptr});
#endif
#ifdef DESK_LIBPQ
    list.push_back(
        {"postgresql", missing("/usr/lib/postgresql/15/bin/postgres", "postgresql-15"), StorePeer::postgres});
#else
    list.push_back({"postgresql", "built without it: apt-get install libpq-dev postgresql-15", nullptr});
#endif
    return list;
}

double median(const std::vector<Figures> &runs, double Figures::*member)
{
    std::vector<double> values;
    for (const Figures &run : runs)
        values.push_back(run.*member);
    return desk::median(std::move(values));
}

constexpr double sizeBound = 1.5; // times VictoriaMetrics

void addRatios(BenchReport &report, const StoreData &data, const std::string &name,
               const std::vector<Figures> &ours, const std::vector<Figures> &theirs)
{
    const auto ratio = [&](double Figures::*member) { return median(ours, member) / median(theirs, member); };
    const std::string head = data.name() + ".to_" + name;
    BenchReport::Entry size{head + ".size", ratio(&Figures::size), "times"};
    if (name == "victoriametrics" && data.name() == "real") {
        size.must = BenchReport::Must::atMost;
        size.bound = sizeBound;
    }
    report.results.push_back(std::move(size));
    if (name == "victoriametrics")
        report.results.push_back(
            {head + ".data_size", median(ours, &Figures::size) / median(theirs, &Figures::data), "times"});
    report.results.push_back({head + ".write", ratio(&Figures::write), "times"});
    report.results.push_back({head + ".raw", 1 / ratio(&Figures::raw), "times"});
    report.results.push_back({head + ".envelope", 1 / ratio(&Figures::envelope), "times"});
}

BenchReport reportOf(const std::vector<System> &list, const std::vector<std::unique_ptr<StoreData>> &all)
{
    BenchReport report{"compare_store", {}};
    for (const auto &data : all) {
        report.results.push_back({data->name() + ".samples", double(data->samples()), ""});
        report.results.push_back({data->name() + ".series", double(data->series().size()), ""});
        for (const System &system : list) {
            const auto found = system.runs.find(data->name());
            if (found == system.runs.end())
                continue;
            const auto &runs = found->second;
            const std::string head = data->name() + "." + system.name;
            const auto add = [&](const char *name, double Figures::*member, const char *unit) {
                report.results.push_back({head + "." + name, median(runs, member), unit});
            };
            add("write", &Figures::write, "samples/s");
            add("size", &Figures::size, "bytes/sample");
            add("data_size", &Figures::data, "bytes/sample");
            add("raw", &Figures::raw, "ms");
            add("envelope", &Figures::envelope, "ms");
            report.results.push_back({head + ".inexact", runs.front().inexact, "samples"});
        }
        const auto &ours = list.front().runs;
        for (const System &system : list) {
            const auto found = system.runs.find(data->name());
            if (&system != &list.front() && found != system.runs.end() && ours.contains(data->name()))
                addRatios(report, *data, system.name, ours.at(data->name()), found->second);
        }
    }
    return report;
}

std::string markdown(const std::vector<System> &list, const std::vector<std::unique_ptr<StoreData>> &all)
{
    std::ostringstream out;
    out << std::fixed
        << "| samples | store | written, million samples/s | bytes a sample | raw read, ms | whole span, ms "
           "| "
           "values not kept |\n|---|---|---|---|---|---|---|\n";
    for (const auto &data : all) {
        for (const System &system : list) {
            const auto found = system.runs.find(data->name());
            if (found == system.runs.end())
                continue;
            const auto &runs = found->second;
            out << "| " << data->name() << " (" << data->samples() << ") | " << system.name << " | "
                << std::setprecision(2) << median(runs, &Figures::write) / 1e6 << " | "
                << median(runs, &Figures::size);
            if (median(runs, &Figures::data) != median(runs, &Figures::size))
                out << " (" << median(runs, &Figures::data) << " without its index)";
            out << " | " << median(runs, &Figures::raw) << " | " << median(runs, &Figures::envelope) << " | "
                << std::setprecision(0) << runs.front().inexact << " |\n";
        }
    }
    return out.str();
}

int compare(const Options &options)
{
    std::signal(SIGPIPE, SIG_IGN);
    const auto data = options.data.make();
    if (!data) {
        std::cerr << "compare_store: " << data.error().message << '\n';
        return 1;
    }
    std::vector<System> list = systems();
    for (const System &system : list) {
        if (!system.missing.empty())
            std::cerr << system.name << ": passed over; " << system.missing << '\n';
    }
    for (unsigned round = 0; round < options.runs; ++round) {
        for (const auto &each : *data) {
            for (System &system : list) {
                if (!system.missing.empty() || !StoreDataSets::wants(options.peers, system.name))
                    continue;
                auto figures = measure(system, *each, options, round == 0);
                if (!figures) {
                    std::cerr << "compare_store: " << each->name() << ": " << system.name << ": "
                              << figures.error().message << '\n';
                    return 1;
                }
                system.runs[each->name()].push_back(*figures);
            }
        }
    }
    BenchReport report = reportOf(list, *data);
    report.results.push_back({"runs", double(options.runs), ""});
    if (options.markdown)
        std::cout << markdown(list, *data);
    else
        std::cout << (options.json ? report.json() : report.table());
    std::cout << std::flush;
    return report.holds() ? 0 : 1;
}

} // namespace
} // namespace desk

int main(int argc, char **argv)
{
    CLI::App app("The same samples into a session file, VictoriaMetrics, SQLite, RocksDB and PostgreSQL");
    desk::Options options;
    app.add_option("--real", options.data.shared, "Folder of the real data: spacecraft, cloudwatch, gpu");
    app.add_option("--data", options.data.only,
                   "Only these: spacecraft cloudwatch gpu simulator real synthetic");
    app.add_option("--stores", options.peers, "Only these stores");
    app.add_option("--points", options.data.points, "Synthetic points of 8 metrics")
        ->check(CLI::Range(1'000, 100'000'000));
    app.add_option("--entities", options.data.entities, "Of the synthetic points")
        ->check(CLI::Range(1, 10'000));
    app.add_option("--simulated", options.data.simulated, "How long the simulator's data lasts");
    app.add_option("--runs", options.runs, "Rounds; each result is their median")->check(CLI::Range(1, 100));
    app.add_option("--keep", options.keep, "Copy our session files to this folder")
        ->check(CLI::ExistingDirectory);
    app.add_flag("--json", options.json, "Results as JSON");
    app.add_flag("--markdown", options.markdown, "Results as a table for BENCHMARKS.md");
    CLI11_PARSE(app, argc, argv);
    return desk::compare(options);
}
