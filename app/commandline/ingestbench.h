// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/commandline/benchdriver.h"
#include "app/commandline/benchscenario.h"
#include "app/commandline/benchsubscribers.h"
#include "app/commandline/connection.h"
#include "app/commandline/interruption.h"
#include "app/commandline/recorderwatch.h"
#include "app/commandline/serverprocess.h"

namespace desk {

// `constellation bench ingest`: what a server takes, how long its answers last, and what that costs it. Each
// run of each scenario has a server of its own on an empty data folder unless an address is given; a result
// is the median of its runs. On the main thread, with one thread for the connections and one for subscribers.
class IngestBench
{
public:
    struct Options
    {
        ConnectionOptions connection; // empty url = a server of our own
        std::vector<BenchScenario> scenarios;
    };

    explicit IngestBench(Options options)
        : m_options(std::move(options))
    {
    }

    Result<BenchReport> run();

private:
    using Clock = BenchDriver::Clock;
    using Entries = std::vector<BenchReport::Entry>;
    struct Server
    {
        std::optional<ServerProcess> own; // ended with this
        std::string url;
        std::string token;
        std::string caFile; // certificates trusted besides the system's
        long pid = -1;      // -1 where it is not known
    };
    struct Measured
    {
        double seconds = 0;
        double serverSeconds = 0; // of processor time; 0 where it is not known
        double clientSeconds = 0;
        std::uint64_t idleBytes = 0;  // of the server before anything connected
        std::uint64_t earlyBytes = 0; // when three tenths of the time were over
        std::uint64_t serverBytes = 0;
        std::optional<RecorderWatch::Result> recorder;
    };

    Result<Server> startServer(const BenchScenario &scenario) const;
    Result<Entries> runOnce(const BenchScenario &scenario);
    // With the slow readers and without them; what changes with time meets both when the order alternates.
    Result<Entries> runBoth(const BenchScenario &scenario, bool slowFirst);
    Result<std::vector<BenchConnection>> connect(const BenchScenario &scenario, const Server &server) const;
    Result<Measured> measure(BenchDriver &driver, BenchSubscribers &subscribers,
                             const BenchScenario &scenario, const Server &server, RecorderWatch &recorder);
    // Looks at the recorder meanwhile, if there is one.
    void pauseUntil(Clock::time_point until, const std::atomic<bool> &stop, RecorderWatch *recorder);
    static Entries entries(const BenchScenario &scenario, const BenchDriver::Results &results,
                           const BenchSubscribers::Results &delivered, const Measured &measured);

    Options m_options;
    Interruption m_interruption;
};

} // namespace desk
