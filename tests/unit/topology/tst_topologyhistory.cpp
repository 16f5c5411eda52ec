// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/topology/topology.h"
#include "models/topology/topologyhistory.h"
#include "tests/support/testprogram.h"

#include <QtTest>

#include <random>

using namespace desk;
using namespace std::chrono_literals;

namespace {

const Timestamp begun = *parseTimestamp("2026-11-21T12:00:00Z");

FleetDefinition fleet(std::mt19937 &random, std::uint32_t nodes)
{
    FleetDefinition fleet;
    for (std::uint32_t i = 0; i < nodes; ++i) {
        FleetNode node;
        node.id = "n" + std::to_string(100 + random() % (2 * nodes) + 1000 * i);
        node.type = i % 3 == 0 ? NodeType::groundStation : NodeType::satellite;
        node.health = static_cast<Health>(random() % 4);
        fleet.nodes.push_back(node);
    }
    for (std::uint32_t i = 1; i < nodes; ++i) {
        FleetEdge edge;
        edge.source = static_cast<std::uint32_t>(random() % i);
        edge.target = i;
        edge.active = random() % 2 == 0;
        edge.latencyMs = static_cast<double>(random() % 50);
        fleet.edges.push_back(edge);
    }
    return fleet;
}

} // namespace

class TstTopologyHistory : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingIsKeptOfNothing()
    {
        TopologyHistory history;
        QVERIFY(history.isEmpty());
        history.add(nullptr);
        QVERIFY(history.isEmpty());
        QVERIFY(!history.at(begun));
        QVERIFY(!history.difference(begun, begun + 1s));
        QVERIFY(history.changes({begun, begun + 1h}).empty());
        QVERIFY((history.range() == TimeRange{}));
    }

    void everyVersionComesBackAsItWas_data()
    {
        QTest::addColumn<std::size_t>("block");
        QTest::addRow("one block") << std::size_t{1'000'000};
        QTest::addRow("small blocks") << std::size_t{7};
        QTest::addRow("a block a version") << std::size_t{0};
    }
    void everyVersionComesBackAsItWas()
    {
        QFETCH(std::size_t, block);
        std::mt19937 random(9);
        TopologyHistory history({.mostChanges = 1'000'000, .changesOfABlock = block});
        Topology topology;
        std::vector<TopologySnapshotPtr> versions;
        std::uint32_t entities = 0;
        for (int i = 0; i < 120; ++i) {
            const Timestamp time = begun + i * 1s;
            if (i % 40 == 0) {
                topology.replace(fleet(random, 20)); // others than before: indices move
            } else if (i % 5 == 0) {
                const std::string name = "learned" + std::to_string(i);
                topology.learnNode(NodeId{entities}, EntityId{entities}, name, NodeType::satellite);
                ++entities;
            } else {
                if (entities > 0)
                    topology.setHealth(EntityId{static_cast<std::uint32_t>(random() % entities)},
                                       static_cast<Health>(random() % 4));
            }
            versions.push_back(topology.publish(time));
            history.add(versions.back());
        }
        std::size_t changes = 0;
        for (std::size_t i = 0; i < versions.size(); ++i) {
            const TopologySnapshotPtr kept = history.at(begun + int(i) * 1s);
            QVERIFY(kept);
            QVERIFY(differenceOf(*kept, *versions[i]).isEmpty());
            QCOMPARE(kept->nodes.size(), versions[i]->nodes.size());
            if (i > 0)
                changes += differenceOf(*versions[i - 1], *versions[i]).changes.size();
        }
        QVERIFY(changes > 100);
        QCOMPARE(history.changeCount(), changes);
        QCOMPARE(history.changes({begun, begun + 1h}).size(), changes);
        QVERIFY(!history.at(begun - 1ns));
        // Between any two.
        const auto difference = history.difference(begun + 10s, begun + 95s);
        QVERIFY(difference);
        QVERIFY(difference->changes == differenceOf(*versions[10], *versions[95]).changes);
        // A part of the list is that part.
        const auto part = history.changes({begun + 10s, begun + 20s});
        std::size_t expected = 0;
        for (std::size_t i = 10; i < 20; ++i)
            expected += differenceOf(*versions[i - 1], *versions[i]).changes.size();
        QCOMPARE(part.size(), expected);
    }

    void motionCostsNothing()
    {
        TopologyHistory history;
        auto snapshot = std::make_shared<TopologySnapshot>();
        snapshot->nodes.resize(3);
        snapshot->nodes[1].type = NodeType::satellite;
        snapshot->time = begun;
        history.add(snapshot);
        for (int i = 1; i < 1000; ++i) {
            auto next = std::make_shared<TopologySnapshot>(*snapshot);
            next->version = std::uint64_t(i);
            next->time = begun + i * 1s;
            next->nodes[1].hasPosition = true;
            next->nodes[1].latitude = i % 90;
            history.add(next);
        }
        QCOMPARE(history.changeCount(), std::size_t{0});
        QVERIFY((history.range() == TimeRange{begun, begun + 999s}));
        QVERIFY(history.difference(begun, begun + 999s)->isEmpty());
    }

    void theOldestGoes()
    {
        TopologyHistory history({.mostChanges = 50, .changesOfABlock = 10});
        for (int i = 0; i < 500; ++i) {
            auto snapshot = std::make_shared<TopologySnapshot>();
            snapshot->version = std::uint64_t(i);
            snapshot->time = begun + i * 1s;
            snapshot->nodes.resize(1);
            snapshot->nodes[0].health = i % 2 == 0 ? Health::nominal : Health::failed;
            history.add(snapshot);
            QVERIFY(history.changeCount() <= 50);
            QCOMPARE(history.changes({begun, begun + 1h}).size(), history.changeCount());
        }
        QVERIFY(history.changeCount() > 30);
        QVERIFY(!history.at(begun + 400s));
        QCOMPARE(history.at(begun + 498s)->nodes[0].health, Health::nominal);
        QCOMPARE(history.at(begun + 1h)->nodes[0].health, Health::failed);
        QVERIFY(!history.difference(begun, begun + 499s));
    }

    void healthIsToldInSpans_data()
    {
        QTest::addColumn<std::size_t>("block");
        QTest::addRow("one block") << std::size_t{1'000'000};
        QTest::addRow("a block a version") << std::size_t{0};
    }
    void healthIsToldInSpans()
    {
        QFETCH(std::size_t, block);
        TopologyHistory history({.mostChanges = 1'000, .changesOfABlock = block});
        const auto add = [&](int second, std::vector<std::pair<std::string, Health>> nodes) {
            auto snapshot = std::make_shared<TopologySnapshot>();
            snapshot->version = std::uint64_t(second);
            snapshot->time = begun + second * 1s;
            for (const auto &[name, health] : nodes) {
                snapshot->nodes.emplace_back().name = name;
                snapshot->nodes.back().health = health;
            }
            history.add(snapshot);
        };
        add(0, {{"a", Health::nominal}});
        add(10, {{"a", Health::nominal}, {"b", Health::degraded}});
        add(20, {{"a", Health::failed}, {"b", Health::degraded}});
        add(30, {{"a", Health::failed}, {"b", Health::nominal}}); // of b only
        add(40, {{"a", Health::nominal}, {"b", Health::nominal}});
        add(50, {{"b", Health::nominal}}); // a is gone
        using Spans = std::vector<HealthSpan>;
        QVERIFY((history.healthOf("a", {begun - 1h, begun + 1h}) ==
                 Spans{{{begun, begun + 20s}, Health::nominal},
                       {{begun + 20s, begun + 40s}, Health::failed},
                       {{begun + 40s, begun + 50s}, Health::nominal}}));
        QVERIFY((history.healthOf("a", {begun + 25s, begun + 30s}) ==
                 Spans{{{begun + 25s, begun + 30s}, Health::failed}}));
        // Came later; the newest version holds until the end.
        QVERIFY((history.healthOf("b", {begun, begun + 1h}) ==
                 Spans{{{begun + 10s, begun + 30s}, Health::degraded},
                       {{begun + 30s, begun + 1h}, Health::nominal}}));
        QVERIFY(history.healthOf("a", {begun + 50s, begun + 1h}).empty());
        QVERIFY(history.healthOf("a", {begun - 1h, begun}).empty());
        QVERIFY(history.healthOf("nobody", {begun, begun + 1h}).empty());
    }

    void timesOfChangesAndVersionsAreTold()
    {
        TopologyHistory history({.mostChanges = 1'000, .changesOfABlock = 2});
        for (int i = 0; i < 10; ++i) {
            auto snapshot = std::make_shared<TopologySnapshot>();
            snapshot->version = std::uint64_t(i);
            snapshot->time = begun + i * 1s;
            snapshot->nodes.resize(1);
            snapshot->nodes[0].health = i < 5        ? Health::nominal
                                        : i % 2 == 0 ? Health::failed
                                                     : Health::degraded;
            history.add(snapshot); // the first five are one version
        }
        QVERIFY(!history.inForce(begun - 1ns));
        QVERIFY((history.inForce(begun + 3s) == TimeRange{begun, begun + 5s}));
        QVERIFY((history.inForce(begun + 6500ms) == TimeRange{begun + 6s, begun + 7s}));
        QVERIFY((history.inForce(begun + 1h) == TimeRange{begun + 9s, Timestamp::max()}));
        QCOMPARE(history.changeAfter(begun - 1h), std::optional(begun + 5s));
        QCOMPARE(history.changeAfter(begun + 5s), std::optional(begun + 6s));
        QVERIFY(!history.changeAfter(begun + 9s));
        QCOMPARE(history.changeBefore(begun + 1h), std::optional(begun + 9s));
        QCOMPARE(history.changeBefore(begun + 9s), std::optional(begun + 8s));
        QVERIFY(!history.changeBefore(begun + 5s));
        const auto newest = history.newestChanges({begun, begun + 9s}, 2);
        QCOMPARE(newest.size(), std::size_t{2});
        QCOMPARE(newest[0].time, begun + 8s);
        QCOMPARE(newest[1].time, begun + 7s);
        auto all = history.newestChanges({begun, begun + 1h}, 100);
        std::ranges::reverse(all);
        QVERIFY(all == history.changes({begun, begun + 1h}));
    }

    void whatComesLateOrTwiceIsPassedOver()
    {
        TopologyHistory history;
        auto first = std::make_shared<TopologySnapshot>();
        first->time = begun;
        auto early = std::make_shared<TopologySnapshot>();
        early->time = begun - 1s;
        early->nodes.resize(4);
        history.add(first);
        history.add(first);
        history.add(early);
        QCOMPARE(history.changeCount(), std::size_t{0});
        QCOMPARE(history.at(begun), TopologySnapshotPtr(first));
    }
};

DESK_TEST(TstTopologyHistory)
#include "tst_topologyhistory.moc"
