// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/alarms/limitset.h"
#include "models/processing/displayqueue.h"
#include "models/processing/lastvaluecache.h"
#include "models/processing/seriescatalogue.h"
#include "models/telemetry/timeservice.h"
#include "models/timeseries/serieshistory.h"
#include "models/timeseries/timeseriesstore.h"
#include "models/topology/topologysnapshot.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <functional>
#include <span>

namespace desk {

// What one tick brought. References are valid during the signal only.
struct FeedUpdate
{
    std::span<const SeriesId> changed;    // each once
    const DictionaryChanges &definitions; // new names; empty on most ticks
    bool topologyChanged = false;         // then ParameterFeed::topology() is new
    std::size_t samples = 0;
    bool restarted = false; // a replay leapt: nothing from before is left, and every series counts as changed
};

// Brings data to the window: at each tick takes what the ingest thread queued, updates the stores, and says
// once what changed. Ticks at 30 Hz, at 60 Hz while drains are short; a flood is worked off in slices so that
// no tick takes long. GUI thread.
class ParameterFeed final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ParameterFeed)

public:
    struct Source
    {
        DisplayQueue &queue;
        const SeriesDictionary &dictionary;
        std::function<TopologySnapshotPtr()> topology; // any-thread getter of the newest snapshot
        bool recorded = false; // a sample's age counts from when it was received; see ReplayTime
    };
    struct Statistics
    {
        std::uint64_t samples = 0;
        std::uint64_t points = 0;
        std::size_t pendingBatches = 0;
        double lastTickMs = 0;
    };

    ParameterFeed(Source source, const TimeService &time, TimeSeriesStore::Options options,
                  QObject *parent = nullptr);

    ~ParameterFeed() override;

    void start();
    // One tick by hand (tests; before a screenshot).
    void drain();

    [[nodiscard]] const SeriesCatalogue &catalogue() const { return m_catalogue; }
    // See SeriesCatalogue; before anybody asks for names.
    void setOwnUnits(std::span<const SeriesCatalogue::OwnUnit> units) { m_catalogue.setOwnUnits(units); }
    [[nodiscard]] const TimeSeriesStore &store() const { return m_store; }
    [[nodiscard]] const LastValueCache &lastValues() const { return m_lastValues; }
    [[nodiscard]] const TopologySnapshotPtr &topology() const { return m_topology; }
    [[nodiscard]] const TimeService &time() const { return m_time; }
    // Other limits: what is outside them now is looked at again at once, and not with its next sample, which
    // may never come. Where limits have delays, what stands stays.
    void regrade(const LimitSet &limits);
    // What came before the samples in the store; null: nobody knows. Outlives the feed, or is taken away.
    void setHistory(SeriesHistory *history) { m_history = history; }
    [[nodiscard]] SeriesHistory *history() const { return m_history; }
    [[nodiscard]] const Statistics &statistics() const { return m_statistics; }

Q_SIGNALS:
    void advanced(const desk::FeedUpdate &update);

private:
    // Points [first, second) of it.
    void apply(const SampleBatch &batch, std::pair<std::size_t, std::size_t> points, SteadyTime now);
    void applyPending(const QElapsedTimer &clock);
    void restart(const std::vector<SampleBatchPtr> &lastValues);

    Source m_source;
    const TimeService &m_time;
    TimeSeriesStore m_store;
    SeriesHistory *m_history = nullptr;
    LastValueCache m_lastValues;
    SeriesCatalogue m_catalogue;
    DictionaryCursor m_cursor;
    TopologySnapshotPtr m_topology;
    std::deque<SampleBatchPtr> m_pending;
    std::size_t m_appliedPoints = 0; // of the first of them
    std::vector<SeriesId> m_changed;
    std::vector<std::uint32_t> m_changedAt; // tick in which a series was last put into m_changed
    std::uint32_t m_tick = 0;
    std::uint64_t m_restarts = 0; // of the queue
    Statistics m_statistics;
    QTimer m_timer;
};

} // namespace desk
