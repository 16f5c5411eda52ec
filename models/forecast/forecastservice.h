// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/forecast/forecastengine.h"

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <thread>

namespace desk {

// The forecasts of an instance, on a thread of their own. The ingest thread hands it immutable batches: a
// mutex and a pointer a batch, nobody is woken, it looks after them five times a second. Bounded: what it
// cannot follow is dropped, the oldest first, and counted; forecasts then see a gap. start(), stop(): one
// thread; the rest: any.
class ForecastService final : public PredictionSource
{
public:
    struct Options
    {
        ForecastEngine::Options engine = {};
        std::size_t queuedSamples = 2'000'000;
        std::size_t questions = 64; // waiting at most
        // What was issued, with numbers, at most once a second and series. On the service's thread.
        std::function<void(std::vector<Forecast> &&)> issued = {};
    };
    struct Counters
    {
        std::atomic<std::uint64_t> issued{0};
        std::atomic<std::uint64_t> judged{0};
        std::atomic<std::uint64_t> droppedSamples{0};
        std::atomic<std::size_t> watched{0};
        std::atomic<std::int64_t> cpuNs{0}; // processor time of its thread
    };
    // Called on the service's thread; not at all when it stops before.
    using Done = std::function<void(ForecastAnswer &&)>;

    ForecastService(Options options, const SeriesDictionary &names, const TimeService &time);
    ~ForecastService() override;

    void start();
    // Ends the thread; questions that wait are not answered. Idempotent.
    void stop();

    void offer(const SampleBatchPtr &batch);
    // overloaded when too many wait.
    Result<void> ask(ForecastQuestion question, Done done);

    [[nodiscard]] std::uint64_t version() const override { return m_version; }
    [[nodiscard]] PredictionsPtr predictions() const override;
    [[nodiscard]] SkillRecordPtr skill() const override;
    [[nodiscard]] AnomaliesPtr anomalies() const override;
    [[nodiscard]] std::uint64_t issued() const override { return m_counters.issued; }
    [[nodiscard]] const Counters &counters() const { return m_counters; }

private:
    struct Asked
    {
        ForecastQuestion question;
        Done done;
    };
    void run();
    void takeQueued();
    // True while it should look again at once.
    bool work();
    void publish();

    const Options m_options;
    const TimeService &m_time;
    Counters m_counters;

    ForecastEngine m_engine; // the thread's own, as the two that follow
    std::uint64_t m_published = 0;
    SteadyTime m_publishedAt{};

    std::mutex m_mutex; // guards what follows
    std::condition_variable m_wake;
    std::deque<SampleBatchPtr> m_queue;
    std::size_t m_queuedSamples = 0;
    std::deque<Asked> m_asked;
    bool m_stop = false;

    mutable std::mutex m_outMutex; // guards the three that follow
    PredictionsPtr m_predictions = std::make_shared<const Predictions>();
    SkillRecordPtr m_skill = std::make_shared<const SkillRecord>();
    AnomaliesPtr m_anomalies = std::make_shared<const std::vector<Anomaly>>();
    std::atomic<std::uint64_t> m_version{0};

    std::thread m_thread;
};

} // namespace desk
