// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/commandline/benchload.h"
#include "app/commandline/benchtls.h"

#include "models/telemetry/result.h"

#include <chrono>
#include <optional>

namespace desk {

struct ServerAddress
{
    std::string host;
    std::uint16_t port = 80;
    bool isTls = false;

    // http://host:port, http://[::1]:port, or with https.
    static Result<ServerAddress> of(const std::string &url);
    // A connected socket without delay of small packets.
    [[nodiscard]] Result<int> connect() const;
    [[nodiscard]] Error broken(const char *what) const; // with errno's words
};

// One keep-alive connection of a benchmark: the least of HTTP over a socket that never blocks, because it
// must be light beside the server. One thread; the socket is waited for by its user.
class BenchConnection
{
public:
    using Clock = std::chrono::steady_clock;
    struct Answer
    {
        int status = 0;
        bool close = false;
        std::string_view text; // all of it, valid until the next request
    };

    // tls: none = in the clear.
    BenchConnection(ServerAddress address, BenchLoad load, std::shared_ptr<const BenchTls> tls = {});
    ~BenchConnection();
    BenchConnection(BenchConnection &&other) noexcept;
    BenchConnection &operator=(BenchConnection &&) = delete;

    Result<void> connect();
    [[nodiscard]] int socket() const { return m_socket; }
    [[nodiscard]] bool isIdle() const { return m_idle; }
    [[nodiscard]] Clock::time_point begun() const { return m_begun; }

    // Sends the next request as far as it goes; begun: what its latency is counted from.
    Result<void> begin(Timestamp stamp, Clock::time_point begun);
    // The socket is ready for something: goes on. An answer when it is complete.
    Result<std::optional<Answer>> proceed();

private:
    Result<void> send();
    Result<bool> receive();
    Result<std::optional<Answer>> answer();

    ServerAddress m_address;
    BenchLoad m_load;
    std::shared_ptr<const BenchTls> m_tls;
    int m_socket = -1;
    BenchTls::Session m_session; // where there is TLS
    bool m_idle = true;
    Clock::time_point m_begun{};
    std::string_view m_unsent;
    std::string m_buffer;
    std::size_t m_received = 0;
};

} // namespace desk
