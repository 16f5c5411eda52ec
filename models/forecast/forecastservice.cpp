// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/forecast/forecastservice.h"

#include <ctime>

namespace desk {

using namespace std::chrono_literals;

namespace {

constexpr auto lookEvery = 200ms;
constexpr auto publishEvery = 1s;

std::int64_t threadTime()
{
    timespec spent{};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &spent);
    return spent.tv_sec * 1'000'000'000LL + spent.tv_nsec;
}

} // namespace

ForecastService::ForecastService(Options options, const SeriesDictionary &names, const TimeService &time)
    : m_options(std::move(options))
    , m_time(time)
    , m_engine(m_options.engine, names, time)
{
}

ForecastService::~ForecastService()
{
    stop();
}

void ForecastService::start()
{
    if (!m_thread.joinable())
        m_thread = std::thread([this] { run(); });
}

void ForecastService::stop()
{
    if (!m_thread.joinable())
        return;
    {
        const std::lock_guard lock(m_mutex);
        m_stop = true;
    }
    m_wake.notify_one();
    m_thread.join();
}

void ForecastService::offer(const SampleBatchPtr &batch)
{
    std::deque<SampleBatchPtr> refused; // declared before the lock, so freed after it
    const std::lock_guard lock(m_mutex);
    m_queuedSamples += batch->samples();
    m_queue.push_back(batch);
    while (m_queuedSamples > m_options.queuedSamples && m_queue.size() > 1) {
        const std::size_t lost = m_queue.front()->samples();
        m_queuedSamples -= lost;
        m_counters.droppedSamples.fetch_add(lost, std::memory_order_relaxed);
        refused.push_back(std::move(m_queue.front()));
        m_queue.pop_front();
    }
}

Result<void> ForecastService::ask(ForecastQuestion question, Done done)
{
    {
        const std::lock_guard lock(m_mutex);
        if (m_asked.size() >= m_options.questions)
            return failure(ErrorCode::overloaded, std::to_string(m_options.questions) +
                                                      " questions for forecasts are waiting; ask again");
        m_asked.push_back({std::move(question), std::move(done)});
    }
    m_wake.notify_one();
    return {};
}

void ForecastService::takeQueued()
{
    std::deque<SampleBatchPtr> taken;
    {
        const std::lock_guard lock(m_mutex);
        m_queuedSamples = 0;
        taken.swap(m_queue);
    }
    for (const SampleBatchPtr &batch : taken)
        m_engine.take(*batch);
}

bool ForecastService::work()
{
    takeQueued();
    std::optional<Asked> asked;
    {
        const std::lock_guard lock(m_mutex);
        if (!m_asked.empty()) {
            asked = std::move(m_asked.front());
            m_asked.pop_front();
        }
    }
    if (asked)
        asked->done(m_engine.answer(asked->question));
    const bool more = m_engine.step() || asked;
    if (auto issued = m_engine.takeIssued(); !issued.empty() && m_options.issued)
        m_options.issued(std::move(issued));
    m_counters.issued = m_engine.issued();
    m_counters.judged = m_engine.judged();
    m_counters.watched = m_engine.watched();
    m_counters.cpuNs = threadTime();
    return more;
}

void ForecastService::publish()
{
    const SteadyTime now = m_time.steadyNow();
    if (m_published == m_engine.changes() || now - m_publishedAt < publishEvery)
        return;
    m_published = m_engine.changes();
    m_publishedAt = now;
    PredictionsPtr predictions = m_engine.predictions();
    SkillRecordPtr skill = m_engine.skill();
    AnomaliesPtr anomalies = m_engine.anomalies();
    {
        const std::lock_guard lock(m_outMutex);
        m_predictions.swap(predictions);
        m_skill.swap(skill);
        m_anomalies.swap(anomalies);
    }
    ++m_version;
}

void ForecastService::run()
{
    while (true) {
        const bool more = work();
        publish();
        std::unique_lock lock(m_mutex);
        if (!more)
            m_wake.wait_for(lock, lookEvery, [this] { return m_stop || !m_asked.empty(); });
        if (m_stop)
            return;
    }
}

PredictionsPtr ForecastService::predictions() const
{
    const std::lock_guard lock(m_outMutex);
    return m_predictions;
}

SkillRecordPtr ForecastService::skill() const
{
    const std::lock_guard lock(m_outMutex);
    return m_skill;
}

AnomaliesPtr ForecastService::anomalies() const
{
    const std::lock_guard lock(m_outMutex);
    return m_anomalies;
}

} // namespace desk
