// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/commandline/benchclient.h"
#include "app/commandline/benchreport.h"
#include "app/commandline/connection.h"
#include "app/commandline/interruption.h"

namespace desk {

// `constellation bench ingest`: how many points a second a server takes from connections that each wait for
// their answers, and what that costs it. On the main thread, a thread for each connection.
class IngestBench
{
public:
    static constexpr double mustPointsPerSecond = 400'000;

    struct Options
    {
        ConnectionOptions connection; // empty url = a server of our own
        double seconds = 10;
        std::size_t connections = 4;
        BenchLoadOptions load;
    };

    explicit IngestBench(Options options)
        : m_options(std::move(options))
    {
    }

    Result<BenchReport> run();

private:
    struct Measured
    {
        double seconds = 0;
        double serverSeconds = 0; // of processor time; 0 where it is not known
        double clientSeconds = 0;
        std::uint64_t serverBytes = 0;
    };

    Result<std::vector<BenchClient>> connect(const std::string &url, const std::string &token) const;
    Result<Measured> measure(std::vector<BenchClient> &clients, long serverPid);
    [[nodiscard]] BenchReport report(const std::vector<BenchClient> &clients, const Measured &measured) const;

    Options m_options;
    Interruption m_interruption;
};

} // namespace desk
