// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/ownership/ownershipsnapshot.h"
#include "models/ownership/resourcemap.h"
#include "models/ownership/workermessage.h"
#include "models/telemetry/timeservice.h"

#include <array>
#include <deque>
#include <functional>
#include <memory>
#include <optional>

namespace desk {

// Where the messages to one worker go; the transport implements it. Ingest thread.
class WorkerChannel
{
public:
    virtual ~WorkerChannel() = default;
    // Hands a whole message over; false when it cannot be sent.
    virtual bool send(std::string message, bool binary) = 0;
    // The controller wants no more of it.
    virtual void close(std::string_view reason) = 0;
};

// What is known of a worker from its connection. Plain value.
struct WorkerAddress
{
    Guid guid;
    std::string ip;
    std::uint16_t port = 0;
    std::vector<std::string> announced; // paths that it owns; empty = whatever comes
};

// A client's request, as views that are valid during the call.
struct ProxyRequest
{
    std::string_view method; // as sent
    std::string_view origin; // scheme and host
    std::string_view target; // raw path and query
    std::string_view path;   // raw, the key of the resource
    const std::vector<std::pair<std::string_view, std::string_view>> &headers;
    std::string_view contentType;
    std::string_view body;
    std::string_view traceParent;
    std::string_view traceState;
};

// What a client is told. status, contentType, headers and body are the worker's where the outcome is success.
struct ProxyAnswer
{
    ProxyOutcome outcome = ProxyOutcome::success;
    Guid request;
    std::optional<Guid> worker; // that was chosen
    int status = 200;
    std::string contentType;
    WorkerMessage::Headers headers;
    std::string body;
};

// Gives each request to the one worker that owns its path and its answer back to who asked: a state machine
// without a socket and without a clock of its own. Workers prove by heartbeats that they live; what no worker
// answers in time is answered for it, once. Ingest thread.
class Controller
{
public:
    struct Options
    {
        std::chrono::nanoseconds heartbeatInterval = std::chrono::seconds{2}; // 1 s or more
        unsigned maxFailures = 3;                                             // 1 or more
        std::chrono::nanoseconds proxyTimeout = std::chrono::seconds{30};     // 1 s or more
        std::chrono::nanoseconds responseRetention = std::chrono::seconds{30};
        std::chrono::nanoseconds pinExpiry = std::chrono::hours{24};
    };
    // Within this a heartbeat must be answered.
    static constexpr std::chrono::seconds heartbeatDeadline{1};
    using Sink = std::function<void(ProxyAnswer &&)>;

    Controller(Options options, const TimeService &time);

    // A worker that is known by the same GUID is replaced: it came back before its end was noticed. Its first
    // heartbeat goes out at once.
    WorkerId add(WorkerAddress address, std::shared_ptr<WorkerChannel> channel);
    // Its connection ended: its pins go, and what waits for it is answered with sendFailed.
    void remove(WorkerId worker);
    // A complete WebSocket message of it. What is no message of the protocol is counted and dropped.
    void receive(WorkerId worker, std::string_view message);
    // Calls the sink exactly once, possibly before this returns.
    void forward(const ProxyRequest &request, Sink sink);
    // Several times a second: heartbeats, time-outs, expiry.
    void tick();
    // The program ends: everything that waits is answered with canceled.
    void stop();

    [[nodiscard]] const OwnershipCounters &counters() const { return m_counters; }
    [[nodiscard]] const ResourceMap &pins() const { return m_pins; }
    [[nodiscard]] std::size_t waiting() const { return m_pending.size(); }
    [[nodiscard]] std::size_t lateAnswers() const { return m_late.size(); }
    [[nodiscard]] std::size_t workerCount(bool healthy) const;
    // In order of registration.
    [[nodiscard]] std::vector<WorkerFigures> workers() const;
    [[nodiscard]] std::vector<WorkerId> workerIds() const; // likewise

private:
    struct Beat
    {
        Guid guid;
        SteadyTime sent;
        bool open = false; // neither answered nor failed
    };
    struct Member
    {
        WorkerId id{};
        WorkerAddress address;
        std::shared_ptr<WorkerChannel> channel;
        Timestamp added{};
        std::optional<Timestamp> lastMessage;
        bool healthy = true;
        unsigned failures = 0; // heartbeats in a row
        std::uint64_t requests = 0;
        std::size_t waiting = 0;
        Beat beat;
        std::array<Guid, 8> earlier; // heartbeats that may still be answered
        std::size_t earliest = 0;
        SteadyTime nextBeat;
    };
    struct Pending
    {
        WorkerId worker{};
        Guid workerGuid;
        Sink sink;
    };

    struct Overdue
    {
        WorkerId worker{};
        bool came = false; // its answer
    };

    [[nodiscard]] Member *member(WorkerId worker);
    void beat(Member &worker, SteadyTime now);
    void beatFailed(Member &worker);
    [[nodiscard]] bool isBeat(Member &worker, const Guid &guid);
    void answered(Member &worker, WorkerMessage &&message);
    void timeOut(SteadyTime now);
    void forgetLate(SteadyTime now);
    void fail(const Guid &request, Pending &&pending, ProxyOutcome outcome);
    void countDecision(ResourceMap::Decision decision);

    const Options m_options;
    const TimeService &m_time;
    ResourceMap m_pins;
    std::vector<Member> m_members; // in order of registration
    std::unordered_map<Guid, Pending> m_pending;
    std::deque<std::pair<SteadyTime, Guid>> m_deadlines; // of pending requests, those answered included
    std::deque<std::pair<SteadyTime, Guid>> m_timedOut;  // whose answers are late, until then
    std::unordered_map<Guid, Overdue> m_overdue;         // the same
    std::deque<std::pair<SteadyTime, Guid>> m_late;      // answers that nobody gets, until then
    std::uint64_t m_nextId = 1;
    WorkerMessageReader m_reader;
    OwnershipCounters m_counters;
};

} // namespace desk
