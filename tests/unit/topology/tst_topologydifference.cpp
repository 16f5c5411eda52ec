// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/topology/topology.h"
#include "models/topology/topologydifference.h"
#include "tests/support/testprogram.h"

#include <QtTest>

using namespace desk;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

using Kind = TopologyChange::Kind;
using Reason = TopologyChange::Reason;

namespace {

const Timestamp noon = *parseTimestamp("2026-11-21T12:00:00Z");

// "linkDown a->b silent: latency_ms 1 -> 2", a change a line, so that a failure reads like a difference.
QStringList described(const TopologyDifference &difference)
{
    static const std::array kinds{"nodeAdded",   "nodeRemoved", "nodeHealth", "nodeChanged", "linkAdded",
                                  "linkRemoved", "linkUp",      "linkDown",   "linkFlapped", "linkChanged"};
    static const std::array reasons{"", " definition", " telemetry", " silent", " endFailed", " reported"};
    QStringList lines;
    for (const TopologyChange &change : difference.changes) {
        QString line =
            QString::fromLatin1(kinds[std::size_t(change.kind)]) + u' ' + QString::fromStdString(change.node);
        if (!change.target.empty())
            line += QStringLiteral("->") + QString::fromStdString(change.target);
        line += QString::fromLatin1(reasons[std::size_t(change.reason)]);
        if (change.kind == Kind::nodeHealth)
            line += u' ' + QString::fromStdString(std::string(healthWord(change.before)) + " -> " +
                                                  std::string(healthWord(change.after)));
        for (const auto &field : change.fields)
            line += u' ' +
                    QString::fromStdString(std::string(field.name) + "=" + field.before + "/" + field.after);
        lines += line;
    }
    return lines;
}

TopologyNode node(const std::string &name, NodeType type = NodeType::satellite)
{
    TopologyNode node;
    node.name = node.label = name;
    node.type = type;
    return node;
}

TopologySnapshot fleet()
{
    TopologySnapshot snapshot;
    snapshot.version = 3;
    snapshot.time = noon;
    snapshot.nodes = {node("a"), node("b"), node("c"), node("gs", NodeType::groundStation)};
    for (const auto &[source, target] : {std::pair(0U, 1U), {1U, 2U}, {0U, 3U}}) {
        TopologyEdge edge;
        edge.source = source;
        edge.target = target;
        edge.activeSince = noon - 1h;
        snapshot.edges.push_back(edge);
    }
    return snapshot;
}

} // namespace

class TstTopologyDifference : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theSameHasNone()
    {
        const TopologyDifference difference = differenceOf(fleet(), fleet());
        QVERIFY(difference.isEmpty());
        QCOMPARE(difference.moved, std::size_t{0});
        QVERIFY(differenceOf({}, {}).isEmpty());
    }

    void everyKindIsTold()
    {
        const TopologySnapshot before = fleet();
        TopologySnapshot now = before;
        now.version = 9;
        now.time = noon + 1min;
        now.nodes[0].health = Health::failed;
        now.nodes[1].label = "B";
        now.nodes[1].capacityGbps = 25;
        now.nodes.push_back(node("d"));
        now.nodes.back().learned = true;
        now.edges[0].active = false;
        now.edges[0].activeSince = noon + 10s;
        now.edges[0].silentSince = noon - 5s;
        now.edges[1].active = false;
        now.edges[1].activeSince = noon + 20s;
        now.edges[1].silentSince = noon + 2s;
        now.edges[2].latencyMs = 4.5;
        TopologyEdge edge;
        edge.source = 2;
        edge.target = 4;
        edge.learned = true;
        now.edges.push_back(edge);
        const TopologyDifference difference = differenceOf(before, now);
        QCOMPARE(
            described(difference),
            (QStringList{u"nodeHealth a nominal -> failed"_s, u"nodeChanged b label=b/B capacity_gbps=/25"_s,
                         u"nodeAdded d telemetry"_s, u"linkDown a->b endFailed"_s, u"linkDown b->c silent"_s,
                         u"linkChanged a->gs latency_ms=/4.5"_s, u"linkAdded c->d telemetry"_s}));
        QCOMPARE(difference.changes[3].time, noon + 10s);
        QCOMPARE(difference.changes[4].silentSince, noon + 2s);
        QCOMPARE(difference.fromVersion, std::uint64_t{3});
        QCOMPARE(difference.toVersion, std::uint64_t{9});
        QCOMPARE(difference.counts()[std::size_t(Kind::linkDown)], std::size_t{2});
        QCOMPARE(
            described(differenceOf(now, before)),
            (QStringList{u"nodeHealth a failed -> nominal"_s, u"nodeChanged b label=B/b capacity_gbps=25/"_s,
                         u"nodeRemoved d definition"_s, u"linkUp a->b reported"_s, u"linkUp b->c reported"_s,
                         u"linkChanged a->gs latency_ms=4.5/"_s, u"linkRemoved c->d definition"_s}));
    }

    void aLinkThatWentAndCameIsToldSo()
    {
        TopologySnapshot now = fleet();
        now.edges[1].activeSince = noon + 30s;
        const TopologyDifference difference = differenceOf(fleet(), now);
        QCOMPARE(described(difference), QStringList{u"linkFlapped b->c reported"_s});
        QCOMPARE(difference.changes[0].time, noon + 30s);
    }

    void motionIsCountedOnly()
    {
        TopologySnapshot now = fleet();
        now.nodes[0].hasPosition = now.nodes[1].hasPosition = true;
        now.nodes[0].latitude = 12;
        QCOMPARE(differenceOf(fleet(), now).moved, std::size_t{2});
        QVERIFY(differenceOf(fleet(), now).isEmpty());
        // A station that moves is another matter.
        now.nodes[3].hasPosition = true;
        now.nodes[3].latitude = 35.5;
        now.nodes[3].longitude = -139;
        QCOMPARE(described(differenceOf(fleet(), now)),
                 QStringList{u"nodeChanged gs position=/35.5 -139 0"_s});
    }

    void orderAndIndicesDoNotMatter()
    {
        const TopologySnapshot before = fleet();
        TopologySnapshot now = before;
        std::ranges::reverse(now.nodes);
        for (TopologyEdge &edge : now.edges) {
            edge.source = 3 - edge.source;
            edge.target = 3 - edge.target;
            edge.forward = EntityId{7};
        }
        std::ranges::reverse(now.edges);
        QCOMPARE(described(differenceOf(before, now)), QStringList());
        now.edges.pop_back();
        QCOMPARE(described(differenceOf(before, now)), QStringList{u"linkRemoved a->b definition"_s});
    }

    void anOrbitIsComparedByItsText()
    {
        TopologySnapshot before = fleet();
        TopologySnapshot now = fleet();
        before.nodes[0].orbit = std::make_shared<const std::string>("{}");
        now.nodes[0].orbit = std::make_shared<const std::string>("{}");
        QVERIFY(differenceOf(before, now).isEmpty());
        now.nodes[0].orbit = std::make_shared<const std::string>("{\"x\":1}");
        QCOMPARE(described(differenceOf(before, now)), QStringList{u"nodeChanged a orbit={}/{\"x\":1}"_s});
    }

    void aTopologyTellsWhyItsLinksChanged()
    {
        Topology topology;
        const SteadyTime steady{1h};
        topology.learnNode(NodeId{0}, EntityId{0}, "a", NodeType::satellite);
        topology.learnNode(NodeId{1}, EntityId{1}, "b", NodeType::satellite);
        QVERIFY(topology.learnLink(NodeId{0}, NodeId{1}, EntityId{2}));
        topology.tick(steady);
        QVERIFY(topology.seen(EntityId{2}, 0, steady));
        const TopologySnapshotPtr up = topology.publish(noon);
        topology.tick(steady + 60s);
        const TopologySnapshotPtr silent = topology.publish(noon + 60s);
        QVERIFY(topology.seen(EntityId{2}, 70'000'000'000, steady + 70s));
        topology.set(EntityId{2}, FleetAttribute::active, 1);
        const TopologySnapshotPtr back = topology.publish(noon + 70s);
        topology.set(EntityId{2}, FleetAttribute::active, 0);
        const TopologySnapshotPtr down = topology.publish(noon + 80s);
        QCOMPARE(described(differenceOf(*up, *silent)), QStringList{u"linkDown a->b silent"_s});
        QCOMPARE(described(differenceOf(*silent, *back)), QStringList{u"linkUp a->b reported"_s});
        QCOMPARE(described(differenceOf(*back, *down)), QStringList{u"linkDown a->b reported"_s});
        QCOMPARE(described(differenceOf(*up, *back)), QStringList{u"linkFlapped a->b reported"_s});
        QCOMPARE(differenceOf(*up, *silent).changes[0].silentSince, noon);
    }
};

DESK_TEST(TstTopologyDifference)
#include "tst_topologydifference.moc"
