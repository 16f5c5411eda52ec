// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/datalink/circuitbreaker.h"
#include "models/forecast/predictiondecoder.h"
#include "models/forecast/remotepredictions.h"

#include <QCoroTask>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QPointer>
#include <QTimer>

#include <deque>
#include <map>
#include <set>

namespace desk {

// The working part of RemotePredictions: a timer looks five times a second whether to ask, one request at a
// time. Lives on its thread but for requestStop().
class PredictionClient final : public QObject
{
    Q_DISABLE_COPY_MOVE(PredictionClient)

public:
    explicit PredictionClient(RemotePredictions &owner);

    void start();
    void requestStop(); // any thread

private:
    // What came of a request; none: the transport's error.
    struct Reply
    {
        int status = 0;
        std::string body;
        std::string error;
        std::chrono::milliseconds retryAfter{};
    };

    void look();
    void learnNames();
    [[nodiscard]] QNetworkRequest request(const std::string &path) const;
    [[nodiscard]] static Reply take(QNetworkReply &reply);
    QCoro::Task<> askSeries();
    QCoro::Task<> askNode();
    // Whether there is an answer to read; if not, that is said and counted.
    bool isGood(const Reply &reply);
    void answered(const Result<std::vector<Forecast>> &forecasts);
    void failed(const std::string &why, std::chrono::milliseconds atLeast = {});
    void done(std::chrono::milliseconds wait);
    void endThread();
    // Of what nobody knows or tells over there any more; it is asked for again after a while.
    void rest(std::size_t place);
    void wakeRested();
    void restSilent();
    void limit(QNetworkReply &reply) const;
    [[nodiscard]] std::chrono::milliseconds pause() const;

    RemotePredictions &m_owner;
    const RemotePredictions::Options &m_options;
    CircuitBreaker m_breaker;
    QTimer m_timer;
    std::unique_ptr<QNetworkAccessManager> m_network;
    QPointer<QNetworkReply> m_reply; // under way
    QCoro::Task<> m_flow;
    bool m_isBusy = false;
    bool m_isStopping = false;
    bool m_byNode = false;    // the other one takes no list of series
    SteadyTime m_byNodeSince; // lists are tried again now and then
    SteadyTime m_nextAt{};

    DictionaryCursor m_known;
    std::vector<std::string> m_nodes;                         // by NodeId
    std::vector<std::pair<NodeId, NodeId>> m_entities;        // by EntityId
    std::vector<NamedSeries> m_series;                        // that are asked for
    std::deque<NamedSeries> m_waiting;                        // for a place among them
    std::deque<std::pair<SteadyTime, NamedSeries>> m_resting; // until then
    std::map<SeriesId, SteadyTime> m_silentSince;             // nothing but refusals have come of it
    std::size_t m_unknownInARow = 0;       // answers that only said that they know a series not
    std::map<std::string, SeriesId> m_ids; // of links' metrics, by names
    std::vector<std::string> m_linked;     // nodes that links begin at
    std::set<NodeId> m_knownLinked;
    std::size_t m_at = 0; // of the round
    std::map<SeriesId, Forecast> m_latest;
};

} // namespace desk
