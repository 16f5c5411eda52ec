// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/ingest/auditlog.h"
#include "models/ingest/authenticator.h"
#include "models/ingest/httpserver.h"
#include "models/ingest/ingestclients.h"
#include "models/ingest/ratelimiter.h"
#include "models/ingest/requestguard.h"
#include "models/ingest/router.h"
#include "models/ingest/servercertificate.h"
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
        bool loopbackNeedsToken = false;  // also on paths whose clients send none
        std::vector<std::string> hosts;   // further names we answer to, lower case
        std::vector<std::string> origins; // of other pages that may call us (CORS)
        std::optional<ServerCertificate> certificate;
        std::filesystem::path auditFile; // empty = none
    };

    // Who answers what no route and no name of ours answers (workers that own devices). Its refusals are its
    // own; a request may come without a token on this machine unless loopbackNeedsToken.
    struct Fallback
    {
        std::function<ServerResponse(const HttpRequest &)> answer;
        std::function<ServerResponse(const HttpRequest &, const Error &)> refuse; // its token
    };

    IngestServer(Options options, Authenticator authenticator, const TimeService &time, EventLog &events);

    // Binds. Refuses an address other machines could reach unless tokens and TLS are on.
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

    void setFallback(Fallback fallback) { m_fallback = std::move(fallback); } // before run()
    // A further address with handlers of its own; where other machines can reach it, it is secured and
    // refused without tokens and TLS like our own. portGiven: then a taken port fails, else the next free one
    // is used. Before run().
    Result<std::uint16_t> listenAlso(const std::string &address, std::uint16_t port, bool portGiven,
                                     HttpServer::Options options, HttpServer::Handlers handlers);
    // Strict reading of requests that come to that port. After listen().
    [[nodiscard]] RequestGuard guardFor(const std::string &address, std::uint16_t port) const;
    [[nodiscard]] bool loopbackNeedsToken() const { return m_options.loopbackNeedsToken; }
    [[nodiscard]] static bool isLoopback(const std::string &address);

    // Calls every handler from now on. Before run().
    void setAround(std::function<ServerResponse(const HttpRequest &, const Router::Handler &)> around)
    {
        m_around = std::move(around);
    }

    [[nodiscard]] Router &router() { return m_router; }
    [[nodiscard]] ServerMetrics &metrics() { return m_metrics; }
    [[nodiscard]] IngestClients &clients() { return m_clients; }
    // The names this machine goes by, for the Host header and for a certificate.
    static std::vector<std::string> namesFor(const std::string &address);
    [[nodiscard]] AuditLog &audit() { return m_audit; }
    [[nodiscard]] Authenticator &authenticator() { return m_authenticator; }
    [[nodiscard]] std::uint16_t port() const { return m_port; }
    [[nodiscard]] std::string url() const;
    [[nodiscard]] std::size_t connections() const { return m_http.connections(); } // any thread

private:
    std::optional<ServerResponse> accept(const HttpRequest &request, std::string_view rawHeader,
                                         std::size_t &maxBody);
    ServerResponse answer(const HttpRequest &request);
    ServerResponse handle(const HttpRequest &request);
    void countAcknowledgement(ServerResponse &response, SteadyTime complete);
    ServerResponse refuseIdentity(const HttpRequest &request, const Error &error);
    void noteEnd(const HttpRequest &request, const ServerResponse &response);
    void phrase(const HttpRequest &request, ServerResponse &response) const;
    std::optional<ServerResponse> preflight(const HttpRequest &request, const Router::Match &match) const;
    void addRateHeaders(ServerResponse &response, const Identity &identity) const;
    void auditAction(const HttpRequest &request, const Identity &identity, const ServerResponse &response);
    [[nodiscard]] bool fallsBack(const HttpRequest &request, const Router::Match &match) const;
    ServerResponse handleFallback(const HttpRequest &request);
    [[nodiscard]] Result<void> checkOpenness(const std::string &address) const;
    Result<std::uint16_t> bind(std::uint16_t wanted, bool given,
                               const std::function<Result<std::uint16_t>(std::uint16_t)> &listen);
    void countWhenSent(ServerResponse &response, SteadyTime start);
    ServerResponse handleBody(HttpRequest &request, const Router::Route &route);

    const Options m_options;
    const TimeService &m_time;
    EventLog &m_events;
    Authenticator m_authenticator;
    RateLimiter m_rates;
    AuditLog m_audit;
    Router m_router;
    ServerMetrics m_metrics;
    IngestClients m_clients{m_time};
    std::optional<RequestGuard> m_guard;
    std::function<ServerResponse(const HttpRequest &, const Router::Handler &)> m_around;
    Fallback m_fallback;
    std::uint16_t m_port = 0;
    std::vector<char> m_plainBody; // of a compressed request
    HttpServer m_http;             // last: its sessions call back into the rest
};

} // namespace desk
