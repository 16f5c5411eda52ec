// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/commandline/benchload.h"

#include "models/telemetry/result.h"

#include <atomic>
#include <cstdint>

namespace desk {

// One connection of a closed-loop benchmark: sends a request, waits for its answer, sends the next. Its own
// socket and the least of HTTP, because it must be light beside the server. One thread; results are read
// after run() returned.
class BenchClient
{
public:
    struct Results
    {
        std::uint64_t requests = 0; // answered with 2xx while it was measured
        std::uint64_t refused = 0;
        std::string refusal;                  // the first one's status line and body
        std::vector<std::uint32_t> latencies; // microseconds
    };

    BenchClient(std::string host, std::uint16_t port, BenchLoad load);
    ~BenchClient();
    BenchClient(BenchClient &&other) noexcept;
    BenchClient &operator=(BenchClient &&) = delete;

    Result<void> connect();
    // Until stop; what is answered while measured holds is counted. Errors: of the connection.
    Result<void> run(const std::atomic<bool> &measured, const std::atomic<bool> &stop);

    [[nodiscard]] const Results &results() const { return m_results; }

private:
    struct Answer
    {
        int status = 0;
        bool close = false;
        std::string_view text; // all of it
    };
    Result<void> send(std::string_view bytes) const;
    Result<Answer> receive();
    Error broken(const char *what) const;

    std::string m_host;
    std::uint16_t m_port;
    BenchLoad m_load;
    int m_socket = -1;
    std::string m_buffer;
    Results m_results;
};

} // namespace desk
