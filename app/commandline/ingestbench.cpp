// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commandline/ingestbench.h"

#include "app/commandline/serverprocess.h"

#include <algorithm>
#include <charconv>
#include <thread>
#include <unistd.h>

namespace desk {
namespace {

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

constexpr auto warmUp = 1s;

struct Address
{
    std::string host;
    std::uint16_t port = 80;
};

// http://host:port, http://[::1]:port; raw sockets speak no TLS.
Result<Address> addressOf(const std::string &url)
{
    static constexpr std::string_view scheme = "http://";
    const auto wrong = [&] {
        return failure(ErrorCode::invalidArgument, url + " is not an address like http://127.0.0.1:8000",
                       "url");
    };
    if (!url.starts_with(scheme))
        return wrong();
    Address address;
    std::string rest = url.substr(scheme.size());
    rest = rest.substr(0, rest.find('/'));
    const std::size_t colon = rest.rfind(':');
    const bool hasPort = colon != std::string::npos && rest.find(']', colon) == std::string::npos;
    if (hasPort) {
        const char *const end = rest.data() + rest.size();
        const auto read = std::from_chars(rest.data() + colon + 1, end, address.port);
        if (read.ec != std::errc{} || read.ptr != end)
            return wrong();
        rest.resize(colon);
    }
    if (rest.size() > 2 && rest.front() == '[')
        rest = rest.substr(1, rest.size() - 2);
    address.host = rest;
    return rest.empty() ? Result<Address>(wrong()) : address;
}

double percentile(std::vector<std::uint32_t> &sorted, double share)
{
    if (sorted.empty())
        return 0;
    const auto at =
        std::min(sorted.size() - 1, static_cast<std::size_t>(share * static_cast<double>(sorted.size())));
    return sorted[at] / 1000.0;
}

} // namespace

Result<BenchReport> IngestBench::run()
{
    std::optional<ServerProcess> own;
    std::string url;
    std::string token;
    long pid = -1;
    if (m_options.connection.url.empty()) {
        auto started = ServerProcess::start();
        if (!started)
            return tl::unexpected(started.error());
        own.emplace(*std::move(started));
        url = own->url();
        token = own->token();
        pid = own->pid();
    } else {
        const auto server = chooseServer(m_options.connection);
        if (!server)
            return tl::unexpected(server.error());
        url = server->url;
        token = server->token;
        pid = server->instance ? server->instance->pid : -1;
    }
    auto clients = connect(url, token);
    if (!clients)
        return tl::unexpected(clients.error());
    const auto measured = measure(*clients, pid);
    if (!measured)
        return tl::unexpected(measured.error());
    return report(*clients, *measured);
}

Result<std::vector<BenchClient>> IngestBench::connect(const std::string &url, const std::string &token) const
{
    const auto address = addressOf(url);
    if (!address)
        return tl::unexpected(address.error());
    std::vector<BenchClient> clients;
    const std::string host = url.substr(url.find("//") + 2);
    for (std::size_t i = 0; i < m_options.connections; ++i) {
        clients.emplace_back(address->host, address->port,
                             BenchLoad(m_options.load, host, token, i, m_options.connections));
        if (auto connected = clients.back().connect(); !connected)
            return tl::unexpected(connected.error());
    }
    return clients;
}

Result<IngestBench::Measured> IngestBench::measure(std::vector<BenchClient> &clients, long serverPid)
{
    std::atomic<bool> measured{false};
    std::atomic<bool> stop{false};
    std::vector<Result<void>> ended(clients.size());
    std::vector<std::jthread> threads;
    for (std::size_t i = 0; i < clients.size(); ++i)
        threads.emplace_back([&, i] {
            ended[i] = clients[i].run(measured, stop);
            if (!ended[i])
                stop = true; // the others would measure something else
        });
    const auto pause = [&](std::chrono::nanoseconds time) {
        const auto until = Clock::now() + time;
        while (Clock::now() < until && !stop && m_interruption.wait(50ms)) {
        }
    };
    pause(warmUp);
    const ProcessUsage serverBefore = ProcessUsage::of(serverPid);
    const ProcessUsage clientBefore = ProcessUsage::of(::getpid());
    const auto begun = Clock::now();
    measured = true;
    pause(std::chrono::duration_cast<std::chrono::nanoseconds>(
        std::chrono::duration<double>(m_options.seconds)));
    measured = false;
    Measured result;
    result.seconds = std::chrono::duration<double>(Clock::now() - begun).count();
    const ProcessUsage serverAfter = ProcessUsage::of(serverPid);
    result.serverSeconds = serverAfter.seconds - serverBefore.seconds;
    result.serverBytes = serverAfter.bytes;
    result.clientSeconds = ProcessUsage::of(::getpid()).seconds - clientBefore.seconds;
    stop = true;
    threads.clear(); // joins
    for (const auto &each : ended) {
        if (!each)
            return tl::unexpected(each.error());
    }
    if (m_interruption.isRequested())
        return failure(ErrorCode::network, "interrupted");
    for (const BenchClient &client : clients) {
        if (client.results().requests == 0 && client.results().refused > 0)
            return failure(ErrorCode::network,
                           "the server refuses the benchmark: " + client.results().refusal);
    }
    return result;
}

BenchReport IngestBench::report(const std::vector<BenchClient> &clients, const Measured &measured) const
{
    std::uint64_t requests = 0;
    std::uint64_t refused = 0;
    std::vector<std::uint32_t> latencies;
    for (const BenchClient &client : clients) {
        requests += client.results().requests;
        refused += client.results().refused;
        latencies.insert(latencies.end(), client.results().latencies.begin(),
                         client.results().latencies.end());
    }
    std::sort(latencies.begin(), latencies.end());
    const double points = static_cast<double>(requests * m_options.load.batchPoints);
    const auto fields = static_cast<double>(m_options.load.fields);
    constexpr double mebi = 1 << 20;
    BenchReport report{"ingest", {}};
    using Must = BenchReport::Must;
    report.results = {
        {"points_per_second", points / measured.seconds, "points/s", Must::atLeast, mustPointsPerSecond},
        {"samples_per_second", points * fields / measured.seconds, "samples/s"},
        {"request_p50", percentile(latencies, 0.50), "ms"},
        {"request_p99", percentile(latencies, 0.99), "ms"},
        {"refused_requests", static_cast<double>(refused), "requests", Must::atMost, 0},
        {"client_cpu", 1e6 * measured.clientSeconds / std::max(points, 1.0), "us/point"},
    };
    if (measured.serverSeconds > 0) {
        report.results.push_back(
            {"server_cpu", 1e6 * measured.serverSeconds / std::max(points, 1.0), "us/point"});
        report.results.push_back({"server_rss", static_cast<double>(measured.serverBytes) / mebi, "MiB"});
    }
    for (const auto &[name, value, unit] :
         {std::tuple{"seconds", measured.seconds, "s"},
          std::tuple{"connections", static_cast<double>(m_options.connections), ""},
          std::tuple{"batch", static_cast<double>(m_options.load.batchPoints), "points"},
          std::tuple{"fields", fields, "metrics/point"},
          std::tuple{"nodes", static_cast<double>(m_options.load.nodes), ""}})
        report.results.push_back({name, value, unit});
    return report;
}

} // namespace desk
