// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/network/betweenness.h"
#include "models/network/routefinder.h"
#include "tests/support/testprogram.h"
#include "tests/unit/network/randomnetwork.h"

#include <QtTest>

#include <algorithm>

using namespace desk;

class TstBetweenness : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theMiddleOfAChainIsOnEveryWay()
    {
        const Network chain(3, std::vector<NetworkLink>{{0, 1}, {1, 2}});
        const auto result = betweennessOf(chain, {});
        QVERIFY(result);
        QVERIFY(result->exact);
        QCOMPARE(result->ofNode, (std::vector<double>{0, 1, 0}));
        // Two of the three pairs use each link.
        QCOMPARE(result->ofLink[0], 2.0 / 3);
        QCOMPARE(result->ofLink[1], 2.0 / 3);
    }

    void equalWaysShare()
    {
        // A square: each pair of opposite corners has two ways.
        const Network square(4, std::vector<NetworkLink>{{0, 1}, {1, 2}, {2, 3}, {3, 0}});
        const auto result = betweennessOf(square, {});
        for (const double value : result->ofNode)
            QCOMPARE(value, 0.5 / 3);
    }

    void itIsTheShareOfTheShortestWays_data()
    {
        QTest::addColumn<bool>("byLatency");
        QTest::addRow("hops") << false;
        QTest::addRow("latency") << true;
    }
    void itIsTheShareOfTheShortestWays()
    {
        QFETCH(bool, byLatency);
        const RouteMeasure measure = byLatency ? RouteMeasure::latency : RouteMeasure::hops;
        std::mt19937 random(11);
        for (int round = 0; round < 25; ++round) {
            const Network network = randomNetwork(random, 8, 12);
            const auto result = betweennessOf(network, {.measure = measure});
            QVERIFY(result);
            std::vector<double> expected(8, 0.0);
            RouteFinder finder(network);
            std::size_t working = 0;
            for (std::uint32_t from = 0; from < 8; ++from) {
                working += network.works(from) ? 1 : 0;
                for (std::uint32_t to = 0; to < from; ++to) {
                    auto routes = finder.alternatives(from, to, measure, 60).value_or(std::vector<Route>());
                    const auto length = [byLatency](const Route &route) {
                        return byLatency ? route.latencyMs : double(route.hops());
                    };
                    std::erase_if(routes, [&](const Route &r) { return length(r) > length(routes.front()); });
                    for (const Route &route : routes) {
                        for (std::size_t i = 1; i + 1 < route.nodes.size(); ++i)
                            expected[route.nodes[i]] += 1.0 / double(routes.size());
                    }
                }
            }
            const double pairs = double(working - 1) * double(working - 2) / 2;
            for (std::uint32_t i = 0; i < 8; ++i)
                QVERIFY(std::abs(result->ofNode[i] - expected[i] / pairs) < 1e-12);
        }
    }

    void aSampleIsNearAndRepeatable()
    {
        std::mt19937 random(2);
        const Network network = randomNetwork(random, 400, 900);
        const auto all = betweennessOf(network, {});
        const auto some = betweennessOf(network, {.mostSources = 100, .seed = 4});
        QVERIFY(all && some);
        QVERIFY(all->exact && !some->exact);
        QCOMPARE(some->sources, std::size_t{100});
        QCOMPARE(betweennessOf(network, {.mostSources = 100, .seed = 4})->ofNode, some->ofNode);
        const double highest = *std::ranges::max_element(all->ofNode);
        for (std::size_t i = 0; i < all->ofNode.size(); ++i)
            QVERIFY(std::abs(all->ofNode[i] - some->ofNode[i]) < 0.3 * highest);
    }

    void whatCannotBeCountedIsRefused()
    {
        const Network network(3, std::vector<NetworkLink>{{0, 1}});
        QCOMPARE(betweennessOf(network, {.measure = RouteMeasure::capacity}).error().field, "measure");
        std::stop_source stop;
        stop.request_stop();
        QCOMPARE(betweennessOf(network, {}, stop.get_token()).error().code, ErrorCode::timeout);
        QVERIFY(betweennessOf(Network(0, {}), {})->ofNode.empty());
        QCOMPARE(betweennessOf(Network(1, {}), {})->ofNode, std::vector<double>{0});
        QCOMPARE(betweennessOf(network, {.mostSources = 0})->sources, std::size_t{0});
    }
};

DESK_TEST(TstBetweenness)
#include "tst_betweenness.moc"
