// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/commandline/benchconnection.h"
#include "app/commandline/latencyhistogram.h"

#include <atomic>
#include <deque>

namespace desk {

// Drives all connections of a benchmark on one thread with one epoll. Closed loop: each connection sends its
// next request when it has its answer. Open loop: requests are due at a fixed rate whatever the server does,
// and a latency counts from when its request was due, so that waiting behind a slow answer counts too (no
// coordinated omission).
class BenchDriver
{
public:
    using Clock = BenchConnection::Clock;
    struct Results
    {
        std::uint64_t requests = 0;     // answered with 2xx; due (open) or answered (closed) while measured
        std::uint64_t acknowledged = 0; // answered with 2xx at any time
        std::uint64_t refused = 0;
        std::uint64_t unanswered = 0; // due while measured, without answer 5 s after its end; open loop only
        std::string refusal;          // the first one's status line and body
        LatencyHistogram latency;
    };

    // requestsPerSecond: 0 = closed loop.
    BenchDriver(std::vector<BenchConnection> connections, double requestsPerSecond);
    ~BenchDriver();
    BenchDriver(const BenchDriver &) = delete;
    BenchDriver &operator=(const BenchDriver &) = delete;

    // From now on; what happens from begin to end is measured. Errors: of a connection.
    Result<void> run(Clock::time_point begin, Clock::time_point end, const std::atomic<bool> &stop);

    [[nodiscard]] const Results &results() const { return m_results; }

private:
    Result<void> watch(std::size_t index);
    Result<void> send(std::size_t index, Clock::time_point due);
    Result<void> sendDue(Clock::time_point now);
    Result<void> onReady(std::size_t index);
    Result<void> awaken(Clock::time_point until);
    void countUnanswered(Clock::time_point now);
    [[nodiscard]] bool isMeasured(Clock::time_point at) const { return at >= m_begin && at < m_end; }

    std::vector<BenchConnection> m_connections;
    std::deque<std::size_t> m_idle; // open loop: connections without a request
    const std::chrono::nanoseconds m_interval;
    int m_epoll = -1;
    Clock::time_point m_begin{};
    Clock::time_point m_end{};
    Clock::time_point m_due{}; // of the next request
    Results m_results;
};

} // namespace desk
