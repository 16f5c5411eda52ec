// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/topology/layoutquality.h"
#include "tests/support/testprogram.h"

#include <QtTest>

#include <random>

using namespace desk;

namespace {

using EdgePairs = std::vector<LayoutEdge>;
using Places = std::vector<LayoutPoint>;

double turnOf(LayoutPoint a, LayoutPoint b, LayoutPoint c)
{
    return (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);
}

// Each pair, in floating point; random places are never in line.
std::uint64_t crossingsByPairs(const EdgePairs &edges, const Places &places)
{
    std::uint64_t count = 0;
    for (std::size_t i = 0; i < edges.size(); ++i) {
        for (std::size_t j = i + 1; j < edges.size(); ++j) {
            const auto [a, b] = edges[i];
            const auto [c, d] = edges[j];
            if (a == c || a == d || b == c || b == d)
                continue;
            const auto &p = places;
            count += turnOf(p[a], p[b], p[c]) * turnOf(p[a], p[b], p[d]) < 0 &&
                             turnOf(p[c], p[d], p[a]) * turnOf(p[c], p[d], p[b]) < 0
                         ? 1
                         : 0;
        }
    }
    return count;
}

} // namespace

class TstLayoutQuality : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void countsTheCrossingsOfKnownPictures();
    void agreesWithCountingPairByPair_data();
    void agreesWithCountingPairByPair();
    void oddEdgesDoNotCross();
    void aPathInLineHasNoStress();
    void stressKnowsNoScale();
    void stressOfATriangleDrawnInLine();
    void emptyGraphsHaveNeither();
};

void TstLayoutQuality::countsTheCrossingsOfKnownPictures()
{
    const Places square{{0, 0}, {1, 0}, {1, 1}, {0, 1}};
    const EdgePairs complete{{0, 1}, {0, 2}, {0, 3}, {1, 2}, {1, 3}, {2, 3}};
    QCOMPARE(edgeCrossings(complete, square), 1U);
    QCOMPARE(edgeCrossings(EdgePairs{{0, 1}, {1, 2}, {2, 3}, {0, 3}}, square), 0U);
    const Places line{{0, 0}, {1, 0}, {2, 0}, {3, 0}};
    QCOMPARE(edgeCrossings(EdgePairs{{0, 2}, {1, 3}}, line), 1U); // one over the other
    QCOMPARE(edgeCrossings(EdgePairs{{0, 1}, {2, 3}}, line), 0U);
    const Places onEdge{{0, 0}, {2, 0}, {1, 0}, {1, 5}};
    QCOMPARE(edgeCrossings(EdgePairs{{0, 1}, {2, 3}}, onEdge), 1U); // a node on another's link
}

void TstLayoutQuality::agreesWithCountingPairByPair_data()
{
    QTest::addColumn<int>("nodes");
    QTest::addColumn<double>("reach"); // of a link
    QTest::addRow("a few") << 12 << 1.0;
    QTest::addRow("long links") << 200 << 1.0;
    QTest::addRow("short links") << 500 << 0.05;
    QTest::addRow("flat") << 300 << 1e-3;
}

void TstLayoutQuality::agreesWithCountingPairByPair()
{
    QFETCH(int, nodes);
    QFETCH(double, reach);
    std::mt19937 random(7);
    const auto next = [&] { return double(random()) / 4294967296.0; };
    Places places;
    EdgePairs edges;
    for (int i = 0; i < nodes; ++i)
        places.push_back({next(), reach < 0.01 ? next() * reach : next()});
    for (int i = 0; i < 3 * nodes; ++i) {
        const auto a = std::uint32_t(random() % std::uint32_t(nodes));
        const auto b = std::uint32_t(random() % std::uint32_t(nodes));
        if (a != b && (reach < 0.01 || std::abs(places[a].x - places[b].x) < reach))
            edges.push_back(std::minmax(a, b));
    }
    std::sort(edges.begin(), edges.end());
    edges.erase(std::unique(edges.begin(), edges.end()), edges.end());
    QVERIFY(crossingsByPairs(edges, places) > 5);
    QCOMPARE(edgeCrossings(edges, places), crossingsByPairs(edges, places));
}

void TstLayoutQuality::oddEdgesDoNotCross()
{
    const Places square{{0, 0}, {1, 0}, {1, 1}, {0, 1}};
    QCOMPARE(edgeCrossings(EdgePairs{{0, 2}, {2, 0}, {0, 0}, {1, 3}, {1, 3}, {7, 9}}, square), 1U);
    QCOMPARE(edgeCrossings(EdgePairs{{0, 1}, {2, 3}}, Places(4)), 1U); // all on one spot
}

void TstLayoutQuality::aPathInLineHasNoStress()
{
    EdgePairs path;
    Places line;
    for (std::uint32_t i = 0; i < 50; ++i) {
        line.push_back({3.0 * i, 4.0 * i});
        if (i > 0)
            path.emplace_back(i - 1, i);
    }
    QVERIFY(normalisedStress(50, path, line) < 1e-12);
}

void TstLayoutQuality::stressKnowsNoScale()
{
    const EdgePairs ring{{0, 1}, {1, 2}, {2, 3}, {0, 3}};
    const double small = normalisedStress(4, ring, Places{{0, 0}, {1, 0}, {1, 1}, {0, 1}});
    const double large = normalisedStress(4, ring, Places{{0, 0}, {9, 0}, {9, 9}, {0, 9}});
    QVERIFY(small > 0.01);
    QVERIFY(std::abs(small - large) < 1e-12);
}

void TstLayoutQuality::stressOfATriangleDrawnInLine()
{
    // Distances 1, 1, 2 where all should be 1: k = 4 / 6, the mean of (k e - 1)^2 is 1 - 16 / 18.
    const double stress =
        normalisedStress(3, EdgePairs{{0, 1}, {0, 2}, {1, 2}}, Places{{0, 0}, {1, 0}, {2, 0}});
    QVERIFY(std::abs(stress - 1.0 / 9) < 1e-12);
}

void TstLayoutQuality::emptyGraphsHaveNeither()
{
    QCOMPARE(edgeCrossings({}, {}), 0U);
    QCOMPARE(normalisedStress(0, {}, {}), 0.0);
    QCOMPARE(normalisedStress(3, {}, Places(3)), 0.0);
}

DESK_TEST(TstLayoutQuality)
#include "tst_layoutquality.moc"
