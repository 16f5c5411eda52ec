// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/commandline/intakerequest.h"

#include "models/ingest/httpserver.h"
#include "models/ingest/idempotencycache.h"
#include "models/ingest/requestguard.h"

#include <condition_variable>
#include <deque>
#include <mutex>
#include <set>
#include <thread>

namespace desk {

// The HTTP door of `constellation post --intake`: takes points on loopback and holds each request until
// somebody says what became of its points, so that a producer whose answer is good may forget them. What
// waits is bounded; beyond that it says 503. A server thread of its own; every public function is for one
// other thread.
//
// POST /api/v1/telemetry, POST /api/v1/telemetry/batch: the API's points. POST /telemetry: a record of the
// telemetry stack. GET /health.
class PostIntake
{
public:
    struct Options
    {
        std::string address = "127.0.0.1";
        std::uint16_t port = 0;
        std::size_t mostWaiting = 10'000;   // points; one request more may wait
        std::size_t mostPoints = 1000;      // of a request
        std::size_t mostBytes = 64'000'000; // of the requests that wait; one more may
    };
    struct Counters
    {
        std::uint64_t requests = 0; // taken
        std::uint64_t full = 0;     // answered 503
        std::uint64_t refused = 0;  // that were no points
    };

    PostIntake(Options options, const TimeService &time);
    ~PostIntake();

    // Serves from then on. Errors: of the address, which must be one of this machine alone.
    Result<void> start();
    [[nodiscard]] std::uint16_t port() const { return m_port; }

    // The points of whole requests, oldest first, as many as fit into a batch of mostPoints; waits so long
    // for the first.
    std::vector<FilePoint> take(std::chrono::milliseconds wait);
    // What became of points that were taken, in their order; a batch may be a part of them. Their requests
    // are answered once all of theirs are settled.
    void settle(const PostedBatch &batch);
    // Takes no more requests; /health goes on.
    void close();
    // Answers 503 to whoever still waits, and ends the server.
    void stop();

    [[nodiscard]] Counters counters() const;

private:
    using Request = std::shared_ptr<IntakeRequest>;

    std::optional<ServerResponse> accept(const HttpRequest &request, std::string_view header) const;
    ServerResponse answer(const HttpRequest &request);
    ServerResponse takeIn(const HttpRequest &request, bool isRecord);
    ServerResponse refuse(bool isRecord, int status, const Error &why);
    ServerResponse health() const;
    std::optional<ServerResponse> admit(bool isRecord, std::size_t points, std::size_t bytes);
    void enqueue(const Request &request);
    void reply(std::vector<Request> done);

    const Options m_options;
    const TimeService &m_time;
    HttpServer m_server;
    std::optional<RequestGuard> m_guard;
    std::uint16_t m_port = 0;
    IdempotencyCache m_answers;          // server thread
    std::set<std::string> m_keysWaiting; // server thread
    mutable std::mutex m_mutex;          // for the rest
    std::condition_variable m_wake;
    std::deque<Request> m_queue; // not taken yet
    std::deque<Request> m_taken; // not settled yet
    std::size_t m_waiting = 0;   // points of both
    std::size_t m_waitingBytes = 0;
    bool m_closed = false;
    bool m_stopped = false;
    Counters m_counters;
    std::thread m_thread; // last: it uses the rest
};

} // namespace desk
