// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/datalink/latencyroutes.h"
#include "tests/support/testprogram.h"

#include <QtTest>

#include <random>

using namespace desk;

class TstLatencyRoutes : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsTheFasterWayRound()
    {
        LatencyRoutes routes;
        // 0 - 1 - 2 - 3 in a chain of 1 ms, and a slow short-cut from 0 to 3.
        const std::vector<LatencyRoutes::Edge> edges{{0, 1, 1}, {2, 1, 1}, {2, 3, 1}, {0, 3, 5}};
        routes.setGraph(4, 4, edges);
        routes.runFrom(0);
        std::vector<LatencyRoutes::Step> path;
        QVERIFY(routes.appendPath(3, path));
        QCOMPARE(routes.latencyMs(3), 3.0);
        // Edge 0 as written, edge 1 against its direction, edge 2 as written.
        QVERIFY((path == std::vector<LatencyRoutes::Step>{0, 3, 4}));
    }

    void doesNotPassThroughEnds()
    {
        LatencyRoutes routes;
        // Node 2 is a station between the satellites 0 and 1; node 3 hangs on 1.
        const std::vector<LatencyRoutes::Edge> edges{{2, 0, 1}, {2, 1, 1}, {3, 1, 1}, {0, 1, 10}};
        routes.setGraph(4, 2, edges);
        routes.runFrom(3);
        std::vector<LatencyRoutes::Step> path;
        QVERIFY(routes.appendPath(0, path));
        QCOMPARE(routes.latencyMs(0), 11.0);
        path.clear();
        QVERIFY(routes.appendPath(2, path));
        QCOMPARE(routes.latencyMs(2), 2.0);
    }

    void saysWhereThereIsNoWay()
    {
        LatencyRoutes routes;
        const std::vector<LatencyRoutes::Edge> edges{{0, 1, 1}};
        routes.setGraph(3, 3, edges);
        routes.runFrom(0);
        std::vector<LatencyRoutes::Step> path;
        QVERIFY(!routes.appendPath(2, path));
        QVERIFY(path.empty());
    }

    void agreesWithRelaxationOnRandomGraphs()
    {
        std::mt19937 random(1);
        std::uniform_int_distribution<std::uint32_t> node(0, 39);
        std::uniform_int_distribution<int> weight(1, 100);
        for (int round = 0; round < 20; ++round) {
            constexpr std::uint32_t nodes = 40;
            std::vector<LatencyRoutes::Edge> edges;
            for (int i = 0; i < 80; ++i)
                edges.push_back({node(random), node(random), static_cast<double>(weight(random))});
            LatencyRoutes routes;
            routes.setGraph(nodes, nodes, edges);
            routes.runFrom(0);
            std::vector<double> distance(nodes, 1e18);
            distance[0] = 0;
            for (std::uint32_t k = 0; k < nodes; ++k) {
                for (const auto &edge : edges) {
                    distance[edge.b] = std::min(distance[edge.b], distance[edge.a] + edge.latencyMs);
                    distance[edge.a] = std::min(distance[edge.a], distance[edge.b] + edge.latencyMs);
                }
            }
            for (std::uint32_t to = 1; to < nodes; ++to) {
                std::vector<LatencyRoutes::Step> path;
                const bool found = routes.appendPath(to, path);
                QCOMPARE(found, distance[to] < 1e17);
                if (!found)
                    continue;
                QCOMPARE(routes.latencyMs(to), distance[to]);
                double along = 0;
                for (const auto step : path)
                    along += edges[step / 2].latencyMs;
                QCOMPARE(along, distance[to]);
            }
        }
    }
};

DESK_TEST(TstLatencyRoutes)
#include "tst_latencyroutes.moc"
