// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/datalink/constellationlink.h"
#include "models/datalink/httpclient.h"
#include "models/datalink/streamdecoder.h"
#include "models/datalink/wakeup.h"

#include <QCoroTask>
#include <QFuture>
#include <QTimer>
#include <QWebSocket>

#include <atomic>
#include <memory>

namespace desk {

// The working part of a ConstellationLink: one flow (topology, connect, subscribe, stay, wait, again), frames
// by plain signals. Lives on the link's thread but for requestStop(). The flow ends before the thread does.
class StreamClient final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(StreamClient)

public:
    struct Parts
    {
        const ConstellationLinkOptions &options;
        SeriesDictionary &dictionary;
        const StreamReceiver &receiver;
        EventLog &events;
        const TimeService &time;
        DataLinkStatistics &statistics;
    };

    explicit StreamClient(Parts parts);

    void start();
    void requestStop(); // any thread

private:
    enum class Phase : std::uint8_t { closed, opening, subscribing, live };
    // interrupted: goes on at its page when there is a connection again.
    enum class Past : std::uint8_t { filled, notKept, interrupted };

    QCoro::Task<> run();
    QCoro::Task<> attend();      // one connection from its begin to its end
    QCoro::Task<bool> refresh(); // the fleet; false when the server cannot be talked to
    QCoro::Task<> refreshLimits();
    QCoro::Task<Past> fillPast();
    // No coroutine: GCC 12 destroys temporaries of a co_await expression twice, so futures are named first.
    [[nodiscard]] QFuture<Result<HttpResponse>> ask(const std::string &path) const;

    void open();
    void close(std::string reason);
    void subscribe(std::optional<std::uint64_t> since);
    void onMessage(const QString &text);
    void onDisconnected();
    void checkLife();
    void take(const StreamMessage &message, std::size_t bytes);
    void takeSubscribed(const StreamMessage &message);
    [[nodiscard]] bool numbersBeganAnew(const StreamMessage &message);
    void reportGap(std::uint64_t from, std::uint64_t to, const std::string &cause);
    void fail(std::string reason);
    void failFleet(const std::string &reason);
    void report(Severity severity, EventCode code, std::string detail);
    [[nodiscard]] bool stopping() const { return m_stop->load(); }

    const Parts m_parts;
    StreamDecoder m_decoder;
    ReconnectDelay m_delay;
    Wakeup m_wakeup;
    QTimer m_tick;
    QTimer m_life;
    std::unique_ptr<QWebSocket> m_socket;
    std::shared_ptr<std::atomic<bool>> m_stop; // shared with requests under way
    Phase m_phase = Phase::closed;
    std::string m_reason; // why there is no connection
    bool m_somebodyNeeded = false;
    bool m_wasUp = false;
    bool m_topologyWanted = false;
    bool m_undecodable = false;       // a frame could not be read since the last good one
    std::uint64_t m_subscription = 0; // id of the one that counts
    std::uint64_t m_nextSequence = 0; // as the server said when it began
    std::string m_log;                // whose numbers these are, as the server says
    std::string m_run;
    std::uint64_t m_pastEnd = 0; // the past is what has a lower number; 0 = not begun to be filled
    std::string m_pastCursor;    // of its next page
    int m_pastFailures = 0;
    std::optional<std::uint64_t>
        m_delivered; // sequence number up to which all came or was said to be missing
    SteadyTime m_lastSign{};
    SampleBatch m_batch;
    std::string m_frame; // UTF-8 of the frame with padding, reused
};

} // namespace desk
