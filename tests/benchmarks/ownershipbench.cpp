// SPDX-License-Identifier: GPL-3.0-or-later
// What it costs to reach a device through its worker: server, worker and clients in one process, each on a
// thread of its own.
//   ownership_bench [--seconds S] [--connections N] [--rate N] [--workers N] [--rounds N] [--json]
#include "app/commandline/benchreport.h"
#include "app/commandline/latencyhistogram.h"
#include "models/instance/instance.h"
#include "models/ownership/worker.h"
#include "models/ownership/workerconnection.h"
#include "tests/benchmarks/httpclients.h"
#include "tests/benchmarks/temporaryfolder.h"

#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>

#include <CLI/CLI.hpp>

#include <algorithm>
#include <iostream>
#include <sys/resource.h>
#include <thread>

using namespace desk;
using Clock = std::chrono::steady_clock;

namespace {

struct BenchOptions
{
    double seconds = 5;
    std::size_t connections = 32;
    double rate = 5000;
    std::size_t workers = 1000;
    int rounds = 19;
    bool json = false;
};

// Many workers on one thread; each answers at once.
class Crowd
{
public:
    Crowd(const std::string &controller, std::size_t count)
    {
        const auto address = ControllerAddress::of(controller).value();
        for (std::size_t i = 0; i < count; ++i)
            m_members.push_back(WorkerConnection::open(
                m_context, address, {{"x-guid", Guid::make().text()}},
                {[this] { ++m_open; }, [this, i](std::string_view message) { answer(i, message); },
                 [](const std::string &) {}}));
        m_thread = std::thread([this] { m_context.run(); });
        while (m_open < count)
            std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
    ~Crowd()
    {
        m_context.stop();
        m_thread.join();
        m_members.clear();
    }
    Crowd(const Crowd &) = delete;
    Crowd &operator=(const Crowd &) = delete;

private:
    void answer(std::size_t member, std::string_view text)
    {
        const auto request = m_reader.read(text);
        WorkerMessage answer;
        answer.guid = request->guid;
        answer.type = request->type == WorkerMessageType::request ? WorkerMessageType::response
                                                                  : WorkerMessageType::heartbeat;
        answer.status = 200;
        answer.body = "ok";
        m_members[member]->send(encode(answer, m_time.now()), answer.type == WorkerMessageType::response);
    }

    SystemTimeService m_time;
    boost::asio::io_context m_context{1};
    std::vector<std::shared_ptr<WorkerConnection>> m_members;
    WorkerMessageReader m_reader;
    std::atomic<std::size_t> m_open{0};
    std::thread m_thread;
};

// Processor time of the whole process, in microseconds.
double processorTime()
{
    rusage usage{};
    ::getrusage(RUSAGE_SELF, &usage);
    const auto microseconds = [](const timeval &time) {
        return double(time.tv_sec) * 1e6 + double(time.tv_usec);
    };
    return microseconds(usage.ru_utime) + microseconds(usage.ru_stime);
}

void addLatencies(BenchReport &report, const std::string &name, const HttpClients::Result &result)
{
    report.results.push_back({name + "_p50", result.latency.percentile(0.5), "ms"});
    report.results.push_back({name + "_p99", result.latency.percentile(0.99), "ms"});
    report.results.push_back({name + "_max", result.latency.max(), "ms"});
    report.results.push_back(
        {name + "_failed", double(result.failed), "requests", BenchReport::Must::atMost, 0});
}

double median(std::vector<double> values)
{
    const auto middle = values.begin() + std::ptrdiff_t(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}

// Requests at a fixed rate, in rounds of which each is judged alone: where the machine stands still for 40 ms
// once, as machines that share a processor with others do, one of them is spoilt and not the percentile of
// all.
class OpenLoop
{
public:
    OpenLoop(std::string name, std::uint16_t port, const BenchOptions &options, std::string path)
        : m_name(std::move(name))
        , m_rate(options.rate)
        , m_clients(port, options.connections, {std::move(path)})
    {
        m_clients.run(0.5, m_rate); // warm
    }
    void round(double seconds)
    {
        const auto result = m_clients.run(seconds, m_rate);
        m_p50.push_back(result.latency.percentile(0.5));
        m_p99.push_back(result.latency.percentile(0.99));
        m_rates.push_back(double(result.answered) / result.seconds);
        m_failed += result.failed;
    }
    [[nodiscard]] double p99() const { return median(m_p99); }
    void report(BenchReport &report) const
    {
        report.results.push_back(
            {m_name + "_rate", median(m_rates), "requests/s", BenchReport::Must::atLeast, m_rate * 0.99});
        report.results.push_back({m_name + "_p50", median(m_p50), "ms"});
        report.results.push_back({m_name + "_p99", p99(), "ms"});
        report.results.push_back(
            {m_name + "_worst_p99", *std::max_element(m_p99.begin(), m_p99.end()), "ms"});
        report.results.push_back(
            {m_name + "_failed", double(m_failed), "requests", BenchReport::Must::atMost, 0});
    }

private:
    const std::string m_name;
    const double m_rate;
    HttpClients m_clients;
    std::vector<double> m_p50;
    std::vector<double> m_p99;
    std::vector<double> m_rates;
    std::uint64_t m_failed = 0;
};

HttpClients::Result measure(std::uint16_t port, const BenchOptions &options,
                            const std::vector<std::string> &paths)
{
    HttpClients clients(port, options.connections, paths);
    clients.run(std::min(1.0, options.seconds), 0); // warm
    return clients.run(options.seconds, 0);
}

BenchReport run(const BenchOptions &options)
{
    BenchReport report{"ownership", {}};
    const TemporaryFolder folder;
    const SystemTimeService time;
    Configuration configuration;
    configuration.dataFolder = folder.path;
    configuration.listenPort = configuration.workersPort = 0;
    configuration.record = false;
    Instance instance({configuration, "ownership_bench", false}, time);
    const auto ready = instance.start();
    if (!ready)
        throw std::runtime_error(ready.error().message);
    {
        Worker::Options own;
        own.controller = ready->workers;
        own.threads = 0;
        auto worker = Worker::make(own, [](const WorkerMessage &) {
                          return WorkerReply{200, "text/plain", {}, "ok"};
                      }).value();
        worker->start();
        while (!worker->isConnected())
            std::this_thread::sleep_for(std::chrono::milliseconds(5));
        const double before = processorTime();
        const auto closed = measure(ready->port, options, {"/devices/x"});
        // Of server, worker and clients together, warming up included; other programs change it little.
        report.results.push_back({"closed_loop_processor",
                                  (processorTime() - before) / double(worker->answered()), "us a request"});
        report.results.push_back({"closed_loop", double(closed.answered) / closed.seconds, "requests/s",
                                  BenchReport::Must::atLeast, 20'000});
        addLatencies(report, "closed_loop", closed);
        OpenLoop direct("without_worker", ready->port, options, "/health");
        OpenLoop open("open_loop", ready->port, options, "/devices/x");
        for (int i = 0; i < options.rounds; ++i) {
            direct.round(options.seconds / 10);
            open.round(options.seconds / 10);
        }
        direct.report(report);
        open.report(report);
        report.results.push_back(
            {"added_p99", open.p99() - direct.p99(), "ms", BenchReport::Must::atMost, 2});
        worker->stop();
    }
    if (options.workers == 0)
        return report;
    const Crowd crowd(ready->workers, options.workers);
    std::vector<std::string> paths;
    for (std::size_t i = 0; i < options.workers; ++i)
        paths.push_back("/devices/" + std::to_string(i));
    const auto many = measure(ready->port, options, paths);
    report.results.push_back({"workers", double(options.workers), "workers"});
    report.results.push_back({"many_workers", double(many.answered) / many.seconds, "requests/s"});
    addLatencies(report, "many_workers", many);
    return report;
}

} // namespace

int main(int argc, char **argv)
{
    CLI::App app("What it costs to reach a device through its worker");
    BenchOptions options;
    app.add_option("--seconds", options.seconds, "How long each part is measured")
        ->check(CLI::Range(0.2, 3600.0));
    app.add_option("--connections", options.connections, "Clients at once")->check(CLI::Range(1, 1000));
    app.add_option("--rate", options.rate, "Open loop, requests a second")->check(CLI::Range(1.0, 1e6));
    app.add_option("--workers", options.workers, "Of the last part; 0 = leave it out")
        ->check(CLI::Range(0, 5000));
    app.add_option("--rounds", options.rounds, "Of the open loop, by turns with and without the worker")
        ->check(CLI::Range(1, 1000));
    app.add_flag("--json", options.json, "Results as JSON");
    CLI11_PARSE(app, argc, argv);
    try {
        const BenchReport report = run(options);
        std::cout << (options.json ? report.json() : report.table()) << std::flush;
        return report.holds() ? 0 : 1;
    } catch (const std::exception &error) {
        std::cerr << error.what() << '\n';
        return 1;
    }
}
