// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/commandline/latencyhistogram.h"

#include <string>
#include <vector>

namespace desk {

// Keep-alive connections of one thread that ask a server on this machine for small things, as light as
// clients can be. Closed loop: each asks again when it is answered. Open loop: requests are due at a rate,
// and a latency counts from when its request was due. One thread.
class HttpClients
{
public:
    struct Result
    {
        LatencyHistogram latency;
        std::uint64_t answered = 0;
        std::uint64_t failed = 0; // any status but 200
        double seconds = 0;
    };

    // Requests go through the paths in turn.
    HttpClients(std::uint16_t port, std::size_t connections, const std::vector<std::string> &paths);
    ~HttpClients();
    HttpClients(const HttpClients &) = delete;
    HttpClients &operator=(const HttpClients &) = delete;

    // rate: requests a second; 0 = closed loop.
    Result run(double seconds, double rate);

private:
    using Clock = std::chrono::steady_clock;
    struct Connection
    {
        int socket = -1;
        bool idle = true;
        Clock::time_point begun;
        std::string received;
    };

    void begin(Connection &connection, Clock::time_point due);
    // Whether its answer is complete now.
    bool take(Connection &connection, Result &result);

    std::vector<Connection> m_connections;
    std::vector<std::string> m_requests;
    std::size_t m_next = 0;
    int m_poll = -1;
};

} // namespace desk
