// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/processing/parameterfeed.h"

namespace desk {
namespace {
constexpr double drainBudgetMs = 10; // of a 33 ms tick; the rest belongs to painting
// Between two looks at the clock: the first sample of a series takes ten times as long as others.
constexpr std::size_t pointsAtOnce = 64;
constexpr std::size_t newSeriesAtOnce = 5'000; // all who list them take them up within the tick
constexpr std::chrono::milliseconds slowTick{33};
constexpr std::chrono::milliseconds fastTick{16};
} // namespace

ParameterFeed::ParameterFeed(Source source, const TimeService &time, TimeSeriesStore::Options options,
                             QObject *parent)
    : QObject(parent)
    , m_source(std::move(source))
    , m_time(time)
    , m_store(options)
{
    m_store.setBegin(m_time.now());
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, &ParameterFeed::drain);
}

ParameterFeed::~ParameterFeed()
{
    m_source.queue.setWaker({});
}

void ParameterFeed::start()
{
    m_timer.start(slowTick);
    m_source.queue.setWaker(
        [this] { QMetaObject::invokeMethod(this, &ParameterFeed::drain, Qt::QueuedConnection); });
}

void ParameterFeed::apply(const SampleBatch &batch, std::pair<std::size_t, std::size_t> points,
                          SteadyTime now)
{
    for (std::size_t p = points.first; p < points.second; ++p) {
        const std::int64_t generation = batch.generation[p];
        for (std::uint32_t i = batch.pointBegin(p); i < batch.pointEnd[p]; ++i) {
            const SeriesId id = batch.series[i];
            m_store.append(id, generation, batch.value[i], batch.quality[i], now);
            if (index(id) >= m_changedAt.size())
                m_changedAt.resize(index(id) + 1);
            if (m_changedAt[index(id)] != m_tick) {
                m_changedAt[index(id)] = m_tick;
                m_changed.push_back(id);
            }
        }
    }
    m_lastValues.update(batch, points, now);
    m_statistics.samples += batch.pointEnd[points.second - 1] - batch.pointBegin(points.first);
    m_statistics.points += points.second - points.first;
}

void ParameterFeed::applyPending(const QElapsedTimer &clock)
{
    const SteadyTime now = m_time.steadyNow();
    const auto isSpent = [&clock] { return double(clock.nsecsElapsed()) * 1e-6 >= drainBudgetMs; };
    // Something is taken with each tick, however late it is.
    for (bool isFirst = true; !m_pending.empty() && (isFirst || !isSpent()); isFirst = false) {
        const SampleBatch &batch = *m_pending.front();
        const std::size_t end = std::min(m_appliedPoints + pointsAtOnce, batch.points());
        if (end > m_appliedPoints)
            apply(batch, {m_appliedPoints, end},
                  m_source.recorded ? SteadyTime{batch.reception.time_since_epoch()} : now);
        m_appliedPoints = end;
        if (end == batch.points()) {
            m_pending.pop_front();
            m_appliedPoints = 0;
        }
    }
    m_store.expire(now);
}

// Series that have nothing any more have changed too. Last values stand in no chart: its past follows.
void ParameterFeed::restart(const std::vector<SampleBatchPtr> &lastValues)
{
    m_store.clear();
    m_store.setBegin(m_time.now());
    if (m_history)
        m_history->restart();
    m_lastValues.clear();
    m_changedAt.assign(m_catalogue.size(), m_tick);
    for (std::size_t i = 0; i < m_changedAt.size(); ++i)
        m_changed.push_back(SeriesId{static_cast<std::uint32_t>(i)});
    for (const SampleBatchPtr &batch : lastValues)
        m_lastValues.update(*batch, SteadyTime{batch->reception.time_since_epoch()});
}

void ParameterFeed::regrade(const LimitSet &limits)
{
    ++m_tick;
    m_changed.clear();
    for (std::size_t i = 0; i < m_catalogue.size(); ++i) {
        const SeriesId id{static_cast<std::uint32_t>(i)};
        const LastValue *last = m_lastValues.find(id);
        if (!last || last->monitoring.severity <= Severity::nominal)
            continue;
        const SeriesDefinition &series = m_catalogue.series(id);
        const EntityDefinition &about = m_catalogue.entity(series.entity);
        const std::string_view dst =
            about.dst == noNode ? std::string_view{} : std::string_view(m_catalogue.node(about.dst).name);
        const Limits *found = limits.find(m_catalogue.node(about.node).name, dst, series.metric);
        if (found &&
            (found->onDelay > 0 || found->offDelay > 0 || found->onSamples > 1 || found->offSamples > 1))
            continue;
        const MonitoringResult now = found ? found->check(last->value) : MonitoringResult{};
        if (now == last->monitoring)
            continue;
        m_lastValues.setMonitoring(id, now);
        m_changed.push_back(id);
    }
    const DictionaryChanges none;
    if (!m_changed.empty())
        Q_EMIT advanced({m_changed, none, false, 0, false});
}

void ParameterFeed::drain()
{
    QElapsedTimer clock;
    clock.start();
    ++m_tick;
    m_changed.clear();
    const std::uint64_t before = m_statistics.samples;
    DisplayQueue::Restarts restarts;
    std::deque<SampleBatchPtr> taken = m_source.queue.take(&restarts);
    const bool restarted = restarts.count != m_restarts;
    m_restarts = restarts.count;
    if (restarted) {
        m_pending.clear();
        m_appliedPoints = 0;
    }
    for (SampleBatchPtr &batch : taken)
        m_pending.push_back(std::move(batch));
    // Batches first, names second: every name a taken batch uses was published before it was queued.
    // When there are many, samples wait until all of them are known.
    const DictionaryChanges definitions = m_source.dictionary.changesSince(m_cursor, newSeriesAtOnce);
    const bool areNamesMissing = definitions.series.size() == newSeriesAtOnce;
    m_cursor = definitions.cursor;
    m_catalogue.add(definitions);
    if (restarted)
        restart(restarts.lastValues);
    if (!areNamesMissing)
        applyPending(clock);
    TopologySnapshotPtr topology = m_source.topology();
    const bool topologyChanged = topology && (!m_topology || topology->version != m_topology->version);
    if (topologyChanged)
        m_topology = std::move(topology);
    if (!m_changed.empty() || !definitions.empty() || topologyChanged || restarted)
        Q_EMIT advanced(
            {m_changed, definitions, topologyChanged, std::size_t(m_statistics.samples - before), restarted});
    m_statistics.pendingBatches = m_pending.size();
    m_statistics.lastTickMs = double(clock.nsecsElapsed()) * 1e-6;
    const bool isCalm = m_statistics.lastTickMs < 8 && !m_changed.empty();
    const auto interval = isCalm || areNamesMissing ? fastTick : slowTick;
    if (m_timer.isActive() && m_timer.intervalAsDuration() != interval)
        m_timer.start(interval);
}

} // namespace desk
