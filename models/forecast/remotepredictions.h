// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/datalink/circuitbreaker.h"
#include "models/forecast/predictionsource.h"
#include "models/telemetry/seriesdictionary.h"
#include "models/telemetry/timeservice.h"

#include <QThread>

#include <atomic>
#include <mutex>

namespace desk {

class PredictionClient;

// The forecasts of another Constellation instance or platform: asks for all series that are known here, in
// turns, each at least once a minute where the other one allows it. Where any series may not be asked for, or
// the other one does not know how, it asks for the links of one node after the other. start() and stop(): the
// owner's thread; works on one of its own. Nobody judges these forecasts here.
class RemotePredictions final : public PredictionSource
{
public:
    struct Options
    {
        std::string url; // http(s)://host:port, no path
        std::string token;
        std::string caFile; // PEM: certificates trusted besides the system's; empty = only those
        std::chrono::milliseconds timeout{10'000}; // of a request
        std::size_t seriesAtATime = 500;
        std::size_t mostSeries = 10'000;
        std::chrono::milliseconds shortestRound{10'000}; // of all series
        std::chrono::milliseconds between{1'000};        // requests at least
        CircuitBreaker::Options breaker{};
        std::uint64_t seed = 1; // of the jitter
    };

    // The dictionary's published names are read.
    RemotePredictions(Options options, const SeriesDictionary &names, const TimeService &time);
    ~RemotePredictions() override;

    void start();
    void stop();

    [[nodiscard]] std::uint64_t version() const override { return m_version; }
    [[nodiscard]] PredictionsPtr predictions() const override;
    [[nodiscard]] SkillRecordPtr skill() const override { return nullptr; }
    [[nodiscard]] std::string origin() const override { return m_options.url; }
    [[nodiscard]] std::string fault() const override;
    [[nodiscard]] std::uint64_t issued() const override { return m_issued; }
    [[nodiscard]] CircuitBreaker::State state() const { return m_state; } // any thread

private:
    friend class PredictionClient;
    // By the client, on its thread.
    void publish(PredictionsPtr predictions, std::uint64_t came);
    void publishState(CircuitBreaker::State state, std::string fault);

    const Options m_options;
    const SeriesDictionary &m_names;
    const TimeService &m_time;
    QThread m_thread;
    PredictionClient *m_client = nullptr; // lives on m_thread and is deleted there

    mutable std::mutex m_mutex; // guards the two that follow
    PredictionsPtr m_predictions = std::make_shared<const Predictions>();
    std::string m_fault;
    std::atomic<std::uint64_t> m_version{0};
    std::atomic<std::uint64_t> m_issued{0};
    std::atomic<CircuitBreaker::State> m_state{CircuitBreaker::State::closed};
};

} // namespace desk
