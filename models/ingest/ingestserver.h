// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/ingest/authenticator.h"
#include "models/ingest/httpserver.h"
#include "models/ingest/ratelimiter.h"
#include "models/ingest/requestguard.h"
#include "models/ingest/router.h"
#include "models/ingest/servermetrics.h"
#include "models/telemetry/eventlog.h"
#include "models/telemetry/timeservice.h"

namespace desk {

// The embedded server: who may ask what, and counting. It knows no feature: features register their routes
// before run(). run() is the ingest thread, and so is every handler.
class IngestServer
{
public:
    struct Options
    {
        HttpServer::Options http;
        std::string address = "127.0.0.1";
        std::uint16_t port = 8000;
        bool portGiven = false; // then a taken port fails, else the next free one is used
        unsigned ratePerMinute = 100;
        bool rateLimitLoopback = false;
    };

    IngestServer(Options options, Authenticator authenticator, const TimeService &time, EventLog &events);

    // Binds. Refuses an address other machines could reach: that needs TLS.
    Result<void> listen();
    void run() { m_http.run(); }
    void stop() { m_http.stop(); }                                          // any thread
    void post(std::function<void()> task) { m_http.post(std::move(task)); } // any thread
    void every(std::chrono::milliseconds interval, std::function<void()> call)
    {
        m_http.every(interval, std::move(call));
    }
    void after(std::chrono::milliseconds wait, std::function<void()> call)
    {
        m_http.after(wait, std::move(call));
    }

    [[nodiscard]] Router &router() { return m_router; }
    [[nodiscard]] ServerMetrics &metrics() { return m_metrics; }
    [[nodiscard]] Authenticator &authenticator() { return m_authenticator; }
    [[nodiscard]] std::uint16_t port() const { return m_port; }
    [[nodiscard]] std::string url() const;
    [[nodiscard]] std::size_t connections() const { return m_http.connections(); } // any thread

private:
    std::optional<ServerResponse> accept(const HttpRequest &request, std::string_view rawHeader,
                                         std::size_t &maxBody);
    ServerResponse answer(const HttpRequest &request);
    ServerResponse handle(const HttpRequest &request);

    const Options m_options;
    const TimeService &m_time;
    EventLog &m_events;
    Authenticator m_authenticator;
    RateLimiter m_rates;
    Router m_router;
    ServerMetrics m_metrics;
    std::optional<RequestGuard> m_guard;
    std::uint16_t m_port = 0;
    HttpServer m_http; // last: its sessions call back into the rest
};

} // namespace desk
