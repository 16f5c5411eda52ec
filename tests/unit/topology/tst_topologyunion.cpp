// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/topology/topologyunion.h"
#include "tests/support/testprogram.h"

#include <QtTest>

using namespace desk;

namespace {

std::shared_ptr<TopologySnapshot> graph(const std::vector<std::string> &nodes,
                                        const std::vector<std::pair<std::string, std::string>> &links)
{
    auto made = std::make_shared<TopologySnapshot>();
    const auto place = [&](const std::string &name) {
        return std::uint32_t(std::ranges::find(made->nodes, name, &TopologyNode::name) - made->nodes.begin());
    };
    for (const std::string &name : nodes)
        made->nodes.emplace_back().name = name;
    for (const auto &[a, b] : links) {
        made->edges.emplace_back().source = place(a);
        made->edges.back().target = place(b);
    }
    return made;
}

std::string text(const TopologyUnion &joined)
{
    std::string out;
    for (std::size_t i = 0; i < joined.snapshot->nodes.size(); ++i)
        out += (i == joined.nodes ? "| " : "") + joined.snapshot->nodes[i].name + " ";
    out += "/ ";
    for (std::size_t i = 0; i < joined.snapshot->edges.size(); ++i) {
        const TopologyEdge &edge = joined.snapshot->edges[i];
        out += (i == joined.edges ? "| " : "") + joined.snapshot->nodes[edge.source].name +
               (edge.active ? "-" : ".") + joined.snapshot->nodes[edge.target].name + " ";
    }
    return out;
}

} // namespace

class TstTopologyUnion : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whereNothingIsGoneItIsTheLaterOne()
    {
        const auto before = graph({"a", "b"}, {{"a", "b"}});
        const auto now = graph({"a", "b", "c"}, {{"a", "b"}, {"b", "c"}});
        QCOMPARE(unionOf(before, now).snapshot, TopologySnapshotPtr(now));
        QCOMPARE(unionOf(now, now).snapshot, TopologySnapshotPtr(now));
        QVERIFY(!unionOf(before, now).hasGhosts());
        // Nor where the order is another.
        const auto turned = graph({"c", "b", "a"}, {{"b", "c"}, {"a", "b"}});
        QCOMPARE(unionOf(now, turned).snapshot, TopologySnapshotPtr(turned));
        const auto nothing = graph({}, {});
        QCOMPARE(unionOf(nothing, now).snapshot, TopologySnapshotPtr(now));
        QCOMPARE(unionOf(nothing, nothing).snapshot, TopologySnapshotPtr(nothing));
    }

    void whatIsGoneStandsBehind()
    {
        const auto before = graph({"a", "b", "c", "d"}, {{"a", "b"}, {"a", "c"}, {"c", "d"}, {"b", "d"}});
        const auto now = graph({"d", "a", "e"}, {{"d", "e"}});
        const TopologyUnion joined = unionOf(before, now);
        QCOMPARE(text(joined), std::string("d a e | b c / d-e | a.b a.c c.d b.d "));
        QVERIFY(joined.hasGhosts());
        // A link alone, its ends stay.
        QCOMPARE(text(unionOf(graph({"a", "b"}, {{"a", "b"}}), graph({"a", "b"}, {}))),
                 std::string("a b / | a.b "));
        QCOMPARE(text(unionOf(before, graph({}, {}))), std::string("| a b c d / | a.b a.c c.d b.d "));
    }

    void itsNumbersAreItsOwnAndTheSameForTheSameLists()
    {
        const auto before = graph({"a", "b", "c"}, {{"a", "b"}});
        const auto now = graph({"a", "b"}, {{"a", "b"}});
        const auto first = unionOf(before, now).snapshot;
        QVERIFY(first->indexing != now->indexing);
        QVERIFY(first->structure != now->structure);
        auto later = std::make_shared<TopologySnapshot>(*now);
        later->version = 17;
        later->nodes[0].health = Health::failed;
        const auto second = unionOf(before, later).snapshot;
        QCOMPARE(second->indexing, first->indexing);
        QCOMPARE(second->structure, first->structure);
        QCOMPARE(second->nodes[0].health, Health::failed);
        // One more node before the one that is gone: indices are others.
        QVERIFY(unionOf(before, graph({"a", "b", "x"}, {{"a", "b"}})).snapshot->indexing != first->indexing);
    }

    void tenThousandNodesTakeMilliseconds()
    {
        auto now = std::make_shared<TopologySnapshot>();
        for (std::uint32_t i = 0; i < 10'000; ++i)
            now->nodes.emplace_back().name = "satellite-" + std::to_string(i);
        for (std::uint32_t i = 0; i < 20'000; ++i) {
            now->edges.emplace_back().source = i % 10'000;
            now->edges.back().target = (i * 7 + 1) % 10'000;
        }
        auto before = std::make_shared<TopologySnapshot>(*now);
        before->nodes.emplace_back().name = "gone";
        QElapsedTimer clock;
        clock.start();
        const TopologyUnion joined = unionOf(before, now);
        const double ms = double(clock.nsecsElapsed()) * 1e-6;
        QCOMPARE(joined.snapshot->nodes.size(), std::size_t{10'001});
        qInfo("union of 10,000 nodes and 20,000 links: %.1f ms", ms);
        QVERIFY(ms < 200);
    }
};

DESK_TEST(TstTopologyUnion)
#include "tst_topologyunion.moc"
