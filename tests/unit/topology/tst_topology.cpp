// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/topology/topology.h"
#include "tests/support/testprogram.h"

#include <QtTest>
#include <thread>

using namespace desk;
using namespace std::chrono_literals;

namespace {

constexpr std::int64_t second = 1'000'000'000;
const Timestamp today = fromNanoseconds(1'795'000'000 * second);

EntityId entity(std::uint32_t number)
{
    return EntityId{number};
}

// Two satellites and a station; the links 0-1 (entities 10 and 11) and 0-2 (12). Its clock stands until told.
class Fleet
{
public:
    Fleet()
    {
        topology.learnNode(NodeId{0}, entity(0), "sat-a", NodeType::satellite);
        topology.learnNode(NodeId{1}, entity(1), "sat-b", NodeType::satellite);
        topology.learnNode(NodeId{2}, entity(2), "gs-x", NodeType::groundStation);
        topology.learnLink(NodeId{0}, NodeId{1}, entity(10));
        topology.learnLink(NodeId{1}, NodeId{0}, entity(11));
        topology.learnLink(NodeId{0}, NodeId{2}, entity(12));
    }
    bool seen(std::uint32_t number, bool live = true)
    {
        return topology.seen(entity(number), nanoseconds(today) + elapsed.count(), SteadyTime{elapsed}, live);
    }
    void pass(std::chrono::nanoseconds time)
    {
        elapsed += time;
        topology.tick(SteadyTime{elapsed});
    }
    TopologySnapshotPtr publish() { return topology.publish(today + elapsed); }
    bool active(std::size_t edge) { return publish()->edges[edge].active; }

    Topology topology;
    std::chrono::nanoseconds elapsed{1s};
};

FleetDefinition defined(const char *json)
{
    auto fleet = parseFleet(json);
    if (!fleet)
        qFatal("%s", fleet.error().message.c_str());
    return *std::move(fleet);
}

} // namespace

class TstTopology : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void learnsNodesAndLinks();
    void listsAnEdgeOnceWithItsNamesInOrder();
    void refusesLinksToUnknownNodesAndToItself();
    void tellsWhatItDoesNotKnow();
    void publishesOnlyWhenSomethingChanged();
    void structureGrowsWithActivityNotWithPositions();
    void linkIsInactiveUntilAPointComes();
    void silentLinkBecomesInactiveAfterFifteenSeconds();
    void slowLinkMayBeSilentForThreeCadences();
    void linkStaysActiveWhileOneDirectionSpeaks();
    void isActiveFalseCountsAtOnceAndANewPointEndsIt();
    void worseDirectionDecides();
    void backFilledPointsDoNotWakeALink();
    void takesOverReportedFacts();
    void passesOverValuesOutOfRange();
    void definedNodeIsBoundByItsName();
    void replaceKeepsWhatTelemetryKnows();
    void replaceTakesAwayWhatNobodyReports();
    void takenAwayNodeCanBeLearnedAgain();
    void definedEdgeIsActiveAsDefinedUntilPointsCome();
    void definitionYieldsToTelemetryAndBack();
    void movesNodesAlongTheirOrbits();
    void knowsNeighbours();
    void readersSeeWholeSnapshots();
    void fiftyThousandNodesAreLearnedAndPublishedQuickly();
};

void TstTopology::learnsNodesAndLinks()
{
    Fleet fleet;
    const auto snapshot = fleet.publish();
    QCOMPARE(snapshot->nodes.size(), 3U);
    QCOMPARE(snapshot->edges.size(), 2U);
    QCOMPARE(snapshot->nodes[2].name, "gs-x");
    QCOMPARE(snapshot->nodes[2].label, "gs-x");
    QCOMPARE(snapshot->nodes[2].type, NodeType::groundStation);
    QCOMPARE(snapshot->nodes[2].entity, entity(2));
    QVERIFY(snapshot->nodes[2].learned);
    QVERIFY(!snapshot->nodes[2].hasPosition);
    QCOMPARE(snapshot->edges[0].forward, entity(10));
    QCOMPARE(snapshot->edges[0].backward, entity(11));
    QVERIFY(snapshot->edges[0].learned);
}

void TstTopology::listsAnEdgeOnceWithItsNamesInOrder()
{
    Fleet fleet;
    const auto snapshot = fleet.publish();
    const TopologyEdge &edge = snapshot->edges[1]; // learned as sat-a -> gs-x
    QCOMPARE(snapshot->nodes[edge.source].name, "gs-x");
    QCOMPARE(snapshot->nodes[edge.target].name, "sat-a");
    QCOMPARE(edge.forward, noEntity);
    QCOMPARE(edge.backward, entity(12));
}

void TstTopology::refusesLinksToUnknownNodesAndToItself()
{
    Fleet fleet;
    QVERIFY(!fleet.topology.learnLink(NodeId{0}, NodeId{77}, entity(20)));
    QVERIFY(!fleet.topology.learnLink(NodeId{1}, NodeId{1}, entity(21)));
    QVERIFY(!fleet.seen(20));
    QCOMPARE(fleet.topology.edgeCount(), 2U);
}

void TstTopology::tellsWhatItDoesNotKnow()
{
    Fleet fleet;
    QVERIFY(fleet.seen(0));
    QVERIFY(fleet.seen(12));
    QVERIFY(!fleet.seen(5));
    QVERIFY(!fleet.seen(4'000'000'000U));
}

void TstTopology::publishesOnlyWhenSomethingChanged()
{
    Fleet fleet;
    const auto first = fleet.publish();
    QCOMPARE(fleet.publish(), first);
    fleet.topology.set(entity(0), FleetAttribute::latitude, 0); // what it is already
    fleet.topology.set(entity(0), FleetAttribute::capacityGbps, 0);
    QCOMPARE(fleet.publish(), first);
    fleet.topology.set(entity(0), FleetAttribute::capacityGbps, 20);
    const auto second = fleet.publish();
    QCOMPARE(second->version, first->version + 1);
    QCOMPARE(second->nodes[0].capacityGbps, 20.0);
    QCOMPARE(first->nodes[0].capacityGbps, 0.0);
    QCOMPARE(fleet.topology.latest(), second);
}

void TstTopology::structureGrowsWithActivityNotWithPositions()
{
    Fleet fleet;
    const auto first = fleet.publish();
    fleet.topology.set(entity(0), FleetAttribute::latitude, 12);
    fleet.topology.set(entity(0), FleetAttribute::longitude, 34);
    QCOMPARE(fleet.publish()->structure, first->structure);
    QVERIFY(fleet.seen(10));
    QCOMPARE(fleet.publish()->structure, first->structure + 1);
    fleet.topology.learnNode(NodeId{3}, entity(3), "sat-c", NodeType::satellite);
    QCOMPARE(fleet.publish()->structure, first->structure + 2);
    QCOMPARE(fleet.publish()->indexing, first->indexing);
}

void TstTopology::linkIsInactiveUntilAPointComes()
{
    Fleet fleet;
    QVERIFY(!fleet.active(0));
    QVERIFY(fleet.seen(10));
    QVERIFY(fleet.active(0));
    QVERIFY(!fleet.active(1));
    QCOMPARE(fleet.publish()->edges[0].activeSince, today + fleet.elapsed);
}

void TstTopology::silentLinkBecomesInactiveAfterFifteenSeconds()
{
    Fleet fleet;
    for (int i = 0; i < 5; ++i) { // once a second: three cadences are less than fifteen seconds
        fleet.pass(1s);
        QVERIFY(fleet.seen(10));
    }
    fleet.pass(15s);
    QVERIFY(fleet.active(0));
    fleet.pass(1s);
    QVERIFY(!fleet.active(0));
    QVERIFY(fleet.seen(10));
    QVERIFY(fleet.active(0));
}

void TstTopology::slowLinkMayBeSilentForThreeCadences()
{
    Fleet fleet;
    for (int i = 0; i < 3; ++i) {
        fleet.pass(60s);
        QVERIFY(fleet.seen(10));
    }
    fleet.pass(179s);
    QVERIFY(fleet.active(0));
    fleet.pass(2s);
    QVERIFY(!fleet.active(0));
}

void TstTopology::linkStaysActiveWhileOneDirectionSpeaks()
{
    Fleet fleet;
    QVERIFY(fleet.seen(10));
    for (int i = 0; i < 30; ++i) {
        fleet.pass(1s);
        QVERIFY(fleet.seen(11));
    }
    QVERIFY(fleet.active(0));
}

void TstTopology::isActiveFalseCountsAtOnceAndANewPointEndsIt()
{
    Fleet fleet;
    QVERIFY(fleet.seen(10));
    QVERIFY(fleet.active(0));
    const auto before = fleet.publish()->structure;
    for (int i = 0; i < 3; ++i) { // each of its points says so: no flicker between
        fleet.pass(1s);
        QVERIFY(fleet.seen(10));
        fleet.topology.set(entity(10), FleetAttribute::active, 0);
        QVERIFY(!fleet.active(0));
    }
    QCOMPARE(fleet.publish()->structure, before + 1);
    QVERIFY(fleet.seen(10));
    QVERIFY(fleet.active(0));
}

void TstTopology::worseDirectionDecides()
{
    Fleet fleet;
    QVERIFY(fleet.seen(10));
    QVERIFY(fleet.seen(11));
    fleet.topology.set(entity(11), FleetAttribute::active, 0);
    QVERIFY(fleet.seen(10));
    QVERIFY(!fleet.active(0));
    for (int i = 0; i < 20; ++i) { // the one that said no fell silent; the other one still speaks
        fleet.pass(1s);
        QVERIFY(fleet.seen(10));
    }
    QVERIFY(fleet.active(0));
}

void TstTopology::backFilledPointsDoNotWakeALink()
{
    Fleet fleet;
    for (int i = 0; i < 100; ++i)
        QVERIFY(
            fleet.topology.seen(entity(12), nanoseconds(today) - (900 - i) * second, SteadyTime{1s}, false));
    fleet.topology.set(entity(12), FleetAttribute::active, 1);
    QVERIFY(!fleet.active(1));
    QVERIFY(fleet.seen(12));
    QVERIFY(fleet.active(1));
}

void TstTopology::takesOverReportedFacts()
{
    Fleet fleet;
    fleet.topology.set(entity(0), FleetAttribute::latitude, -12.5);
    QVERIFY(!fleet.publish()->nodes[0].hasPosition);
    fleet.topology.set(entity(0), FleetAttribute::longitude, 200);
    fleet.topology.set(entity(0), FleetAttribute::altitudeKm, 550);
    fleet.topology.setHealth(entity(0), Health::degraded);
    fleet.topology.set(entity(10), FleetAttribute::capacityGbps, 100);
    const auto snapshot = fleet.publish();
    QVERIFY(snapshot->nodes[0].hasPosition);
    QCOMPARE(snapshot->nodes[0].latitude, -12.5);
    QCOMPARE(snapshot->nodes[0].longitude, -160.0);
    QCOMPARE(snapshot->nodes[0].altitudeKm, 550.0);
    QCOMPARE(snapshot->nodes[0].health, Health::degraded);
    QCOMPARE(snapshot->edges[0].capacityGbps, 100.0);
}

void TstTopology::passesOverValuesOutOfRange()
{
    Fleet fleet;
    const auto before = fleet.publish();
    fleet.topology.set(entity(0), FleetAttribute::latitude, 91);
    fleet.topology.set(entity(0), FleetAttribute::longitude, std::numeric_limits<double>::quiet_NaN());
    fleet.topology.set(entity(0), FleetAttribute::capacityGbps, -1);
    fleet.topology.set(entity(10), FleetAttribute::latitude, 10);
    fleet.topology.set(entity(0), FleetAttribute::active, 0);
    fleet.topology.set(entity(99), FleetAttribute::latitude, 10);
    fleet.topology.setHealth(entity(10), Health::failed);
    QCOMPARE(fleet.publish(), before);
}

void TstTopology::definedNodeIsBoundByItsName()
{
    Topology topology;
    topology.replace(defined(R"({"nodes":[{"id":"sat-b","type":"satellite","label":"B"}]})"));
    QCOMPARE(topology.publish(today)->nodes[0].entity, noEntity);
    topology.learnNode(NodeId{7}, entity(9), "sat-b", NodeType::host); // a definition knows better
    const auto snapshot = topology.publish(today);
    QCOMPARE(snapshot->nodes.size(), 1U);
    QCOMPARE(snapshot->nodes[0].id, NodeId{7});
    QCOMPARE(snapshot->nodes[0].entity, entity(9));
    QCOMPARE(snapshot->nodes[0].type, NodeType::satellite);
    QCOMPARE(snapshot->nodes[0].label, "B");
    QVERIFY(!snapshot->nodes[0].learned);
}

void TstTopology::replaceKeepsWhatTelemetryKnows()
{
    Fleet fleet;
    QVERIFY(fleet.seen(10));
    const auto before = fleet.publish();
    fleet.topology.replace(defined(R"({"nodes":[{"id":"sat-z","type":"satellite"},
        {"id":"sat-b","type":"satellite","label":"Bee","health":"maintenance"}],
        "edges":[{"source":"sat-z","target":"sat-b","capacity_gbps":5}]})"));
    const auto after = fleet.publish();
    QCOMPARE(after->nodes.size(), 4U);
    QCOMPARE(after->edges.size(), 3U);
    QCOMPARE(after->indexing, before->indexing);
    QCOMPARE(after->nodes[0].name, "sat-a");
    QVERIFY(after->nodes[0].learned);
    QCOMPARE(after->nodes[1].label, "Bee");
    QCOMPARE(after->nodes[1].health, Health::maintenance);
    QVERIFY(!after->nodes[1].learned);
    QCOMPARE(after->nodes[3].name, "sat-z");
    QVERIFY(after->edges[0].active);
    QCOMPARE(after->nodes[after->edges[2].source].name, "sat-b"); // turned round
    QCOMPARE(after->edges[2].capacityGbps, 5.0);
}

void TstTopology::replaceTakesAwayWhatNobodyReports()
{
    Topology topology;
    topology.replace(defined(R"({"nodes":[{"id":"a","type":"satellite"},{"id":"b","type":"satellite"},
        {"id":"c","type":"satellite"}],"edges":[{"source":"a","target":"b"},{"source":"b","target":"c"}]})"));
    topology.learnNode(NodeId{0}, entity(0), "c", NodeType::satellite);
    QVERIFY(topology.seen(entity(0), 1, SteadyTime{}));
    const auto before = topology.publish(today);
    topology.replace(defined(R"({"nodes":[{"id":"b","type":"satellite"}]})"));
    const auto after = topology.publish(today);
    QCOMPARE(after->nodes.size(), 2U);
    QCOMPARE(after->nodes[0].name, "b");
    QCOMPARE(after->nodes[1].name, "c");
    QVERIFY(after->nodes[1].learned);
    QVERIFY(after->edges.empty());
    QCOMPARE(after->indexing, before->indexing + 1);
    QVERIFY(topology.neighbours(0).empty());
    topology.setHealth(entity(0), Health::failed); // its index moved
    QCOMPARE(topology.publish(today)->nodes[1].health, Health::failed);
}

void TstTopology::takenAwayNodeCanBeLearnedAgain()
{
    Topology topology;
    topology.replace(defined(R"({"nodes":[{"id":"a","type":"satellite"},{"id":"b","type":"satellite"}]})"));
    topology.learnNode(NodeId{0}, entity(0), "a", NodeType::satellite); // bound, but never heard of
    topology.replace(defined(R"({"nodes":[]})"));
    QCOMPARE(topology.publish(today)->nodes.size(), 0U);
    QVERIFY(!topology.seen(entity(0), 1, SteadyTime{}));
    topology.learnNode(NodeId{0}, entity(0), "a", NodeType::satellite);
    QVERIFY(topology.seen(entity(0), 1, SteadyTime{}));
    QVERIFY(topology.publish(today)->nodes[0].learned);
}

void TstTopology::definedEdgeIsActiveAsDefinedUntilPointsCome()
{
    Topology topology;
    topology.replace(defined(R"({"nodes":[{"id":"a","type":"satellite"},{"id":"b","type":"satellite"},
        {"id":"c","type":"satellite"}],
        "edges":[{"source":"a","target":"b"},{"source":"b","target":"c","is_active":false}]})"));
    topology.tick(SteadyTime{100s});
    QVERIFY(topology.publish(today)->edges[0].active);
    QVERIFY(!topology.publish(today)->edges[1].active);
    topology.learnNode(NodeId{0}, entity(0), "a", NodeType::satellite);
    topology.learnNode(NodeId{1}, entity(1), "b", NodeType::satellite);
    QVERIFY(topology.learnLink(NodeId{0}, NodeId{1}, entity(2)));
    QVERIFY(topology.publish(today)->edges[0].active);
    QVERIFY(topology.seen(entity(2), second, SteadyTime{101s}));
    topology.tick(SteadyTime{120s});
    QVERIFY(!topology.publish(today)->edges[0].active);
}

void TstTopology::definitionYieldsToTelemetryAndBack()
{
    Fleet fleet;
    const char *bare = R"({"nodes":[{"id":"sat-a","type":"satellite"}]})";
    const char *full = R"({"nodes":[{"id":"sat-a","type":"satellite","lat":1,"lon":2,"capacity_gbps":3}]})";
    fleet.topology.replace(defined(full));
    QCOMPARE(fleet.publish()->nodes[0].latitude, 1.0);
    fleet.topology.replace(defined(bare)); // what only the old definition said is unknown again
    QVERIFY(!fleet.publish()->nodes[0].hasPosition);
    QCOMPARE(fleet.publish()->nodes[0].capacityGbps, 0.0);
    fleet.topology.set(entity(0), FleetAttribute::latitude, 10);
    fleet.topology.set(entity(0), FleetAttribute::longitude, 20);
    fleet.topology.replace(defined(bare)); // what was reported stays
    QCOMPARE(fleet.publish()->nodes[0].latitude, 10.0);
    QVERIFY(fleet.publish()->nodes[0].hasPosition);
    fleet.topology.replace(defined(full));
    QCOMPARE(fleet.publish()->nodes[0].longitude, 2.0);
}

void TstTopology::movesNodesAlongTheirOrbits()
{
    Topology topology;
    topology.replace(defined(R"({"nodes":[{"id":"iss","type":"satellite","orbit":{
        "line1":"1 25544U 98067A   08264.51782528 -.00002182  00000-0 -11606-4 0  2927",
        "line2":"2 25544  51.6416 247.4627 0006703 130.5360 325.0288 15.72125391563537"}}]})"));
    QVERIFY(!topology.publish(today)->nodes[0].hasPosition);
    const auto at = *parseTimestamp("2008-09-20T12:25:40Z");
    topology.propagate(at);
    const TopologyNode first = topology.publish(at)->nodes[0];
    QVERIFY(first.hasPosition);
    QVERIFY(std::abs(first.latitude) <= 51.9);
    QVERIFY(first.altitudeKm > 300 && first.altitudeKm < 400);
    topology.propagate(at + 60s);
    const auto second = topology.publish(at + 60s);
    QVERIFY(std::abs(second->nodes[0].longitude - first.longitude) > 1); // about 4 degrees a minute
    // What the satellite says of itself wins.
    topology.learnNode(NodeId{0}, entity(0), "iss", NodeType::satellite);
    topology.set(entity(0), FleetAttribute::latitude, 5);
    topology.set(entity(0), FleetAttribute::longitude, 6);
    topology.propagate(at + 120s);
    QCOMPARE(topology.publish(at)->nodes[0].latitude, 5.0);
}

void TstTopology::knowsNeighbours()
{
    Fleet fleet;
    auto neighbours = fleet.topology.neighbours(0);
    std::sort(neighbours.begin(), neighbours.end());
    QCOMPARE(neighbours, (std::vector<std::uint32_t>{1, 2}));
}

void TstTopology::readersSeeWholeSnapshots()
{
    Topology topology;
    std::atomic<bool> whole{true};
    std::atomic<bool> stop{false};
    std::jthread reader([&] {
        while (!stop) {
            const auto snapshot = topology.latest();
            if (snapshot->nodes.size() != snapshot->version)
                whole = false;
        }
    });
    for (std::uint32_t i = 0; i < 500; ++i) {
        topology.learnNode(NodeId{i}, entity(i), "n" + std::to_string(i), NodeType::device);
        topology.publish(today);
    }
    stop = true;
    reader.join();
    QVERIFY(whole);
    QCOMPARE(topology.latest()->nodes.size(), 500U);
}

void TstTopology::fiftyThousandNodesAreLearnedAndPublishedQuickly()
{
    constexpr std::uint32_t count = 50'000;
    Topology topology;
    QElapsedTimer clock;
    clock.start();
    for (std::uint32_t i = 0; i < count; ++i)
        topology.learnNode(NodeId{i}, entity(i), "node-with-a-long-name-" + std::to_string(i),
                           NodeType::satellite);
    for (std::uint32_t i = 1; i < count; ++i) // a star: the worst case for a list of neighbours
        QVERIFY(topology.learnLink(NodeId{0}, NodeId{i}, entity(count + i)));
    QCOMPARE(topology.publish(today)->edges.size(), count - 1U);
    for (std::uint32_t i = 1; i < count; ++i)
        QVERIFY(topology.seen(entity(count + i), second, SteadyTime{1s}));
    topology.tick(SteadyTime{2s});
    QCOMPARE(topology.publish(today)->edges.back().active, true);
    QVERIFY2(clock.elapsed() < 5'000,
             "learning must not be quadratic"); // 0.1 s; sanitizers take ten times that
}

DESK_TEST(TstTopology)
#include "tst_topology.moc"
