// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/archive/sessionbuilder.h"
#include "models/instance/recordedtopology.h"
#include "models/topology/fleetjson.h"
#include "tests/support/testprogram.h"

#include <QTemporaryDir>
#include <QtTest>

using namespace desk;
using namespace std::chrono_literals;

namespace {

const Timestamp noon = *parseTimestamp("2026-11-21T12:00:00Z");

// sat-a – sat-b, up or not; with ids as a source gives them.
TopologySnapshot graph(bool active, Health health)
{
    TopologySnapshot made;
    made.nodes.resize(2);
    made.nodes[0].name = made.nodes[0].label = "sat-a";
    made.nodes[0].type = NodeType::satellite;
    made.nodes[0].entity = EntityId{7};
    made.nodes[0].id = NodeId{3};
    made.nodes[0].health = health;
    made.nodes[1].name = made.nodes[1].label = "sat-b";
    made.nodes[1].type = NodeType::satellite;
    made.nodes[1].entity = EntityId{8};
    made.edges.resize(1);
    made.edges[0].target = 1;
    made.edges[0].active = active;
    made.edges[0].forward = EntityId{9};
    return made;
}

Result<void> record(const std::filesystem::path &file, Timestamp begin, int graphs)
{
    auto builder = SessionBuilder::open(file);
    if (!builder)
        return tl::unexpected(builder.error());
    SessionLog log;
    for (int i = 0; i < graphs; ++i)
        log.topologies.push_back(
            {1, begin + i * 10s, std::uint64_t(i + 1),
             fleetToJson(graph(i % 2 == 0, i % 3 == 0 ? Health::failed : Health::nominal),
                         [](EntityId, std::string_view) { return std::nullopt; })});
    if (auto logged = (*builder)->log(std::move(log)); !logged)
        return logged;
    return (*builder)->finish();
}

} // namespace

class TstRecordedTopology : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void graphsOfSeveralFilesAreOneHistory()
    {
        const QTemporaryDir folder;
        const std::filesystem::path first = folder.filePath(QStringLiteral("a.desk")).toStdString();
        const std::filesystem::path second = folder.filePath(QStringLiteral("b.desk")).toStdString();
        QVERIFY(record(first, noon, 4).has_value());
        QVERIFY(record(second, noon + 1h, 3).has_value());
        const TopologyHistory history =
            readRecordedTopology({first, "/nowhere/c.desk", second}, Timestamp::max(),
                                 graph(true, Health::nominal), std::stop_token());
        QVERIFY((history.range() == TimeRange{noon, noon + 1h + 20s}));
        QVERIFY(!history.at(noon - 1s));
        QVERIFY(history.at(noon + 5s)->edges[0].active);
        QCOMPARE(history.at(noon + 5s)->nodes[0].health, Health::failed);
        QVERIFY(!history.at(noon + 15s)->edges[0].active);
        QCOMPARE(history.at(noon + 15s)->nodes[0].health, Health::nominal);
        QVERIFY(history.at(noon + 1h + 5s)->edges[0].active);
        // With the ids of the source, so that it can be selected.
        const TopologySnapshotPtr then = history.at(noon + 15s);
        QCOMPARE(then->nodes[0].entity, EntityId{7});
        QCOMPARE(then->nodes[0].id, NodeId{3});
        QCOMPARE(then->edges[0].forward, EntityId{9});
        QCOMPARE(then->edges[0].backward, noEntity);
        // A link that stays up has not flapped.
        for (const TopologyChange &change : history.changes({noon, noon + 2h}))
            QVERIFY(change.kind != TopologyChange::Kind::linkFlapped);
    }

    void nothingFromTheMomentOnIsRead()
    {
        const QTemporaryDir folder;
        const std::filesystem::path file = folder.filePath(QStringLiteral("a.desk")).toStdString();
        QVERIFY(record(file, noon, 10).has_value());
        const TopologyHistory history =
            readRecordedTopology({file}, noon + 30s, graph(true, Health::nominal), std::stop_token());
        QVERIFY((history.range() == TimeRange{noon, noon + 20s}));
        std::stop_source stopped;
        stopped.request_stop();
        QVERIFY(readRecordedTopology({file}, noon + 1h, graph(true, Health::nominal), stopped.get_token())
                    .changes({noon, noon + 1h})
                    .empty());
    }
};

DESK_TEST(TstRecordedTopology)
#include "tst_recordedtopology.moc"
