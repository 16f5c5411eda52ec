// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/processing/processor.h"
#include "tests/support/testprogram.h"

#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace desk;
using namespace std::chrono_literals;

class TstProcessor : public QObject
{
    Q_OBJECT

    struct Rig
    {
        QTemporaryDir folder;
        SimulatedTimeService time{fromNanoseconds(1'000'000'000'000'000'000)};
        SeriesDictionary names;
        Topology topology;
        DisplayQueue queue;
        EventLog events;
        Journal::Recovery recovery;
        std::unique_ptr<Journal> journal;
        std::optional<Processor> processor;

        explicit Rig(std::uint64_t maxBytes = 1U << 30U)
        {
            journal = *Journal::open(
                {folder.path().toStdString(), 64U << 20U, maxBytes}, names, [](SampleBatch &&) {}, recovery);
            LimitRule rule;
            rule.metric = "snr_db";
            rule.dsts = "*";
            rule.limits.low[2] = 4;
            processor.emplace(Processor::Options{}, names, *journal,
                              LimitChecker(std::make_shared<const LimitSet>(std::vector{rule})), topology,
                              queue, events, time);
        }

        SampleBatch link(double snr, std::chrono::nanoseconds ago = {})
        {
            SampleBatch batch;
            const NodeId a = *names.node("sat", NodeType::satellite);
            const NodeId b = *names.node("gs", NodeType::groundStation);
            const EntityId entity = *names.entity(a, b);
            static_cast<void>(names.entity(a));
            static_cast<void>(names.entity(b));
            std::uint32_t hint = 0;
            batch.addSample(*names.series(entity, "snr_db", hint), snr, Quality::good);
            batch.endPoint(entity, nanoseconds(time.now() - ago));
            batch.reception = time.now();
            return batch;
        }
    };

private Q_SLOTS:
    void aNodeNamedLikeARouteIsInTheGraphButWhatIsMeasuredOfARouteIsNot()
    {
        Rig rig;
        const auto point = [&](const char *node, Quality quality) {
            SampleBatch batch;
            const EntityId entity = *rig.names.entity(*rig.names.node(node, NodeType::device));
            std::uint32_t hint = 0;
            batch.addSample(*rig.names.series(entity, "latency_ms", hint), 5, quality);
            batch.endPoint(entity, nanoseconds(rig.time.now()));
            batch.reception = rig.time.now();
            return batch;
        };
        QVERIFY(rig.processor->accept(point("route:a:b", Quality::derived)).has_value());
        QVERIFY(rig.processor->accept(point("route:a:b", Quality::derived | Quality::uncertain)).has_value());
        QCOMPARE(rig.topology.nodeCount(), std::size_t(0));
        QVERIFY(rig.processor->accept(point("route:66", Quality::good)).has_value());
        QCOMPARE(rig.topology.nodeCount(), std::size_t(1));

        FleetDefinition fleet;
        fleet.nodes.push_back({});
        fleet.nodes.back().id = "route:defined";
        rig.topology.replace(fleet);
        QVERIFY(rig.processor->accept(point("route:defined", Quality::derived)).has_value());
        const auto nodes = rig.topology.publish(rig.time.now())->nodes;
        const auto defined = std::ranges::find(nodes, std::string("route:defined"), &TopologyNode::name);
        QVERIFY(defined != nodes.end());
        QVERIFY(defined->entity != noEntity);
    }

    void numbersChecksShowsAndLearns()
    {
        Rig rig;
        QVERIFY(rig.processor->accept(rig.link(10)).has_value());
        QVERIFY(rig.processor->accept(rig.link(3)).has_value());
        const auto shown = rig.queue.take();
        QCOMPARE(shown.size(), std::size_t(2));
        QCOMPARE(shown[1]->firstSequence, quint64(2));
        QVERIFY(shown[1]->monitoring[0].severity == Severity::warning);
        QCOMPARE(rig.topology.nodeCount(), std::size_t(2));
        QCOMPARE(rig.topology.edgeCount(), std::size_t(1));
        const auto events = rig.events.changesSince(0).events;
        QCOMPARE(events.size(), std::size_t(1));
        QVERIFY(events[0].code == EventCode::limitViolated);
        QCOMPARE(events[0].subject, std::string("sat->gs snr_db"));
        QCOMPARE(rig.processor->lastValue(SeriesId{0}), 3.0);
    }

    void flagsWhatComesLateOrFromTheFuture()
    {
        Rig rig;
        QVERIFY(rig.processor->accept(rig.link(10, 5min)).has_value());
        QVERIFY(rig.processor->accept(rig.link(10, -1min)).has_value());
        QVERIFY(rig.processor->accept(rig.link(10, -4s)).has_value());
        const auto shown = rig.queue.take();
        QVERIFY(has(shown[0]->quality[0], Quality::backFilled));
        QVERIFY(has(shown[1]->quality[0], Quality::clockAhead));
        QVERIFY(shown[2]->quality[0] == Quality::good);
    }

    void aPointThatWasOvertakenIsBackFilled()
    {
        Rig rig;
        for (const auto ago : {10s, 5s, 7s, 5s, 4s})
            QVERIFY(rig.processor->accept(rig.link(10, ago)).has_value());
        const auto shown = rig.queue.take();
        for (std::size_t i = 0; i < shown.size(); ++i)
            QCOMPARE(has(shown[i]->quality[0], Quality::backFilled), i == 2);
    }

    void whatTheJournalRefusesMovesNothing()
    {
        Rig rig(100);
        const auto refused = rig.processor->accept(rig.link(1));
        QVERIFY(!refused);
        QVERIFY(refused.error().code == ErrorCode::storageUnavailable);
        QVERIFY(rig.queue.take().empty());
        QCOMPARE(rig.names.nodeCount(), std::size_t(0));
        QCOMPARE(rig.topology.nodeCount(), std::size_t(0));
        QCOMPARE(rig.processor->counters().points.load(), quint64(0));
        QVERIFY(rig.events.changesSince(0).events[0].code == EventCode::journalFull);
    }

    void thatTheJournalIsFullIsSaidOnce()
    {
        Rig rig(100);
        for (int i = 0; i < 3; ++i) {
            QVERIFY(!rig.processor->accept(rig.link(1)));
            // In between, so that the log has nothing to fold.
            rig.events.report(rig.time.now(), Severity::nominal, EventCode::tokenCreated, "t", {});
        }
        std::uint32_t said = 0;
        for (const Event &event : rig.events.changesSince(0).events) {
            QVERIFY(event.code != EventCode::journalError);
            if (event.code != EventCode::journalFull)
                continue;
            said += event.repeats;
            QVERIFY(event.severity == Severity::critical);
            QVERIFY2(event.detail.find("journal.max_bytes") != std::string::npos, event.detail.c_str());
        }
        QCOMPARE(said, 1U);
    }
};

DESK_TEST(TstProcessor)
#include "tst_processor.moc"
