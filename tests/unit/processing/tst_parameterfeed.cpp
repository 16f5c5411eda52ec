// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/processing/parameterfeed.h"
#include "tests/support/testprogram.h"

#include <QSignalSpy>
#include <QTest>

#include <numeric>

using namespace desk;
using namespace std::chrono_literals;

class TstParameterFeed : public QObject
{
    Q_OBJECT

    SeriesDictionary m_names;
    DisplayQueue m_queue;
    TopologySnapshotPtr m_topology;
    SimulatedTimeService m_time{fromNanoseconds(1'000'000'000'000)};

    void push(const char *node, double value)
    {
        auto batch = std::make_shared<SampleBatch>();
        const EntityId entity = *m_names.entity(*m_names.node(node, NodeType::device));
        std::uint32_t hint = 0;
        batch->addSample(*m_names.series(entity, "x", hint), value, Quality::good);
        batch->endPoint(entity, nanoseconds(m_time.now()));
        batch->reception = m_time.now();
        m_names.publish();
        m_queue.push(batch);
    }

private Q_SLOTS:
    void oneTickOneSignalWithEachChangedSeriesOnce()
    {
        ParameterFeed feed({m_queue, m_names, [this] { return m_topology; }}, m_time, {});
        int signals_ = 0;
        std::vector<SeriesId> changed;
        std::size_t defined = 0;
        connect(&feed, &ParameterFeed::advanced, &feed, [&](const FeedUpdate &update) {
            ++signals_;
            changed.assign(update.changed.begin(), update.changed.end());
            defined += update.definitions.series.size();
        });
        for (int i = 0; i < 10; ++i) {
            m_time.advance(1s);
            push("a", i);
            push("b", -i);
        }
        feed.drain();
        QCOMPARE(signals_, 1);
        QCOMPARE(changed.size(), std::size_t(2));
        QCOMPARE(defined, std::size_t(2));
        const SeriesId x = feed.catalogue().find(feed.catalogue().findEntity("a"), "x");
        QVERIFY(x != noSeries);
        QCOMPARE(feed.lastValues().find(x)->value, 9.0);
        QCOMPARE(feed.store().series(x)->size(), std::size_t(10));
        QCOMPARE(feed.statistics().points, quint64(20));
        feed.drain();
        QCOMPARE(signals_, 1); // nothing changed, nothing said
    }

    void aNewTopologyIsToldOnce()
    {
        ParameterFeed feed({m_queue, m_names, [this] { return m_topology; }}, m_time, {});
        feed.drain();
        int told = 0;
        connect(&feed, &ParameterFeed::advanced, &feed,
                [&](const FeedUpdate &update) { told += update.topologyChanged; });
        auto snapshot = std::make_shared<TopologySnapshot>();
        snapshot->version = 5;
        m_topology = snapshot;
        feed.drain();
        feed.drain();
        QCOMPARE(told, 1);
        QCOMPARE(feed.topology()->version, quint64(5));
    }

    void aFloodIsWorkedOffInSlices()
    {
        ParameterFeed feed({m_queue, m_names, [this] { return m_topology; }}, m_time, {});
        for (int k = 0; k < 200; ++k) {
            auto batch = std::make_shared<SampleBatch>();
            for (int i = 0; i < 10'000; ++i) {
                batch->addSample(SeriesId{std::uint32_t(i % 2)}, i, Quality::good);
                batch->endPoint(EntityId{0}, k * 10'000 + i);
            }
            batch->reception = m_time.now();
            m_queue.push(batch);
        }
        feed.drain();
        QVERIFY(feed.statistics().lastTickMs < 100);
        int ticks = 1;
        while (feed.statistics().pendingBatches > 0) {
            feed.drain();
            ++ticks;
        }
        QVERIFY(ticks > 1);
        QCOMPARE(feed.statistics().samples, quint64(2'000'000));
    }

    void manyNewSeriesComeInSlicesAndSamplesWaitForThem()
    {
        constexpr int many = 12'000;
        const EntityId entity = *m_names.entity(*m_names.node("crowd", NodeType::satellite));
        auto batch = std::make_shared<SampleBatch>();
        for (int i = 0; i < many; ++i) {
            const auto id = m_names.seriesByName(entity, "m" + std::to_string(i), ValueKind::number, {});
            batch->addSample(*id, i, Quality::good);
        }
        batch->endPoint(entity, nanoseconds(m_time.now()));
        batch->reception = m_time.now();
        m_names.publish();
        m_queue.push(batch);
        ParameterFeed feed({m_queue, m_names, [this] { return m_topology; }}, m_time, {});
        std::vector<std::size_t> slices;
        connect(&feed, &ParameterFeed::advanced, &feed, [&](const FeedUpdate &update) {
            if (!update.definitions.series.empty())
                slices.push_back(update.definitions.series.size());
            for (const SeriesId id : update.changed) // nobody is told of a series without a name
                QVERIFY(index(id) < feed.catalogue().size());
        });
        feed.drain();
        QCOMPARE(feed.statistics().points, quint64(0));
        QCOMPARE(feed.statistics().pendingBatches, std::size_t(1));
        for (int tick = 0; tick < 20 && feed.statistics().pendingBatches > 0; ++tick)
            feed.drain();
        QCOMPARE(feed.statistics().samples, quint64(many));
        QVERIFY(slices.size() >= 3);
        QCOMPARE(std::accumulate(slices.begin(), slices.end(), std::size_t(0)), feed.catalogue().size());
    }

    void aBatchThatTakesLongIsTakenInParts()
    {
        constexpr int points = 2'000'000;
        auto batch = std::make_shared<SampleBatch>();
        for (int i = 0; i < points; ++i) {
            batch->addSample(SeriesId{std::uint32_t(i % 2)}, i, Quality::good);
            batch->endPoint(EntityId{0}, i);
        }
        batch->reception = m_time.now();
        ParameterFeed feed({m_queue, m_names, [this] { return m_topology; }}, m_time, {});
        while (feed.catalogue().size() < m_names.seriesCount())
            feed.drain();
        m_queue.push(batch);
        std::uint64_t before = 0;
        int parts = 0;
        do {
            feed.drain();
            QVERIFY(feed.statistics().points > before);
            before = feed.statistics().points;
            ++parts;
        } while (feed.statistics().pendingBatches > 0);
        QCOMPARE(feed.statistics().points, quint64(points));
        QVERIFY(parts > 1);
        QCOMPARE(feed.lastValues().find(SeriesId{1})->value, double(points - 1));
    }
};

DESK_TEST(TstParameterFeed)
#include "tst_parameterfeed.moc"
