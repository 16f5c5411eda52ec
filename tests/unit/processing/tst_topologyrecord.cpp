// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/processing/topologyrecord.h"
#include "tests/support/testprogram.h"

#include <QSignalSpy>
#include <QtTest>

using namespace desk;
using namespace std::chrono_literals;

namespace {

const Timestamp noon = *parseTimestamp("2026-11-21T12:00:00Z");

std::shared_ptr<TopologySnapshot> graph(int second, Health health)
{
    auto made = std::make_shared<TopologySnapshot>();
    made->version = std::uint64_t(second + 1000);
    made->time = noon + second * 1s;
    made->nodes.resize(2);
    made->nodes[0].name = "a";
    made->nodes[0].health = health;
    made->nodes[1].name = "b";
    made->edges.resize(1);
    made->edges[0].target = 1;
    made->edges[0].activeSince = made->time; // as a run says that begins
    return made;
}

// A feed whose graph is set by hand.
struct World
{
    SimulatedTimeService time{noon};
    SeriesDictionary dictionary;
    DisplayQueue queue;
    TopologySnapshotPtr graph;
    ParameterFeed feed{{queue, dictionary, [this] { return graph; }}, time, {}};
    TopologyRecord record{feed};

    void show(int second, Health health)
    {
        auto next = ::graph(second, health);
        if (graph)
            next->edges = graph->edges;
        time.advance(next->time - time.now());
        graph = next;
        feed.drain();
    }
};

Health healthAt(const TopologyRecord &record, Timestamp time)
{
    const TopologySnapshotPtr graph = record.at(time);
    return graph ? graph->nodes[0].health : Health::maintenance; // which nobody has here
}

} // namespace

class TstTopologyRecord : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsWhatTheFeedShowed()
    {
        World world;
        QSignalSpy changed(&world.record, &TopologyRecord::changed);
        QVERIFY(!world.record.knownFrom());
        QVERIFY(!world.record.at(noon));
        world.graph = std::make_shared<TopologySnapshot>(); // not published yet: of no moment
        world.feed.drain();
        QVERIFY(!world.record.knownFrom());
        changed.clear();
        world.graph = nullptr;
        world.show(1, Health::nominal);
        world.show(5, Health::failed);
        world.show(9, Health::degraded);
        QCOMPARE(changed.count(), 3);
        QCOMPARE(world.record.knownFrom(), std::optional(noon + 1s));
        QVERIFY(!world.record.at(noon));
        QCOMPARE(healthAt(world.record, noon + 1s), Health::nominal);
        QCOMPARE(healthAt(world.record, noon + 5s - 1ns), Health::nominal);
        QCOMPARE(healthAt(world.record, noon + 5s), Health::failed);
        QCOMPARE(healthAt(world.record, noon + 1h), Health::degraded);
        // The same version is the same object, also when others were asked for.
        const auto kept = world.record.at(noon + 6s);
        QCOMPARE(world.record.at(noon + 8s), kept);
        static_cast<void>(world.record.at(noon + 2s));
        QCOMPARE(world.record.at(noon + 5s), kept);
        // What was the newest is not it for ever.
        QCOMPARE(healthAt(world.record, noon + 20s), Health::degraded);
        world.show(15, Health::nominal);
        QCOMPARE(healthAt(world.record, noon + 20s), Health::nominal);
        QCOMPARE(world.record.changeBefore(noon + 9s), std::optional(noon + 5s));
        QCOMPARE(world.record.changeAfter(noon + 9s), std::optional(noon + 15s));
        QVERIFY(!world.record.changeBefore(noon + 5s));
        QCOMPARE(world.record.newestChanges({noon, noon + 1h}).size(), std::size_t{3});
        QCOMPARE(world.record.newestChanges({noon, noon + 1h}, 2).front().after, Health::nominal);
        QCOMPARE(world.record.difference(noon + 2s, noon + 6s)->changes.size(), std::size_t{1});
    }

    void motionKeepsWhatWasAskedFor()
    {
        World world;
        world.show(1, Health::nominal);
        const auto kept = world.record.at(noon + 1s);
        auto moved = std::make_shared<TopologySnapshot>(*world.graph);
        moved->version += 1;
        moved->time += 3s;
        moved->nodes[0].type = moved->nodes[1].type = NodeType::satellite;
        world.graph = moved;
        world.feed.drain(); // which is a change of type...
        auto again = std::make_shared<TopologySnapshot>(*moved);
        again->version += 1;
        again->time += 3s;
        again->nodes[0].hasPosition = true;
        const auto before = world.record.at(noon + 1h);
        world.graph = again;
        world.feed.drain(); // ...and this is motion only
        QCOMPARE(world.record.at(noon + 1h), before);
        QCOMPARE(world.record.at(noon + 2s), kept);
    }

    void aReplayThatLeapsStartsAnew()
    {
        World world;
        world.show(1, Health::nominal);
        world.show(5, Health::failed);
        QCOMPARE(healthAt(world.record, noon + 2s), Health::nominal);
        world.queue.restart({});
        world.graph = graph(-60, Health::degraded);
        world.feed.drain();
        QCOMPARE(world.record.knownFrom(), std::optional(noon - 60s));
        QVERIFY(world.record.newestChanges({noon - 1h, noon + 1h}).empty());
        QCOMPARE(healthAt(world.record, noon + 2s), Health::degraded); // nothing of before the leap
    }

    void whatARecordingKnowsComesBefore()
    {
        World world;
        TopologyHistory earlier;
        for (const auto &[second, health] :
             {std::pair(-300, Health::nominal), std::pair(-200, Health::failed),
              // In the recording; but here it is not that late yet.
              std::pair(50, Health::maintenance)}) {
            const auto recorded = graph(second, health);
            recorded->edges[0].activeSince = noon - 300s;
            earlier.add(recorded);
        }
        world.record.setEarlier(earlier);
        world.show(0, Health::degraded);
        world.show(10, Health::nominal);
        QCOMPARE(world.record.knownFrom(), std::optional(noon - 300s));
        QCOMPARE(healthAt(world.record, noon - 250s), Health::nominal);
        QCOMPARE(healthAt(world.record, noon - 1s), Health::failed);
        QCOMPARE(healthAt(world.record, noon), Health::degraded);
        QCOMPARE(healthAt(world.record, noon + 60s), Health::nominal);
        // What changed in between is told, but not since when links are what they are.
        const auto changes = world.record.newestChanges({noon - 1h, noon + 1h});
        QCOMPARE(changes.size(), std::size_t{3});
        QCOMPARE(changes[1].before, Health::failed);
        QCOMPARE(changes[1].after, Health::degraded);
        QCOMPARE(world.record.newestChanges({noon - 1h, noon - 100s}).size(), std::size_t{1});
        QCOMPARE(world.record.difference(noon - 1s, noon)->changes.size(), std::size_t{1});
        QCOMPARE(world.record.changeBefore(noon + 10s), std::optional(noon));
        QCOMPARE(world.record.changeBefore(noon), std::optional(noon - 200s));
        QCOMPARE(world.record.changeAfter(noon - 200s), std::optional(noon));
        QCOMPARE(world.record.changeAfter(noon - 300s), std::optional(noon - 200s));
        QVERIFY(world.record.at(noon - 1s)->indexing != world.record.at(noon)->indexing);
        using Spans = std::vector<HealthSpan>;
        QVERIFY((world.record.healthOf("a", {noon - 210s, noon + 1h}) ==
                 Spans{{{noon - 210s, noon - 200s}, Health::nominal},
                       {{noon - 200s, noon}, Health::failed},
                       {{noon, noon + 10s}, Health::degraded}}));
        world.time.advance(5s); // now it is known for longer
        QVERIFY((world.record.healthOf("a", {noon + 10s, noon + 1h}) ==
                 Spans{{{noon + 10s, noon + 15s}, Health::nominal}}));
        QVERIFY((world.record.healthOf("b", {noon - 210s, noon + 1h}) ==
                 Spans{{{noon - 210s, noon + 15s}, Health::nominal}}));
    }
};

DESK_TEST(TstTopologyRecord)
#include "tst_topologyrecord.moc"
