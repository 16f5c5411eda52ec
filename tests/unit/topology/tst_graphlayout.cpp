// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/testprogram.h"
#include "tests/unit/topology/layoutgraphs.h"

#include <QtTest>
#include <cmath>
#include <numeric>

using namespace desk;

namespace {

using Edges = QList<QPair<uint, uint>>;

LayoutGraph grid(std::uint32_t columns, std::uint32_t rows)
{
    LayoutGraph graph;
    graph.nodeCount = columns * rows;
    for (std::uint32_t y = 0; y < rows; ++y) {
        for (std::uint32_t x = 0; x < columns; ++x) {
            if (x + 1 < columns)
                graph.edges.emplace_back(y * columns + x, y * columns + x + 1);
            if (y + 1 < rows)
                graph.edges.emplace_back(y * columns + x, (y + 1) * columns + x);
        }
    }
    std::sort(graph.edges.begin(), graph.edges.end());
    return graph;
}

// Mean over pairs of ((k e - d) / d)^2 with the best k; d by plain breadth-first search.
double normalisedStress(const LayoutGraph &graph, const std::vector<LayoutPoint> &places, std::size_t sources)
{
    std::vector<std::vector<std::uint32_t>> neighbours(graph.nodeCount);
    for (const auto &[a, b] : graph.edges) {
        neighbours[a].push_back(b);
        neighbours[b].push_back(a);
    }
    std::vector<double> ratios;
    for (std::size_t s = 0; s < graph.nodeCount; s += std::max<std::size_t>(1, graph.nodeCount / sources)) {
        std::vector<int> distance(graph.nodeCount, -1);
        std::vector<std::size_t> queue{s};
        distance[s] = 0;
        for (std::size_t head = 0; head < queue.size(); ++head) {
            for (const std::uint32_t next : neighbours[queue[head]]) {
                if (distance[next] >= 0)
                    continue;
                distance[next] = distance[queue[head]] + 1;
                queue.push_back(next);
            }
        }
        for (const std::size_t i : queue) {
            if (i != s)
                ratios.push_back(between(places[s], places[i]) / distance[i]);
        }
    }
    double sum = 0;
    double squares = 0;
    for (const double r : ratios) {
        sum += r;
        squares += r * r;
    }
    const double k = sum / squares;
    double stress = 0;
    for (const double r : ratios)
        stress += (k * r - 1) * (k * r - 1);
    return stress / double(ratios.size());
}

double meanLength(const LayoutGraph &graph, const std::vector<LayoutPoint> &places)
{
    double sum = 0;
    for (const auto &[a, b] : graph.edges)
        sum += between(places[a], places[b]);
    return sum / double(graph.edges.size());
}

double meanMove(const std::vector<LayoutPoint> &before, const std::vector<LayoutPoint> &after)
{
    double sum = 0;
    for (std::size_t i = 0; i < before.size(); ++i)
        sum += between(before[i], after[i]);
    return sum / double(before.size());
}

bool allFinite(const std::vector<LayoutPoint> &places)
{
    return std::all_of(places.begin(), places.end(),
                       [](LayoutPoint p) { return std::isfinite(p.x) && std::isfinite(p.y); });
}

std::vector<std::int64_t> sameNodes(std::size_t count)
{
    std::vector<std::int64_t> nodes(count);
    std::iota(nodes.begin(), nodes.end(), 0);
    return nodes;
}

} // namespace

class TstGraphLayout : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void stressDrawsAPathStraight();
    void stressDrawsAGridFlat();
    void sparseStressIsAsGoodOnALargeMesh();
    void sameInputGivesTheSamePicture();
    void meanLinkHasLengthOne();
    void packsComponentsSideBySide();
    void nodesKeepApart();
    void oneNewLinkMovesOnlyItsEnds();
    void newNodeComesBesideItsNeighbour();
    void gentleUpdateMovesLittle();
    void followersDoNotShapeTheMesh();
    void changedFollowerMovesAlone();
    void pinnedNodesStay();
    void stopsBetweenSteps();
    void worksInSmallSteps();
    void circleIsACircleWithNeighboursNear();
    void circleKeepsItsOrder();
    void geographicPutsNodesOnTheMap();
    void hostileGraphs_data();
    void hostileGraphs();
    void groundNodesFollowAMeshOnly();
    void inactivePassesDoNotCount();
    void continuesByNodeAndMarksWhatChanged();
};

void TstGraphLayout::stressDrawsAPathStraight()
{
    LayoutGraph path = grid(40, 1);
    const auto places = layout(path);
    QVERIFY(normalisedStress(path, places, 40) < 0.01);
    QVERIFY(between(places.front(), places.back()) > 35);
    QVERIFY(std::abs(places.front().y - places.back().y) < 2); // the long axis lies level
}

void TstGraphLayout::stressDrawsAGridFlat()
{
    const LayoutGraph graph = grid(12, 8);
    const double stress = normalisedStress(graph, layout(graph), 96);
    QVERIFY2(stress < 0.04, qPrintable(QString::number(stress))); // a folded grid has 0.1 and more
}

void TstGraphLayout::sparseStressIsAsGoodOnALargeMesh()
{
    const LayoutGraph graph = walker(20, 44);
    const double full = normalisedStress(graph, layout(graph), 100);
    const double sparse = normalisedStress(graph, layout(graph, LayoutKind::stress, {.fullStress = 10}), 100);
    QVERIFY2(sparse < 1.1 * full, qPrintable(QString::number(sparse) + u" against " + QString::number(full)));
}

void TstGraphLayout::sameInputGivesTheSamePicture()
{
    for (const LayoutKind kind :
         {LayoutKind::stress, LayoutKind::circle, LayoutKind::geographic, LayoutKind::orbital,
          LayoutKind::layered, LayoutKind::fruchtermanReingold, LayoutKind::kamadaKawai})
        QCOMPARE(layout(walker(10, 16), kind), layout(walker(10, 16), kind));
    const LayoutOptions sparse{.fullStress = 10};
    QCOMPARE(layout(walker(10, 16), LayoutKind::stress, sparse),
             layout(walker(10, 16), LayoutKind::stress, sparse));
}

void TstGraphLayout::meanLinkHasLengthOne()
{
    const LayoutGraph graph = walker(10, 16);
    const double length = meanLength(graph, layout(graph));
    QVERIFY2(std::abs(length - 1) < 0.1, qPrintable(QString::number(length)));
}

void TstGraphLayout::packsComponentsSideBySide()
{
    // Three grids and two lone nodes.
    LayoutGraph graph;
    for (const std::uint32_t size : {5U, 4U, 3U}) {
        const auto offset = static_cast<std::uint32_t>(graph.nodeCount);
        for (const auto &[a, b] : grid(size, size).edges)
            graph.edges.emplace_back(a + offset, b + offset);
        graph.nodeCount += std::size_t{size} * size;
    }
    graph.nodeCount += 2;
    const auto places = layout(graph);
    const std::vector<std::size_t> ends{25, 41, 50, 51, 52};
    std::vector<QRectF> boxes;
    std::size_t begin = 0;
    for (const std::size_t end : ends) {
        QRectF box(places[begin].x, places[begin].y, 0.01, 0.01);
        for (std::size_t i = begin; i < end; ++i)
            box |= QRectF(places[i].x, places[i].y, 0.01, 0.01);
        for (const QRectF &other : boxes)
            QVERIFY(!other.adjusted(-0.5, -0.5, 0.5, 0.5).intersects(box));
        boxes.push_back(box);
        begin = end;
    }
}

void TstGraphLayout::nodesKeepApart()
{
    LayoutGraph star;
    star.nodeCount = 80;
    for (std::uint32_t i = 1; i < 80; ++i)
        star.edges.emplace_back(0, i);
    const auto places = layout(star);
    for (std::size_t i = 0; i < places.size(); ++i) {
        for (std::size_t j = 0; j < i; ++j)
            QVERIFY(between(places[i], places[j]) > 0.1);
    }
}

void TstGraphLayout::oneNewLinkMovesOnlyItsEnds()
{
    const LayoutGraph before = walker(10, 16);
    const auto was = layout(before);
    LayoutGraph after = before;
    after.edges.emplace_back(3, 57);
    std::sort(after.edges.begin(), after.edges.end());
    continueLayout(after, before, was, sameNodes(before.nodeCount));
    const auto now = layout(after);
    const auto moved = std::count_if(
        now.begin(), now.end(), [&](const LayoutPoint &p) { return p != was[std::size_t(&p - now.data())]; });
    QVERIFY(moved <= 2 + 8); // and who had to make room
    QVERIFY(meanMove(was, now) < 0.05);
}

void TstGraphLayout::newNodeComesBesideItsNeighbour()
{
    const LayoutGraph before = grid(8, 8);
    const auto was = layout(before);
    LayoutGraph after = before;
    after.nodeCount = 65;
    after.edges.emplace_back(27, 64);
    auto nodes = sameNodes(64);
    nodes.push_back(-1);
    continueLayout(after, before, was, nodes);
    const auto now = layout(after);
    QVERIFY(between(now[64], now[27]) < 1.6);
    QVERIFY(between(now[64], now[27]) > 0.3);
    QVERIFY(meanMove(was, {now.begin(), now.begin() + 64}) < 0.1);
}

void TstGraphLayout::gentleUpdateMovesLittle()
{
    LayoutGraph graph = grid(12, 8);
    const auto was = layout(graph);
    graph.edges.emplace_back(40, 53); // a diagonal of the grid
    graph.previous.assign(was.begin(), was.end());
    QVERIFY(meanMove(was, layout(graph)) < 0.25);
}

void TstGraphLayout::followersDoNotShapeTheMesh()
{
    const LayoutGraph mesh = walker(10, 16);
    LayoutGraph fleet = mesh;
    fleet.nodeCount += 2;
    for (const std::uint32_t satellite : {0U, 40U, 80U, 120U}) { // right across
        fleet.edges.emplace_back(satellite, 160);
        fleet.edges.emplace_back(satellite + 1, 161);
    }
    fleet.followers.assign(fleet.nodeCount, false);
    fleet.followers[160] = fleet.followers[161] = true;
    const auto alone = layout(mesh);
    auto together = layout(fleet);
    QVERIFY(allFinite(together));
    together.resize(160);
    QVERIFY(meanMove(alone, together) < 0.05); // but for making room
}

void TstGraphLayout::changedFollowerMovesAlone()
{
    LayoutGraph before = walker(10, 16);
    before.nodeCount += 2;
    before.edges.emplace_back(0, 160);
    before.edges.emplace_back(1, 160);
    before.edges.emplace_back(100, 161);
    std::sort(before.edges.begin(), before.edges.end());
    before.followers.assign(before.nodeCount, false);
    before.followers[160] = before.followers[161] = true;
    const auto was = layout(before);
    LayoutGraph after = before;
    std::erase(after.edges, LayoutEdge(0, 160));
    std::erase(after.edges, LayoutEdge(1, 160));
    after.edges.emplace_back(90, 160);
    after.edges.emplace_back(91, 160);
    std::sort(after.edges.begin(), after.edges.end());
    continueLayout(after, before, was, sameNodes(before.nodeCount));
    const auto now = layout(after);
    QVERIFY(between(was[160], now[160]) > 1);
    QVERIFY(between(now[160], now[90]) < 2);
    QCOMPARE(now[161], was[161]);
    const auto moved = std::count_if(now.begin(), now.begin() + 160, [&](const LayoutPoint &p) {
        return p != was[std::size_t(&p - now.data())];
    });
    QCOMPARE(moved, 0);
}

void TstGraphLayout::pinnedNodesStay()
{
    LayoutGraph graph = walker(6, 8);
    const auto was = layout(graph);
    graph.previous.assign(was.begin(), was.end());
    graph.pinned.assign(graph.nodeCount, false);
    graph.pinned[5] = true;
    graph.previous[5] = LayoutPoint{20, 20};
    QCOMPARE(layout(graph)[5], (LayoutPoint{20, 20}));
    LayoutOptions afresh;
    afresh.afresh = true;
    QCOMPARE(layout(graph, LayoutKind::stress, afresh)[5], (LayoutPoint{20, 20}));
    graph.previous.clear(); // a pin without a place holds nothing
    QVERIFY(allFinite(layout(graph)));
}

void TstGraphLayout::stopsBetweenSteps()
{
    std::stop_source stop;
    GraphLayout work(walker(60, 50), LayoutKind::stress);
    QVERIFY(work.step(stop.get_token()));
    stop.request_stop();
    QVERIFY(!work.run(stop.get_token()));
    QCOMPARE(work.positions().size(), 3'000U);
}

void TstGraphLayout::worksInSmallSteps()
{
    GraphLayout work(walker(10, 16), LayoutKind::stress);
    int steps = 1;
    while (work.step())
        ++steps;
    QVERIFY(steps > 20);
    QVERIFY(!work.step()); // nothing left: asking again does no harm
}

void TstGraphLayout::circleIsACircleWithNeighboursNear()
{
    LayoutGraph ring;
    ring.nodeCount = 60;
    for (std::uint32_t i = 0; i < 60; ++i) // a ring whose numbering jumps about
        ring.edges.push_back(std::minmax({i * 7 % 60, (i + 1) * 7 % 60}));
    const auto places = layout(ring, LayoutKind::circle);
    for (const LayoutPoint &p : places)
        QVERIFY(std::abs(std::hypot(p.x, p.y) - std::hypot(places[0].x, places[0].y)) < 1e-9);
    QVERIFY(meanLength(ring, places) < 2.1); // by number it would be about 12
}

void TstGraphLayout::circleKeepsItsOrder()
{
    const LayoutGraph before = grid(6, 4);
    const auto was = layout(before, LayoutKind::circle);
    LayoutGraph after = before;
    after.nodeCount = 25;
    after.edges.emplace_back(3, 24);
    auto nodes = sameNodes(24);
    nodes.push_back(-1);
    continueLayout(after, before, was, nodes);
    const auto now = layout(after, LayoutKind::circle);
    const auto inOrder = [](const std::vector<LayoutPoint> &places) {
        std::vector<std::size_t> order(24);
        std::iota(order.begin(), order.end(), 0U);
        const auto angle = [&](std::size_t i) {
            const double a = std::atan2(places[i].x, -places[i].y);
            return a < -1e-9 ? a + 2 * M_PI : a;
        };
        std::sort(order.begin(), order.end(),
                  [&](std::size_t a, std::size_t b) { return angle(a) < angle(b); });
        return order;
    };
    QCOMPARE(inOrder(now), inOrder(was));
    QVERIFY(between(now[24], now[3]) < 1.1);
}

void TstGraphLayout::geographicPutsNodesOnTheMap()
{
    LayoutGraph graph;
    graph.nodeCount = 3;
    graph.geographic = {LayoutPoint{139.7, 35.7}, std::nullopt, LayoutPoint{-180, -90}};
    const auto places = layout(graph, LayoutKind::geographic);
    QCOMPARE(places[0], (LayoutPoint{139.7, -35.7}));
    QCOMPARE(places[2], (LayoutPoint{-180, 90}));
    QVERIFY(places[1].y > 95); // below the map
}

void TstGraphLayout::hostileGraphs_data()
{
    QTest::addColumn<int>("nodes");
    QTest::addColumn<Edges>("edges");
    QTest::addColumn<double>("previous");
    const double none = std::numeric_limits<double>::infinity();
    QTest::addRow("empty") << 0 << Edges{} << none;
    QTest::addRow("one node") << 1 << Edges{} << none;
    QTest::addRow("no edges") << 300 << Edges{} << none;
    QTest::addRow("self loops and doubles") << 3 << Edges{{0, 0}, {0, 1}, {1, 0}, {1, 1}} << none;
    QTest::addRow("edges to missing nodes") << 3 << Edges{{0, 7}, {9, 8}, {0, 1}} << none;
    QTest::addRow("all on one spot") << 30 << Edges{{0, 1}, {1, 2}, {2, 3}} << 0.0;
    QTest::addRow("not a number") << 3 << Edges{{0, 1}} << std::nan("");
    QTest::addRow("far off") << 3 << Edges{{0, 1}} << 1e300;
}

void TstGraphLayout::hostileGraphs()
{
    QFETCH(int, nodes);
    QFETCH(double, previous);

    QFETCH(Edges, edges);
    LayoutGraph graph;
    graph.nodeCount = static_cast<std::size_t>(nodes);
    for (const auto &[a, b] : edges)
        graph.edges.emplace_back(a, b);
    if (previous != std::numeric_limits<double>::infinity())
        graph.previous.assign(graph.nodeCount, LayoutPoint{previous, previous});
    for (const LayoutKind kind :
         {LayoutKind::stress, LayoutKind::circle, LayoutKind::geographic, LayoutKind::orbital,
          LayoutKind::layered, LayoutKind::fruchtermanReingold, LayoutKind::kamadaKawai}) {
        const auto places = layout(graph, kind);
        QCOMPARE(places.size(), graph.nodeCount);
        QVERIFY(allFinite(places));
    }
}

void TstGraphLayout::groundNodesFollowAMeshOnly()
{
    TopologySnapshot fleet;
    fleet.nodes.resize(6);
    fleet.nodes[4].type = fleet.nodes[5].type = NodeType::groundStation;
    for (std::uint32_t i = 0; i < 4; ++i) {
        fleet.nodes[i].type = NodeType::satellite;
        fleet.edges.push_back({.source = i, .target = 4});
    }
    QVERIFY(layoutGraphOf(fleet).followers.empty()); // bent pipes: the station is what holds them together
    fleet.edges.push_back({.source = 0, .target = 1});
    fleet.edges.push_back({.source = 1, .target = 2});
    const auto followers = layoutGraphOf(fleet).followers;
    QCOMPARE(followers, (std::vector<bool>{false, false, false, true, true, true}));
}

void TstGraphLayout::inactivePassesDoNotCount()
{
    TopologySnapshot fleet;
    fleet.time = fromNanoseconds(1'000'000'000'000'000);
    fleet.nodes.resize(4);
    for (TopologyNode &node : fleet.nodes)
        node.type = NodeType::satellite;
    fleet.nodes[3].type = NodeType::groundStation;
    const auto recently = fleet.time - std::chrono::minutes{1};
    fleet.edges = {
        {.source = 0, .target = 1, .active = true, .learned = true},
        {.source = 1,
         .target = 2,
         .active = false,
         .learned = true,
         .activeSince = recently},                                    // a fault, maybe
        {.source = 0, .target = 2, .active = false, .learned = true}, // long gone
        {.source = 0, .target = 3, .active = true, .learned = true},
        {.source = 1, .target = 3, .active = false, .learned = true, .activeSince = recently}, // a pass ended
    };
    QCOMPARE(layoutGraphOf(fleet).edges, (std::vector<LayoutEdge>{{0, 1}, {0, 3}, {1, 2}}));
}

void TstGraphLayout::continuesByNodeAndMarksWhatChanged()
{
    LayoutGraph last;
    last.nodeCount = 4;
    last.edges = {{0, 1}, {1, 2}, {2, 3}};
    const std::vector<LayoutPoint> places{{0, 0}, {1, 1}, {2, 2}, {3, 3}};
    LayoutGraph next; // node 1 went, so did its links; 2 and 3 became 1 and 2; 3 is new
    next.nodeCount = 4;
    next.edges = {{1, 2}};
    continueLayout(next, last, places, {0, 2, 3, -1});
    QCOMPARE(next.previous[1], (LayoutPoint{2, 2}));
    QVERIFY(!next.previous[3]);
    QCOMPARE(next.changed, (std::vector<bool>{true, true, false, true}));
}

DESK_TEST(TstGraphLayout)
#include "tst_graphlayout.moc"
