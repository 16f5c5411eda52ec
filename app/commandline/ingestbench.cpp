// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commandline/ingestbench.h"

#include <algorithm>
#include <thread>
#include <unistd.h>

namespace desk {
namespace {

using namespace std::chrono_literals;

constexpr auto warmUp = 1s;
constexpr auto deliveredWithin = 5s;
constexpr double mebi = 1 << 20;

std::chrono::nanoseconds nanosecondsOf(double seconds)
{
    return std::chrono::duration_cast<std::chrono::nanoseconds>(std::chrono::duration<double>(seconds));
}

} // namespace

Result<BenchReport> IngestBench::run()
{
    BenchReport report{"ingest", {}};
    for (const BenchScenario &scenario : m_options.scenarios) {
        std::vector<Entries> runs;
        const bool isCompared = scenario.subscribers > 0 && scenario.slowReaders > 0;
        for (unsigned i = 0; i < scenario.runs; ++i) {
            auto results = isCompared ? runBoth(scenario, i % 2 == 1) : runOnce(scenario);
            if (!results && scenario.name.empty())
                return tl::unexpected(results.error());
            if (!results)
                return failure(results.error().code, scenario.name + ": " + results.error().message);
            runs.push_back(*std::move(results));
        }
        Entries results = runs.front(); // all have the same names
        for (std::size_t i = 0; i < results.size(); ++i) {
            std::vector<double> values;
            values.reserve(runs.size());
            for (const Entries &each : runs)
                values.push_back(each[i].value);
            results[i].value = median(std::move(values));
        }
        scenario.demand(results);
        for (auto &each : scenario.settings())
            results.push_back(std::move(each));
        for (BenchReport::Entry &entry : results) {
            entry.name.insert(0, scenario.name.empty() ? "" : scenario.name + ".");
            report.results.push_back(std::move(entry));
        }
    }
    return report;
}

Result<IngestBench::Server> IngestBench::startServer(const BenchScenario &scenario) const
{
    Server server;
    if (m_options.connection.url.empty()) {
        auto started = ServerProcess::start({scenario.ack, scenario.record, {}});
        if (!started)
            return tl::unexpected(started.error());
        server.own.emplace(*std::move(started));
        server.url = server.own->url();
        server.token = server.own->token();
        server.pid = server.own->pid();
        return server;
    }
    const auto chosen = chooseServer(m_options.connection);
    if (!chosen)
        return tl::unexpected(chosen.error());
    server.url = chosen->url;
    server.token = chosen->token;
    server.caFile = chosen->ca;
    server.pid = chosen->instance ? chosen->instance->pid : -1;
    return server;
}

Result<IngestBench::Entries> IngestBench::runOnce(const BenchScenario &scenario)
{
    auto server = startServer(scenario);
    if (!server)
        return tl::unexpected(server.error());
    BenchSubscribers subscribers;
    const std::uint64_t idleBytes = ProcessUsage::of(server->pid).bytes;
    if (scenario.subscribers > 0) {
        const auto address = ServerAddress::of(server->url);
        if (!address)
            return tl::unexpected(address.error());
        if (address->isTls)
            return failure(ErrorCode::unsupported,
                           server->url +
                               ": a benchmark's subscribers speak no TLS; leave out --subscribers or "
                               "measure a server without TLS",
                           "url");
        const std::string host = server->url.substr(server->url.find("//") + 2);
        if (auto opened = subscribers.open(scenario.subscribers, *address, host, server->token); !opened)
            return tl::unexpected(opened.error());
        if (auto opened = subscribers.openSlow(scenario.slowReaders, *address, host, server->token); !opened)
            return tl::unexpected(opened.error());
    }
    auto connections = connect(scenario, *server);
    if (!connections)
        return tl::unexpected(connections.error());
    BenchDriver driver(*std::move(connections),
                       scenario.rate / static_cast<double>(scenario.load.pointsOfRequest()));
    RecorderWatch recorder({server->url, server->token, 3000ms, 15000ms, 8U << 20U, server->caFile});
    auto measured = measure(driver, subscribers, scenario, *server, recorder);
    if (!measured)
        return tl::unexpected(measured.error());
    if (driver.results().requests == 0 && driver.results().refused > 0)
        return failure(ErrorCode::network, "the server refuses the benchmark: " + driver.results().refusal);
    measured->idleBytes = idleBytes;
    return entries(scenario, driver.results(), subscribers.results(), *measured);
}

Result<IngestBench::Entries> IngestBench::runBoth(const BenchScenario &scenario, bool slowFirst)
{
    BenchScenario without = scenario;
    without.slowReaders = 0;
    auto first = runOnce(slowFirst ? scenario : without);
    auto second = first ? runOnce(slowFirst ? without : scenario) : first;
    if (!second)
        return second;
    Entries &slow = slowFirst ? *first : *second;
    const auto p99 = [](const Entries &entries) {
        return std::find_if(entries.begin(), entries.end(),
                            [](const BenchReport::Entry &entry) { return entry.name == "delivery_p99"; })
            ->value;
    };
    const double alone = std::max(p99(slowFirst ? *second : *first), 0.001);
    slow.push_back({"delivery_p99_without", alone, "ms"});
    slow.push_back({"delivery_p99_growth", 100 * (p99(slow) / alone - 1), "%"});
    return slow;
}

Result<std::vector<BenchConnection>> IngestBench::connect(const BenchScenario &scenario,
                                                          const Server &server) const
{
    const auto address = ServerAddress::of(server.url);
    if (!address)
        return tl::unexpected(address.error());
    const std::string host = server.url.substr(server.url.find("//") + 2);
    std::shared_ptr<const BenchTls> tls;
    if (address->isTls) {
        auto made = BenchTls::of(address->host, server.caFile);
        if (!made)
            return tl::unexpected(made.error());
        tls = *std::move(made);
    }
    std::vector<BenchConnection> connections;
    connections.reserve(scenario.connections);
    for (std::size_t i = 0; i < scenario.connections; ++i) {
        connections.emplace_back(*address,
                                 BenchLoad(scenario.load, host, server.token, i, scenario.connections), tls);
        if (auto connected = connections.back().connect(); !connected)
            return tl::unexpected(connected.error());
    }
    return connections;
}

void IngestBench::pauseUntil(Clock::time_point until, const std::atomic<bool> &stop, RecorderWatch *recorder)
{
    while (Clock::now() < until && !stop) {
        if (recorder)
            recorder->look();
        if (!m_interruption.wait(std::min<std::chrono::nanoseconds>(50ms, until - Clock::now())))
            return;
    }
}

Result<IngestBench::Measured> IngestBench::measure(BenchDriver &driver, BenchSubscribers &subscribers,
                                                   const BenchScenario &scenario, const Server &server,
                                                   RecorderWatch &recorder)
{
    const long serverPid = server.pid;
    std::atomic<bool> stop{false};
    std::atomic<bool> drained{false};
    Result<void> drove;
    Result<void> subscribed;
    const auto begin = Clock::now() + warmUp;
    const auto end = begin + nanosecondsOf(scenario.seconds);
    const Timestamp from = std::chrono::system_clock::now() + warmUp;
    std::jthread reader([&] {
        subscribed = scenario.subscribers > 0 ? subscribers.run(from, drained) : Result<void>{};
        if (!subscribed)
            stop = true;
    });
    std::jthread sender([&] {
        drove = driver.run(begin, end, stop);
        if (!drove)
            stop = true;
    });
    RecorderWatch *const watch = scenario.record ? &recorder : nullptr;
    pauseUntil(begin, stop, nullptr);
    if (watch)
        watch->begin();
    Measured result;
    const ProcessUsage serverBefore = ProcessUsage::of(serverPid);
    const ProcessUsage clientBefore = ProcessUsage::of(::getpid());
    const auto begun = Clock::now();
    pauseUntil(begin + nanosecondsOf(0.3 * scenario.seconds), stop, watch);
    result.earlyBytes = ProcessUsage::of(serverPid).bytes;
    pauseUntil(end, stop, watch);
    if (watch)
        result.recorder = watch->end();
    result.seconds = std::chrono::duration<double>(Clock::now() - begun).count();
    const ProcessUsage serverAfter = ProcessUsage::of(serverPid);
    result.serverSeconds = serverAfter.seconds - serverBefore.seconds;
    result.serverBytes = serverAfter.bytes;
    result.clientSeconds = ProcessUsage::of(::getpid()).seconds - clientBefore.seconds;
    if (m_interruption.isRequested())
        stop = true;
    sender.join();
    const std::uint64_t sent = driver.results().acknowledged * scenario.load.pointsOfRequest();
    const auto until = Clock::now() + deliveredWithin;
    while (scenario.subscribers > 0 && !stop && subscribers.reached() < sent && Clock::now() < until)
        std::this_thread::sleep_for(10ms);
    drained = true;
    reader.join();
    if (m_interruption.isRequested())
        return failure(ErrorCode::network, "interrupted");
    for (const auto &each : {drove, subscribed}) {
        if (!each)
            return tl::unexpected(each.error());
    }
    return result;
}

IngestBench::Entries IngestBench::entries(const BenchScenario &scenario, const BenchDriver::Results &results,
                                          const BenchSubscribers::Results &delivered,
                                          const Measured &measured)
{
    const auto number = [](auto value) { return static_cast<double>(value); };
    const double points = number(results.requests * scenario.load.pointsOfRequest());
    Entries list{
        {"points_per_second", points / measured.seconds, "points/s"},
        {"samples_per_second", points * number(scenario.load.fields) / measured.seconds, "samples/s"},
        {"requests_per_second", number(results.requests) / measured.seconds, "requests/s"},
        {"request_p50", results.latency.percentile(0.5), "ms"},
        {"request_p99", results.latency.percentile(0.99), "ms"},
        {"request_p999", results.latency.percentile(0.999), "ms"},
        {"request_max", results.latency.max(), "ms"},
        {"refused_requests", number(results.refused), "requests"},
        {"unanswered_requests", number(results.unanswered), "requests"},
        {"client_cpu", 1e6 * measured.clientSeconds / std::max(points, 1.0), "us/point"},
    };
    if (measured.serverSeconds > 0) {
        list.push_back({"server_cpu", 1e6 * measured.serverSeconds / std::max(points, 1.0), "us/point"});
        list.push_back({"server_cpu_share", 100 * measured.serverSeconds / measured.seconds, "%"});
        list.push_back({"server_rss", number(measured.serverBytes) / mebi, "MiB"});
        list.push_back({"server_rss_growth",
                        (number(measured.serverBytes) - number(measured.earlyBytes)) / mebi, "MiB"});
    }
    if (measured.recorder) {
        list.push_back({"recorder_cpu", measured.recorder->cpuOfSample, "us/sample"});
        list.push_back({"recorder_behind", measured.recorder->longestBehind, "s"});
    }
    if (scenario.subscribers > 0) {
        const double sent = number(results.acknowledged * scenario.load.pointsOfRequest());
        const double missing = std::max(0.0, sent - number(delivered.received));
        list.push_back({"delivery_p50", delivered.delivery.percentile(0.5), "ms"});
        list.push_back({"delivery_p99", delivered.delivery.percentile(0.99), "ms"});
        list.push_back({"delivery_max", delivered.delivery.max(), "ms"});
        list.push_back({"lost_points", std::max(missing, number(delivered.lost)), "points"});
        list.push_back({"delivered_bytes", number(delivered.bytes) / mebi, "MiB"});
        list.push_back({"server_memory_of_subscriber",
                        std::max(0.0, number(measured.serverBytes) - number(measured.idleBytes)) / mebi /
                            number(scenario.subscribers),
                        "MiB"});
        if (scenario.slowReaders > 0)
            list.push_back({"slow_reader_bytes", number(delivered.slowBytes), "B"});
    }
    list.push_back({"seconds", measured.seconds, "s"});
    return list;
}

} // namespace desk
