// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/ingest/httpmessage.h"
#include "models/telemetry/timeservice.h"

#include <chrono>
#include <functional>
#include <memory>
#include <optional>

namespace desk {

// HTTP/1.1 over loopback or a given address by Boost.Beast: connections, strict framing, deadlines and size
// limits; what a request means is the handler's business. run() is the ingest thread; everything else but
// post() and stop() is called before run().
class HttpServer
{
public:
    struct Options
    {
        std::size_t maxHeader = 16 * 1024;
        std::size_t maxUrl = 8 * 1024;
        std::size_t maxBody = 32U << 20U;
        std::size_t maxConnections = 2000;
        std::size_t maxPerAddress = 200;       // loopback has no such limit
        std::size_t reservedConnections = 200; // of maxConnections, for those that completed a request
        std::chrono::milliseconds headerDeadline{10'000};
        std::chrono::milliseconds writeDeadline{30'000};
        std::chrono::milliseconds idleDeadline{60'000};
        std::size_t minBodyBytesPerSecond = 1024; // judged after headerDeadline
    };
    // What the server asks its user about each request; all run on the ingest thread.
    struct Handlers
    {
        // After the header: a refusal, or nothing to go on. maxBody may be lowered for the route.
        std::function<std::optional<ServerResponse>(const HttpRequest &, std::string_view rawHeader,
                                                    std::size_t &maxBody)>
            accept;
        std::function<ServerResponse(const HttpRequest &)> answer;
        std::function<void()> refused; // a request that never became one: bad framing, deadline, size
        // May put such a refusal of a body into the words of the path; its header was accepted.
        std::function<void(const HttpRequest &, ServerResponse &)> phrase;
    };

    // time: by which WebSockets judge their clients; outlives the server.
    HttpServer(Options options, Handlers handlers, const TimeService &time);
    ~HttpServer();
    HttpServer(const HttpServer &) = delete;
    HttpServer &operator=(const HttpServer &) = delete;

    // Binds address:port (0 = any free one); for a loopback address the other family's loopback too where
    // the system has it. Returns the port. addressInUse when it is taken.
    Result<std::uint16_t> listen(const std::string &address, std::uint16_t port);
    // The same for a further door: its requests have limits and handlers of their own, and its connections
    // are counted apart. secured: with the certificate that secure() was given before.
    Result<std::uint16_t> listen(const std::string &address, std::uint16_t port, Options options,
                                 Handlers handlers, bool secured);
    // TLS 1.2 and later for every connection of the first door from now on: a certificate chain and its key,
    // PEM.
    Result<void> secure(const std::string &certificates, const std::string &key);
    // Calls back on the ingest thread at this interval while running.
    void every(std::chrono::milliseconds interval, std::function<void()> call);
    // Ingest thread: calls back there once, not before the caller returned.
    void after(std::chrono::milliseconds wait, std::function<void()> call);

    void run();
    // Any thread: stops accepting, lets answers under way go out for a moment, then run() returns.
    void stop();
    // Any thread: runs on the ingest thread.
    void post(std::function<void()> task);

    [[nodiscard]] std::size_t connections() const;

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace desk
