// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/datalink/streamclient_p.h"

#include "models/datalink/historydecoder.h"
#include "models/datalink/streamclose.h"

#include <QCoroFuture>
#include <QPointer>
#include <QThread>
#include <QtConcurrentRun>

#include <algorithm>

namespace desk {

using namespace std::chrono_literals;

namespace {

std::chrono::milliseconds until(SteadyTime deadline, SteadyTime now)
{
    return std::max(0ms, std::chrono::ceil<std::chrono::milliseconds>(deadline - now));
}

std::string seconds(std::chrono::milliseconds time)
{
    return std::to_string((time.count() + 500) / 1000) + " s";
}

} // namespace

StreamClient::StreamClient(Parts parts)
    : m_parts(parts)
    , m_decoder(parts.dictionary)
    , m_delay(parts.options.delay, parts.options.seed)
    , m_wakeup(this)
    , m_tick(this)
    , m_life(this)
    , m_stop(std::make_shared<std::atomic<bool>>(false))
{
    connect(&m_tick, &QTimer::timeout, this, [this] { m_parts.receiver.tick(); });
    connect(&m_life, &QTimer::timeout, this, &StreamClient::checkLife);
}

void StreamClient::start()
{
    m_tick.start(200ms);
    m_life.start(std::max(m_parts.options.pingEvery, 10ms));
    // The task's frame lives until the flow ends by itself; nobody has to wait for it.
    static_cast<void>(run());
}

void StreamClient::requestStop()
{
    const auto stop = m_stop; // from the moment it is set the flow may end, and this with its thread
    QMetaObject::invokeMethod(
        this,
        [this] {
            m_stop->store(true);
            m_wakeup.wake();
        },
        Qt::QueuedConnection);
    stop->store(true);
}

QCoro::Task<> StreamClient::run()
{
    const QPointer<StreamClient> self(this);
    while (!stopping()) {
        m_somebodyNeeded = false;
        m_parts.statistics.setState(DataLinkState::connecting, m_reason);
        const bool reachable = co_await refresh();
        if (!self)
            co_return;
        if (reachable && !stopping())
            co_await attend();
        if (!self)
            co_return;
        if (stopping())
            break;
        auto wait = m_delay.next();
        if (m_somebodyNeeded)
            wait = m_parts.options.delay.longest;
        report(Severity::warning, EventCode::linkDown, m_reason);
        m_parts.statistics.setState(DataLinkState::down, m_reason + "; attempt " +
                                                             std::to_string(m_delay.failures() + 1) + " in " +
                                                             seconds(wait));
        const SteadyTime again = m_parts.time.steadyNow() + wait;
        while (!stopping() && m_parts.time.steadyNow() < again) {
            co_await m_wakeup.until(until(again, m_parts.time.steadyNow()));
            if (!self)
                co_return;
        }
    }
    m_socket.reset();
    thread()->quit();
}

QCoro::Task<> StreamClient::attend()
{
    const QPointer<StreamClient> self(this);
    open();
    const SteadyTime deadline = m_parts.time.steadyNow() + m_parts.options.connectTimeout;
    while (!stopping() && (m_phase == Phase::opening || m_phase == Phase::subscribing)) {
        if (m_parts.time.steadyNow() >= deadline)
            fail("no subscription within " + seconds(m_parts.options.connectTimeout));
        else
            co_await m_wakeup.until(until(deadline, m_parts.time.steadyNow()));
        if (!self)
            co_return;
    }
    if (m_phase == Phase::live && !m_delivered) {
        const Past past = co_await fillPast();
        if (!self)
            co_return;
        const std::uint64_t end = m_pastEnd > 0 ? m_pastEnd - 1 : 0;
        if (past != Past::interrupted)
            m_delivered = past == Past::filled ? end : end - std::min(end, m_parts.options.backfillPoints);
        if (m_delivered && m_phase == Phase::live)
            subscribe(m_delivered);
    }
    SteadyTime topologyAt = m_parts.time.steadyNow() + m_parts.options.topologyEvery;
    while (!stopping() && m_phase != Phase::closed) {
        co_await m_wakeup.until(m_topologyWanted ? 1000ms : until(topologyAt, m_parts.time.steadyNow()));
        if (!self)
            co_return;
        if (stopping() || m_phase == Phase::closed)
            break;
        if (!m_topologyWanted && m_parts.time.steadyNow() < topologyAt)
            continue;
        m_topologyWanted = false;
        co_await refresh();
        if (!self)
            co_return;
        topologyAt = m_parts.time.steadyNow() + m_parts.options.topologyEvery;
    }
    if (m_phase != Phase::closed)
        close({});
}

QFuture<Result<HttpResponse>> StreamClient::ask(const std::string &path) const
{
    HttpClientOptions options;
    options.baseUrl = m_parts.options.url;
    options.token = m_parts.options.token;
    options.longestAnswer = 64U << 20U;
    options.caFile = m_parts.options.caFile;
    // The client has time-outs of its own and ends at once when it is to stop.
    return QtConcurrent::run([options, path, stop = m_stop]() -> Result<HttpResponse> {
        HttpClient client(options);
        return client.send("GET", path, {}, {}, [stop] { return stop->load(); });
    });
}

QCoro::Task<bool> StreamClient::refresh()
{
    const QPointer<StreamClient> self(this);
    const auto asked = ask("/api/v1/topology/");
    const Result<HttpResponse> answer = co_await asked;
    if (!self || stopping())
        co_return false;
    if (!answer) {
        failFleet(answer.error().message);
        co_return false;
    }
    if (const auto refused = refusal(*answer)) {
        // A token may read telemetry and not the fleet, and a server may have none: go on without.
        if (refused->code != ErrorCode::forbidden && refused->code != ErrorCode::notFound) {
            m_somebodyNeeded = refused->code == ErrorCode::unauthenticated;
            failFleet(refused->message + (m_parts.options.tokenFrom.empty()
                                              ? std::string()
                                              : "; the token is from " + m_parts.options.tokenFrom));
            co_return false;
        }
        report(Severity::caution, EventCode::refused, refused->message);
        co_return true;
    }
    if (const auto fleet = parseFleet(answer->body))
        m_parts.receiver.fleet(*fleet);
    else
        report(Severity::caution, EventCode::refused, "topology: " + fleet.error().message);
    co_await refreshLimits();
    co_return self && !stopping();
}

// A platform without limits, or a token that may not read them, leaves those that hold.
QCoro::Task<> StreamClient::refreshLimits()
{
    if (!m_parts.receiver.limits)
        co_return;
    const QPointer<StreamClient> self(this);
    const auto asked = ask("/api/v1/limits");
    const Result<HttpResponse> answer = co_await asked;
    if (self && !stopping() && answer && answer->status == 200)
        m_parts.receiver.limits(answer->body);
}

QCoro::Task<StreamClient::Past> StreamClient::fillPast()
{
    const QPointer<StreamClient> self(this);
    if (m_pastEnd == 0) {
        m_pastEnd = std::max<std::uint64_t>(m_nextSequence, 1);
        m_pastCursor.clear();
        m_pastFailures = 0;
    }
    if (m_parts.options.history <= 0ns)
        co_return Past::filled;
    HistoryDecoder decoder(m_parts.dictionary);
    // What has these numbers or higher ones comes by the stream.
    const std::string base = "/api/v1/telemetry?node_id=*&metric=*&dst=*&start=" +
                             std::to_string(nanoseconds(m_parts.time.now() - m_parts.options.history)) +
                             "&before_seq=" + std::to_string(m_pastEnd);
    constexpr int mostPages = 160; // of 100,000 points: what a window keeps
    constexpr int mostFailures = 3;
    for (int page = 0; page < mostPages; ++page) {
        const auto asked = ask(m_pastCursor.empty() ? base : base + "&cursor=" + m_pastCursor);
        const Result<HttpResponse> answer = co_await asked;
        if (!self || stopping() || m_phase != Phase::live)
            co_return Past::interrupted;
        const bool mayComeLater = !answer || answer->status == 429 || answer->status >= 500;
        if (mayComeLater && ++m_pastFailures < mostFailures) {
            close("history: " +
                  (answer ? "status " + std::to_string(answer->status) : answer.error().message));
            co_return Past::interrupted;
        }
        if (!answer || !answer->isSuccess())
            co_return m_pastCursor.empty() ? Past::notKept : Past::filled;
        SampleBatch batch;
        const auto read = decoder.decode(answer->body, batch);
        if (!read) {
            report(Severity::caution, EventCode::refused, "history: " + read.error().message);
            co_return m_pastCursor.empty() ? Past::notKept : Past::filled;
        }
        batch.reception = m_parts.time.now();
        if (batch.points() > 0)
            m_parts.receiver.batch(std::move(batch));
        m_pastCursor = read->next;
        if (m_pastCursor.empty())
            co_return Past::filled;
    }
    report(Severity::caution, EventCode::refused,
           "history: more than a window keeps; what lies between it and now is not shown");
    co_return Past::filled;
}

void StreamClient::report(Severity severity, EventCode code, std::string detail)
{
    m_parts.events.report(m_parts.time.now(), severity, code, m_parts.options.url, std::move(detail));
}

void StreamClient::failFleet(const std::string &reason)
{
    if (m_phase == Phase::closed)
        fail(reason);
    else // the stream is worth more than a fresh fleet
        report(Severity::caution, EventCode::refused, "topology: " + reason);
}

void StreamClient::fail(std::string reason)
{
    m_reason = std::move(reason);
    if (m_phase != Phase::closed)
        close(m_reason);
}

} // namespace desk
