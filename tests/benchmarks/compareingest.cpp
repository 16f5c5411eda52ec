// SPDX-License-Identifier: GPL-3.0-or-later
// compare_ingest: the same points into our server, Redis, PostgreSQL and VictoriaMetrics, one after the other
// in each round, medians of the rounds, and how many times as fast ours is.
#include "app/commandline/benchdriver.h"
#include "app/commandline/benchreport.h"
#include "tests/benchmarks/clientload.h"
#include "tests/benchmarks/foreignserver.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <csignal>
#include <functional>
#include <iostream>
#include <map>
#include <thread>
#include <unistd.h>

namespace desk {
namespace {

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;
using MakeLoad = Result<std::unique_ptr<ClientLoad>> (*)(std::uint16_t, const BenchLoadOptions &, std::size_t,
                                                         std::size_t);

constexpr std::size_t connections = 4;
constexpr auto warmUp = 500ms;

struct Figures
{
    double pointsPerSecond = 0;
    double serverCpu = 0; // microseconds a point
    double clientCpu = 0;
    double serverBytes = 0;
};

struct System
{
    std::string name;
    std::string settings; // as printed
    std::string missing;  // why it is passed over
    std::function<Result<Figures>(double seconds)> measure;
    std::vector<Figures> runs;
};

// Takes the time and the processors' around what work() does in the meantime; counted: points so far.
Figures observe(double seconds, const std::function<ProcessUsage()> &server,
                const std::function<std::uint64_t()> &counted)
{
    std::this_thread::sleep_for(warmUp);
    const std::uint64_t pointsBefore = counted();
    const ProcessUsage serverBefore = server();
    const ProcessUsage clientBefore = ProcessUsage::of(::getpid());
    const auto begun = Clock::now();
    std::this_thread::sleep_for(std::chrono::duration<double>(seconds));
    const double took = std::chrono::duration<double>(Clock::now() - begun).count();
    const ProcessUsage serverAfter = server();
    const double points = std::max(1.0, double(counted() - pointsBefore));
    return {points / took, 1e6 * (serverAfter.seconds - serverBefore.seconds) / points,
            1e6 * (ProcessUsage::of(::getpid()).seconds - clientBefore.seconds) / points,
            double(serverAfter.bytes)};
}

Result<Figures> measureHttp(const ServerAddress &address, const std::string &host, const std::string &token,
                            const BenchLoadOptions &load, double seconds,
                            const std::function<ProcessUsage()> &server)
{
    std::vector<BenchConnection> sockets;
    sockets.reserve(connections);
    for (std::size_t i = 0; i < connections; ++i) {
        sockets.emplace_back(address, BenchLoad(load, host, token, i, connections));
        if (auto connected = sockets.back().connect(); !connected)
            return tl::unexpected(connected.error());
    }
    BenchDriver driver(std::move(sockets), 0);
    std::atomic<bool> stop{false};
    Result<void> drove;
    const auto begin = Clock::now() + warmUp;
    const auto end =
        begin + std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(seconds));
    ProcessUsage before;
    ProcessUsage own;
    Figures figures;
    {
        std::jthread sender([&] { drove = driver.run(begin, end, stop); });
        std::this_thread::sleep_until(begin);
        before = server();
        own = ProcessUsage::of(::getpid());
        std::this_thread::sleep_until(end);
        const ProcessUsage after = server();
        figures.serverCpu = after.seconds - before.seconds;
        figures.clientCpu = ProcessUsage::of(::getpid()).seconds - own.seconds;
        figures.serverBytes = double(after.bytes);
    }
    if (!drove)
        return tl::unexpected(drove.error());
    if (driver.results().refused > 0)
        return failure(ErrorCode::network, "a request was refused: " + driver.results().refusal);
    const double points = std::max(1.0, double(driver.results().requests * load.batchPoints));
    figures.pointsPerSecond = points / seconds;
    figures.serverCpu *= 1e6 / points;
    figures.clientCpu *= 1e6 / points;
    return figures;
}

Result<Figures> measureOurs(const BenchLoadOptions &load, double seconds)
{
    std::error_code error;
    const auto self = std::filesystem::read_symlink("/proc/self/exe", error);
    auto server = ServerProcess::start({"os", false, self.parent_path() / "constellation"});
    if (!server)
        return tl::unexpected(server.error());
    const auto address = ServerAddress::of(server->url());
    if (!address)
        return tl::unexpected(address.error());
    return measureHttp(*address, server->url().substr(7), server->token(), load, seconds,
                       [&] { return ProcessUsage::of(server->pid()); });
}

Result<Figures> measureLines(const ForeignServer::Options &options, const BenchLoadOptions &load,
                             double seconds)
{
    const auto server = ForeignServer::start(options);
    if (!server)
        return tl::unexpected(server.error());
    const ServerAddress address{"127.0.0.1", server->port()};
    return measureHttp(address, "127.0.0.1:" + std::to_string(server->port()), "", load, seconds,
                       [&] { return server->usage(); });
}

Result<Figures> measureLibrary(const ForeignServer::Options &options, MakeLoad make,
                               const BenchLoadOptions &load, double seconds)
{
    const auto server = ForeignServer::start(options);
    if (!server)
        return tl::unexpected(server.error());
    std::vector<std::unique_ptr<ClientLoad>> loads;
    for (std::size_t i = 0; i < connections; ++i) {
        auto made = make(server->port(), load, i, connections);
        if (!made)
            return tl::unexpected(made.error());
        loads.push_back(*std::move(made));
    }
    std::atomic<bool> stop{false};
    std::atomic<std::uint64_t> points{0};
    std::vector<Result<void>> ended(connections);
    Figures figures;
    {
        std::vector<std::jthread> threads;
        for (std::size_t i = 0; i < connections; ++i)
            threads.emplace_back([&, i] {
                while (!stop && ended[i]) {
                    ended[i] = loads[i]->writeBatch();
                    points += ended[i] ? load.batchPoints : 0;
                }
            });
        figures = observe(
            seconds, [&] { return server->usage(); }, [&] { return points.load(); });
        stop = true;
    }
    for (const auto &each : ended) {
        if (!each)
            return tl::unexpected(each.error());
    }
    return figures;
}

std::vector<System> systems(const BenchLoadOptions &load)
{
    const auto missing = [](const char *file, const char *package) {
        return ::access(file, X_OK) == 0 ? std::string() : std::string("apt-get install ") + package;
    };
    BenchLoadOptions lines = load;
    lines.format = BenchFormat::lineProtocol;
    lines.path = "/write";
    std::vector<System> list;
    list.push_back({"constellation",
                    "JSON batches, acknowledgement os",
                    "",
                    [load](double seconds) { return measureOurs(load, seconds); },
                    {}});
    const ForeignServer::Options victoria{"VictoriaMetrics",
                                          {},
                                          {"/usr/bin/victoria-metrics", "-storageDataPath={folder}",
                                           "-httpListenAddr=127.0.0.1:{port}", "-retentionPeriod=1y",
                                           "-loggerLevel=ERROR"},
                                          ""};
    list.push_back({"victoriametrics",
                    "line protocol",
                    missing(victoria.command[0].c_str(), "victoria-metrics"),
                    [=](double seconds) { return measureLines(victoria, lines, seconds); },
                    {}});
    const ForeignServer::Options redis{"Redis",
                                       {},
                                       {"/usr/bin/redis-server", "--port", "{port}", "--bind", "127.0.0.1",
                                        "--dir", "{folder}", "--appendonly", "yes", "--appendfsync",
                                        "everysec", "--save", "", "--auto-aof-rewrite-percentage", "0"},
                                       ""};
    const ForeignServer::Options postgres{
        "PostgreSQL",
        {"/usr/lib/postgresql/15/bin/initdb", "-D", "{folder}", "-A", "trust", "-U", "postgres", "-N"},
        {"/usr/lib/postgresql/15/bin/postgres", "-D", "{folder}", "-p", "{port}", "-c",
         "listen_addresses=127.0.0.1", "-c", "unix_socket_directories=", "-c", "synchronous_commit=off", "-c",
         "shared_buffers=256MB", "-c", "max_wal_size=8GB", "-c", "wal_level=minimal", "-c",
         "max_wal_senders=0"},
        "postgres"};
    System byRedis{"redis", "XADD pipelined, appendfsync everysec", "", {}, {}};
    System byPostgres{"postgresql", "COPY, a transaction a batch, synchronous_commit off", "", {}, {}};
#ifdef DESK_HIREDIS
    byRedis.missing = missing(redis.command[0].c_str(), "redis-server");
    byRedis.measure = [=](double seconds) { return measureLibrary(redis, ClientLoad::redis, load, seconds); };
#else
    byRedis.missing = "built without it: apt-get install libhiredis-dev redis-server, then configure again";
#endif
#ifdef DESK_LIBPQ
    byPostgres.missing = missing(postgres.command[0].c_str(), "postgresql-15");
    byPostgres.measure = [=](double seconds) {
        return measureLibrary(postgres, ClientLoad::postgres, load, seconds);
    };
#else
    byPostgres.missing = "built without it: apt-get install libpq-dev postgresql-15, then configure again";
#endif
    list.push_back(std::move(byRedis));
    list.push_back(std::move(byPostgres));
    return list;
}

double median(const std::vector<Figures> &runs, double Figures::*member)
{
    std::vector<double> values;
    for (const Figures &run : runs)
        values.push_back(run.*member);
    std::sort(values.begin(), values.end());
    const std::size_t half = values.size() / 2;
    return values.size() % 2 == 1 ? values[half] : (values[half - 1] + values[half]) / 2;
}

BenchReport reportOf(const std::vector<System> &list)
{
    using Must = BenchReport::Must;
    BenchReport report{"compare_ingest", {}};
    const double own = median(list.front().runs, &Figures::pointsPerSecond);
    for (const System &system : list) {
        if (system.runs.empty())
            continue;
        const double rate = median(system.runs, &Figures::pointsPerSecond);
        report.results.push_back({system.name + ".points_per_second", rate, "points/s"});
        report.results.push_back(
            {system.name + ".server_cpu", median(system.runs, &Figures::serverCpu), "us/point"});
        report.results.push_back(
            {system.name + ".client_cpu", median(system.runs, &Figures::clientCpu), "us/point"});
        report.results.push_back(
            {system.name + ".server_rss", median(system.runs, &Figures::serverBytes) / (1 << 20), "MiB"});
        if (&system == &list.front())
            continue;
        BenchReport::Entry ratio{"ratio_to_" + system.name, own / rate, "times"};
        if (system.name == "victoriametrics" || system.name == "redis") {
            ratio.must = Must::atLeast;
            ratio.bound = system.name == "redis" ? 4 : 1.8;
        }
        report.results.push_back(std::move(ratio));
    }
    return report;
}

int compare(double seconds, unsigned runs, const BenchLoadOptions &load, bool json)
{
    std::signal(SIGPIPE, SIG_IGN);
    std::vector<System> list = systems(load);
    for (const System &system : list)
        std::cerr << system.name << ": "
                  << (system.missing.empty() ? system.settings : "passed over; " + system.missing) << '\n';
    for (unsigned round = 0; round < runs; ++round) {
        for (System &system : list) {
            if (!system.missing.empty())
                continue;
            auto figures = system.measure(seconds);
            if (!figures) {
                std::cerr << "compare_ingest: " << system.name << ": " << figures.error().message << '\n';
                return 1;
            }
            system.runs.push_back(*figures);
        }
    }
    BenchReport report = reportOf(list);
    for (const auto &[name, value, unit] :
         {std::tuple{"runs", double(runs), ""}, std::tuple{"seconds", seconds, "s"},
          std::tuple{"connections", double(connections), ""},
          std::tuple{"batch", double(load.batchPoints), "points"},
          std::tuple{"fields", double(load.fields), "metrics/point"},
          std::tuple{"nodes", double(load.nodes), ""}})
        report.results.push_back({name, value, unit});
    std::cout << (json ? report.json() : report.table()) << std::flush;
    return report.holds() ? 0 : 1;
}

} // namespace
} // namespace desk

int main(int argc, char **argv)
{
    CLI::App app(
        "The same points into our server, VictoriaMetrics, Redis and PostgreSQL, side by side on loopback");
    double seconds = 5;
    unsigned runs = 5;
    bool json = false;
    desk::BenchLoadOptions load;
    app.add_option("--seconds", seconds, "How long each is measured in each round")
        ->check(CLI::Range(0.2, 600.0));
    app.add_option("--runs", runs, "Rounds; each result is their median")->check(CLI::Range(1, 100));
    app.add_option("--batch", load.batchPoints, "Points a batch")->check(CLI::Range(1, 1000));
    app.add_option("--fields", load.fields, "Metrics a point")->check(CLI::Range(1, 64));
    app.add_option("--nodes", load.nodes, "Different nodes")->check(CLI::Range(1, 50'000));
    app.add_flag("--json", json, "Results as JSON");
    CLI11_PARSE(app, argc, argv);
    return desk::compare(seconds, runs, load, json);
}
