// SPDX-License-Identifier: GPL-3.0-or-later
// The layouts at the size of real constellations, how still they keep, and those by orbit and role.
#include "models/topology/layoutquality.h"
#include "tests/support/sanitized.h"
#include "tests/support/testprogram.h"
#include "tests/unit/topology/layoutgraphs.h"

#include <QtTest>

#include <numbers>
#include <numeric>
#include <random>

using namespace desk;

namespace {

constexpr double turn = 2 * std::numbers::pi;

// Each node linked to two older ones, drawn by degree.
LayoutGraph powerLaw(std::uint32_t nodes)
{
    LayoutGraph graph;
    graph.nodeCount = nodes;
    std::mt19937 random(1);
    std::vector<std::uint32_t> ends{0, 1};
    graph.edges.emplace_back(0, 1);
    for (std::uint32_t i = 2; i < nodes; ++i) {
        const std::uint32_t a = ends[random() % ends.size()];
        std::uint32_t b = a;
        while (b == a)
            b = ends[random() % ends.size()];
        graph.edges.emplace_back(a, i);
        graph.edges.emplace_back(b, i);
        ends.insert(ends.end(), {a, i, b, i});
    }
    return graph;
}

double sizeOf(const std::vector<LayoutPoint> &places)
{
    LayoutPoint least{1e300, 1e300};
    LayoutPoint most{-1e300, -1e300};
    for (const LayoutPoint &p : places) {
        least = {std::min(least.x, p.x), std::min(least.y, p.y)};
        most = {std::max(most.x, p.x), std::max(most.y, p.y)};
    }
    return std::max(most.x - least.x, most.y - least.y);
}

std::vector<std::int64_t> sequenceOfNodes(std::size_t count)
{
    std::vector<std::int64_t> nodes(count);
    std::iota(nodes.begin(), nodes.end(), 0);
    return nodes;
}

const std::vector<LayoutKind> allKinds{
    LayoutKind::stress,  LayoutKind::circle,      LayoutKind::geographic,         LayoutKind::orbital,
    LayoutKind::layered, LayoutKind::kamadaKawai, LayoutKind::fruchtermanReingold};

} // namespace

Q_DECLARE_METATYPE(desk::LayoutKind)
Q_DECLARE_METATYPE(desk::LayoutGraph)

class TstLayoutKinds : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aMeshOfFiveThousandIsDrawnWell_data();
    void aMeshOfFiveThousandIsDrawnWell();
    void aMeshBelowTheLimitOfFullStressIsDrawnBetter();
    void hubsAreDrawnWithFewCrossings();
    void oneFlipMovesFewNodes_data();
    void oneFlipMovesFewNodes();
    void pinsHoldInALargeMesh();
    void seedsGiveTheirOwnPictures();
    void largeGraphsStopAtOnce();
    void manyNodes_data();
    void manyNodes();
    void orbitalPutsPlanesInColumns();
    void orbitalPutsTheGroundBelow();
    void orbitalSeamsAreTheLinksThatCloseRings();
    void orbitalSlotsComeFromTheElements();
    void layeredStacksRoles();
    void layeredKeepsItsColumns();
    void springsDrawAGridFlat_data();
    void springsDrawAGridFlat();
    void springsLeaveLargeGraphsToStress();
};

void TstLayoutKinds::aMeshOfFiveThousandIsDrawnWell_data()
{
    QTest::addColumn<unsigned>("seed");
    for (const unsigned seed : {1U, 2U, 3U})
        QTest::addRow("seed %u", seed) << seed;
}

void TstLayoutKinds::aMeshOfFiveThousandIsDrawnWell()
{
    QFETCH(unsigned, seed);
    const LayoutGraph graph = walker(100, 50);
    const auto places = layout(graph, LayoutKind::stress, {.seed = seed});
    QVERIFY(normalisedStress(graph.nodeCount, graph.edges, places) <= 0.085);
    QVERIFY(edgeCrossings(graph.edges, places) <= 10'000);
}

void TstLayoutKinds::aMeshBelowTheLimitOfFullStressIsDrawnBetter()
{
    const LayoutGraph graph = walker(72, 22);
    const auto places = layout(graph);
    const double stress = normalisedStress(graph.nodeCount, graph.edges, places);
    QVERIFY2(stress <= 0.056, qPrintable(QString::number(stress)));
    const auto crossings = edgeCrossings(graph.edges, places);
    QVERIFY2(crossings <= 2'800, qPrintable(QString::number(crossings)));
}

void TstLayoutKinds::hubsAreDrawnWithFewCrossings()
{
    const LayoutGraph graph = powerLaw(1'584);
    const auto places = layout(graph);
    QVERIFY(normalisedStress(graph.nodeCount, graph.edges, places) <= 0.184);
    QVERIFY(edgeCrossings(graph.edges, places) <= 190'000); // stress alone leaves 300,000
}

void TstLayoutKinds::oneFlipMovesFewNodes_data()
{
    QTest::addColumn<LayoutKind>("kind");
    QTest::addColumn<LayoutEdge>("edge");
    const LayoutEdge mesh{500, 501};
    const LayoutEdge added{500, 700};
    const LayoutEdge pass{37, 1'501};
    const char *const names[] = {
        "stress", "circle", "map", "orbital", "layered", "kamada-kawai", "fruchterman-reingold"};
    for (std::size_t i = 0; i < allKinds.size(); ++i) {
        QTest::addRow("%s, a link lost", names[i]) << allKinds[i] << mesh;
        QTest::addRow("%s, a link new", names[i]) << allKinds[i] << added;
        QTest::addRow("%s, a pass ended", names[i]) << allKinds[i] << pass;
    }
}

void TstLayoutKinds::oneFlipMovesFewNodes()
{
    QFETCH(LayoutKind, kind);
    QFETCH(LayoutEdge, edge);
    const LayoutGraph before = walker(30, 50, 20);
    const auto was = layout(before, kind);
    LayoutGraph after = before;
    if (std::erase(after.edges, edge) == 0)
        after.edges.insert(std::lower_bound(after.edges.begin(), after.edges.end(), edge), edge);
    continueLayout(after, before, was, sequenceOfNodes(before.nodeCount));
    const auto now = layout(after, kind);
    std::size_t moved = 0;
    for (std::size_t i = 0; i < was.size(); ++i)
        moved += between(was[i], now[i]) > 0.02 * sizeOf(was) ? 1 : 0;
    QVERIFY(moved <= was.size() / 100);
}

void TstLayoutKinds::pinsHoldInALargeMesh()
{
    LayoutGraph graph = walker(30, 40);
    graph.previous.resize(graph.nodeCount);
    graph.pinned.resize(graph.nodeCount);
    graph.previous[7] = LayoutPoint{-4, 2};
    graph.previous[900] = LayoutPoint{20, 5};
    graph.pinned[7] = graph.pinned[900] = true;
    const auto places = layout(graph);
    QCOMPARE(places[7], (LayoutPoint{-4, 2}));
    QCOMPARE(places[900], (LayoutPoint{20, 5}));
    QVERIFY(sizeOf(places) < 100);
}

void TstLayoutKinds::seedsGiveTheirOwnPictures()
{
    const LayoutGraph graph = walker(30, 40);
    QCOMPARE(layout(graph, LayoutKind::stress, {.seed = 5}), layout(graph, LayoutKind::stress, {.seed = 5}));
    QVERIFY(layout(graph, LayoutKind::stress, {.seed = 5}) != layout(graph, LayoutKind::stress, {.seed = 6}));
}

void TstLayoutKinds::largeGraphsStopAtOnce()
{
    std::stop_source stop;
    stop.request_stop();
    for (const LayoutKind kind : allKinds) {
        GraphLayout work(walker(100, 50), kind);
        QVERIFY(!work.run(stop.get_token()));
        for (int i = 0; i < 3; ++i) // a step after a stop does no harm
            work.step(stop.get_token());
    }
}

// Under a sanitizer, that many would take minutes and show nothing else.
#ifdef DESK_SANITIZED
constexpr std::uint32_t many = 5'000;
#else
constexpr std::uint32_t many = 50'000;
#endif

void TstLayoutKinds::manyNodes_data()
{
    QTest::addColumn<LayoutGraph>("graph");
    LayoutGraph loose;
    loose.nodeCount = many;
    QTest::addRow("no edges") << loose;
    QTest::addRow("mesh") << walker(many / 100, 100);
    LayoutGraph star;
    star.nodeCount = many;
    for (std::uint32_t i = 1; i < many; ++i)
        star.edges.emplace_back(0, i);
    QTest::addRow("star") << star;
    QTest::addRow("hubs") << powerLaw(many);
}

void TstLayoutKinds::manyNodes()
{
    QFETCH(LayoutGraph, graph);
    for (const LayoutKind kind : allKinds) {
        const auto places = layout(graph, kind);
        QCOMPARE(places.size(), graph.nodeCount);
        QVERIFY(std::all_of(places.begin(), places.end(),
                            [](const LayoutPoint &p) { return std::isfinite(p.x) && std::isfinite(p.y); }));
    }
}

void TstLayoutKinds::orbitalPutsPlanesInColumns()
{
    LayoutGraph graph = walker(6, 8);
    graph.slots[20]->phase += 0.2; // out of step: seen as it is
    const auto places = layout(graph, LayoutKind::orbital);
    for (std::uint32_t p = 0; p < 6; ++p) {
        for (std::uint32_t s = 0; s < 8; ++s) {
            const LayoutPoint place = places[p * 8 + s];
            QVERIFY(std::abs(place.x - places[0].x - p) < 1e-9);
            const double off = p * 8 + s == 20 ? 0.2 / turn * 8 : 0;
            QVERIFY(std::abs(place.y - places[0].y - s - off) < 1e-9);
        }
    }
}

void TstLayoutKinds::orbitalPutsTheGroundBelow()
{
    LayoutGraph graph = walker(20, 10, 5);
    graph.roles[204] = LayoutRole::dataCentre;
    graph.slots[3].reset(); // raising its orbit
    const auto places = layout(graph, LayoutKind::orbital);
    double bottom = 0;
    for (std::uint32_t i = 0; i < 200; ++i) {
        if (graph.slots[i])
            bottom = std::max(bottom, places[i].y);
    }
    QVERIFY(places[3].y > bottom);
    for (std::uint32_t i = 200; i < 204; ++i) {
        QVERIFY(places[i].y > places[3].y);
        QVERIFY(places[204].y > places[i].y);
    }
    // In the order of the planes they talk to: 0, 37, 74, 111 of ten each.
    QVERIFY(places[200].x < places[201].x && places[201].x < places[202].x && places[202].x < places[203].x);
}

void TstLayoutKinds::orbitalSeamsAreTheLinksThatCloseRings()
{
    const LayoutGraph graph = walker(6, 8, 2);
    const auto seams = orbitalSeams(graph);
    QCOMPARE(seams.size(), graph.edges.size());
    QCOMPARE(std::count(seams.begin(), seams.end(), true), 6 + 8); // a link a plane and a link a row
    LayoutGraph none;
    none.nodeCount = 2;
    none.edges = {{0, 1}};
    QVERIFY(orbitalSeams(none).empty());
}

void TstLayoutKinds::orbitalSlotsComeFromTheElements()
{
    std::vector<ElementSet> fleet;
    for (int plane = 0; plane < 5; ++plane) {
        for (int i = 0; i < 6; ++i) {
            ElementSet set;
            set.epoch = {2461180.5, 0.25};
            set.inclination = 53 * turn / 360;
            set.rightAscension = turn * plane / 5;
            set.meanAnomaly = turn * i / 6;
            set.meanMotion = 15.06 * turn / 1440;
            fleet.push_back(set);
        }
    }
    fleet.push_back(fleet.front());
    fleet.back().inclination = 1.6; // alone: no plane
    const auto slots = orbitalSlots(fleet);
    for (int i = 0; i < 30; ++i) {
        QCOMPARE(slots[std::size_t(i)]->shell, 0);
        QCOMPARE(slots[std::size_t(i)]->plane, i / 6);
    }
    QVERIFY(!slots.back());
}

void TstLayoutKinds::layeredStacksRoles()
{
    LayoutGraph graph = walker(10, 10, 4);
    graph.roles[103] = LayoutRole::dataCentre;
    const auto places = layout(graph, LayoutKind::layered);
    const auto isGateway = [&](std::uint32_t i) { // 37 and 38 for station 1, and so on
        return std::any_of(graph.edges.begin(), graph.edges.end(),
                           [&](const LayoutEdge &edge) { return edge.first == i && edge.second >= 100; });
    };
    double rest = 0;
    double gatewaysTop = 1e9;
    double gatewaysBottom = 0;
    for (std::uint32_t i = 0; i < 100; ++i) {
        if (!isGateway(i)) {
            rest = std::max(rest, places[i].y);
        } else {
            gatewaysTop = std::min(gatewaysTop, places[i].y);
            gatewaysBottom = std::max(gatewaysBottom, places[i].y);
        }
    }
    QVERIFY(rest < gatewaysTop);
    for (std::uint32_t i = 100; i < 103; ++i) {
        QVERIFY(places[i].y > gatewaysBottom);
        QVERIFY(places[103].y > places[i].y);
    }
}

void TstLayoutKinds::layeredKeepsItsColumns()
{
    const LayoutGraph graph = walker(10, 10, 4);
    LayoutGraph later = graph;
    later.edges.emplace_back(50, 101); // a pass begins
    const auto before = layout(graph, LayoutKind::layered);
    const auto after = layout(later, LayoutKind::layered);
    QCOMPARE(after[50].x, before[50].x);
    QVERIFY(after[50].y > before[50].y);
}

void TstLayoutKinds::springsDrawAGridFlat_data()
{
    QTest::addColumn<LayoutKind>("kind");
    QTest::addColumn<double>("stress");
    QTest::addRow("fruchterman-reingold") << LayoutKind::fruchtermanReingold << 0.2;
    QTest::addRow("kamada-kawai") << LayoutKind::kamadaKawai << 0.06;
}

void TstLayoutKinds::springsDrawAGridFlat()
{
    QFETCH(LayoutKind, kind);
    QFETCH(double, stress);
    LayoutGraph graph;
    graph.nodeCount = 64;
    for (std::uint32_t i = 0; i < 64; ++i) {
        if (i % 8 < 7)
            graph.edges.emplace_back(i, i + 1);
        if (i < 56)
            graph.edges.emplace_back(i, i + 8);
    }
    const double reached = normalisedStress(64, graph.edges, layout(graph, kind));
    QVERIFY2(reached < stress, qPrintable(QString::number(reached)));
}

void TstLayoutKinds::springsLeaveLargeGraphsToStress()
{
    const LayoutGraph graph = walker(50, 50);
    QCOMPARE(layout(graph, LayoutKind::kamadaKawai), layout(graph));
    QCOMPARE(layout(graph, LayoutKind::fruchtermanReingold), layout(graph));
}

DESK_TEST(TstLayoutKinds)
#include "tst_layoutkinds.moc"
