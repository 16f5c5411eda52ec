// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/network/routefinder.h"
#include "tests/support/testprogram.h"

#include <QtTest>

#include <algorithm>
#include <functional>
#include <random>
#include <set>

using namespace desk;

namespace {

struct Link
{
    std::uint32_t a;
    std::uint32_t b;
    double latencyMs;
    double capacityGbps = 1;
};

Network networkOf(std::size_t nodes, const std::vector<Link> &links)
{
    std::vector<NetworkLink> ends;
    for (const Link &link : links)
        ends.push_back({link.a, link.b});
    Network network(nodes, ends);
    for (std::uint32_t i = 0; i < links.size(); ++i) {
        network.setLatency(i, links[i].latencyMs);
        network.setCapacity(i, links[i].capacityGbps);
    }
    return network;
}

using Nodes = std::vector<std::uint32_t>;

// Every way without a node twice, in no order.
std::vector<Route> allRoutes(const Network &network, std::uint32_t from, std::uint32_t to)
{
    std::vector<Route> routes;
    Nodes nodes{from};
    Nodes links;
    const std::function<void()> walk = [&] {
        if (nodes.back() == to) {
            routes.push_back(routeAlong(network, nodes, links));
            return;
        }
        for (const auto &arc : network.graph().arcs(nodes.back())) {
            if (!network.isOpen(arc) || std::ranges::find(nodes, arc.to) != nodes.end())
                continue;
            nodes.push_back(arc.to);
            links.push_back(arc.link);
            walk();
            nodes.pop_back();
            links.pop_back();
        }
    };
    walk();
    return routes;
}

using Key = std::tuple<double, double, double>;

Key keyOf(const Route &route, RouteMeasure measure)
{
    const auto hops = static_cast<double>(route.hops());
    switch (measure) {
    case RouteMeasure::latency:
        return {route.latencyMs, hops, 0};
    case RouteMeasure::hops:
        return {hops, route.latencyMs, 0};
    case RouteMeasure::capacity:
        break;
    }
    return {-route.capacityGbps, hops, route.latencyMs};
}

} // namespace

class TstRouteFinder : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void eachMeasureHasItsOwnRoute()
    {
        // 0 - 1 - 2 - 3 fast and narrow, 0 - 3 slow, 0 - 4 - 3 wide.
        const Network network = networkOf(
            5, {{0, 1, 1, 1}, {1, 2, 1, 1}, {2, 3, 1, 1}, {0, 3, 50, 2}, {0, 4, 20, 9}, {4, 3, 20, 8}});
        RouteFinder finder(network);
        const auto fast = finder.best(0, 3, RouteMeasure::latency);
        QVERIFY(fast);
        QCOMPARE(fast->nodes, (Nodes{0, 1, 2, 3}));
        QCOMPARE(fast->links, (Nodes{0, 1, 2}));
        QCOMPARE(fast->latencyMs, 3.0);
        QCOMPARE(fast->capacityGbps, 1.0);
        const auto few = finder.best(0, 3, RouteMeasure::hops);
        QVERIFY(few);
        QCOMPARE(few->nodes, (Nodes{0, 3}));
        const auto wide = finder.best(3, 0, RouteMeasure::capacity);
        QVERIFY(wide);
        QCOMPARE(wide->nodes, (Nodes{3, 4, 0}));
        QCOMPARE(wide->capacityGbps, 8.0);
        QCOMPARE(wide->latencyMs, 40.0);
    }

    void aNodeReachesItselfWithoutALink()
    {
        const Network network = networkOf(1, {});
        RouteFinder finder(network);
        for (const auto measure : {RouteMeasure::latency, RouteMeasure::hops, RouteMeasure::capacity}) {
            const auto route = finder.best(0, 0, measure);
            QVERIFY(route);
            QCOMPARE(route->nodes, Nodes{0});
            QCOMPARE(route->latencyMs, 0.0);
            QVERIFY(std::isnan(route->capacityGbps));
            QCOMPARE(finder.alternatives(0, 0, measure, 3)->size(), std::size_t{1});
        }
    }

    void saysWhyThereIsNoRoute()
    {
        using Reason = NoRoute::Reason;
        // 0 - 1 - 2, 3 - 4, 5 alone
        Network network = networkOf(6, {{0, 1, 1}, {1, 2, 1}, {3, 4, 1}});
        const auto reason = [&](std::uint32_t from, std::uint32_t to,
                                RouteMeasure measure = RouteMeasure::latency) {
            const auto route = RouteFinder(network).best(from, to, measure);
            return route ? NoRoute{Reason::unknownNode, 99, 99} : route.error();
        };
        QVERIFY((reason(0, 6) == NoRoute{Reason::unknownNode, 0, 0}));
        QVERIFY((reason(0, 4) == NoRoute{Reason::separated, 3, 0}));
        QVERIFY((reason(5, 0) == NoRoute{Reason::sourceAlone, 1, 0}));
        QVERIFY((reason(0, 5) == NoRoute{Reason::targetAlone, 3, 0}));
        network.setLatency(1, Network::unknown);
        QVERIFY((reason(0, 2) == NoRoute{Reason::figuresUnknown, 3, 1}));
        QVERIFY(RouteFinder(network).best(0, 2, RouteMeasure::hops));
        network.setCapacity(0, 0);
        QVERIFY((reason(0, 2, RouteMeasure::capacity) == NoRoute{Reason::noCapacity, 3, 0}));
        network.switchNode(1, false);
        QVERIFY((reason(0, 2) == NoRoute{Reason::sourceAlone, 1, 0}));
        QVERIFY((reason(0, 1) == NoRoute{Reason::targetOff, 1, 0}));
        QVERIFY((reason(1, 0).reason == Reason::sourceOff));
        QCOMPARE(words(reason(0, 2), RouteMeasure::latency, "gs-1", "sat-2"), "gs-1 has no working link");
        QVERIFY(!RouteFinder(network).alternatives(0, 2, RouteMeasure::hops, 2));
    }

    void disjointRoutesShareNothingButTheirEnds()
    {
        // Three ways from 0 to 5; the fastest two share the node 1.
        const Network network = networkOf(
            6, {{0, 1, 1}, {1, 5, 1}, {1, 2, 1}, {2, 5, 1}, {0, 3, 5}, {3, 5, 5}, {0, 5, 20}, {0, 5, 30}});
        RouteFinder finder(network);
        const auto routes = finder.disjoint(0, 5, RouteMeasure::latency, 9);
        QVERIFY(routes);
        QCOMPARE(routes->size(), std::size_t{4});
        QCOMPARE((*routes)[0].links, (Nodes{0, 1}));
        QCOMPARE((*routes)[1].links, (Nodes{4, 5}));
        QCOMPARE((*routes)[2].links, Nodes{6});
        QCOMPARE((*routes)[3].links, Nodes{7});
        // What was barred is free again.
        QCOMPARE(finder.best(0, 5, RouteMeasure::latency)->links, (Nodes{0, 1}));
        QCOMPARE(finder.disjoint(0, 0, RouteMeasure::hops, 3)->size(), std::size_t{1});
        QVERIFY(finder.disjoint(0, 5, RouteMeasure::hops, 0)->empty());
        QCOMPARE(finder.disjoint(4, 0, RouteMeasure::hops, 2).error().reason, NoRoute::Reason::sourceAlone);
    }

    void hostileGraphsAreHandled()
    {
        const double nan = std::numeric_limits<double>::quiet_NaN();
        const double infinity = std::numeric_limits<double>::infinity();
        // Self loops, a missing end, double edges, and weights that are none.
        Network network = networkOf(4, {{0, 0, 1},
                                        {0, 9, 1},
                                        {0xFFFFFFFF, 1, 1},
                                        {0, 1, 5},
                                        {0, 1, 2},
                                        {1, 2, nan},
                                        {1, 2, -3},
                                        {1, 2, infinity},
                                        {1, 3, 1},
                                        {3, 2, 1}});
        QCOMPARE(network.graph().selfLoops(), std::size_t{1});
        QCOMPARE(network.graph().missingEnds(), std::size_t{2});
        network.switchNode(77, false); // passed over
        network.switchLink(77, false);
        const auto route = RouteFinder(network).best(0, 2, RouteMeasure::latency);
        QVERIFY(route);
        QCOMPARE(route->links, (Nodes{4, 8, 9}));
        QCOMPARE(route->latencyMs, 4.0);
        QVERIFY(!network.linkWorks(0));
        QVERIFY(!network.linkWorks(1));
        const Network empty(0, {});
        QVERIFY(!RouteFinder(empty).best(0, 0, RouteMeasure::hops));
    }

    void aTieIsSettledByFewerLinks()
    {
        const Network network = networkOf(4, {{0, 1, 1}, {1, 2, 1}, {2, 3, 1}, {0, 3, 3}});
        QCOMPARE(RouteFinder(network).best(0, 3, RouteMeasure::latency)->nodes, (Nodes{0, 3}));
    }

    void unknownFiguresOfARouteStayUnknown()
    {
        Network network = networkOf(3, {{0, 1, 1}, {1, 2, 1}});
        network.setLatency(0, Network::unknown);
        network.setCapacity(0, Network::unknown);
        const auto route = RouteFinder(network).best(0, 2, RouteMeasure::hops);
        QVERIFY(std::isnan(route->latencyMs));
        QVERIFY(std::isnan(route->capacityGbps));
    }

    void bestAndAlternativesAreThoseOfAllRoutes_data()
    {
        QTest::addColumn<int>("measure");
        QTest::addRow("latency") << 0;
        QTest::addRow("hops") << 1;
        QTest::addRow("capacity") << 2;
    }
    void bestAndAlternativesAreThoseOfAllRoutes()
    {
        QFETCH(int, measure);
        const auto by = static_cast<RouteMeasure>(measure);
        std::mt19937 random(7);
        int compared = 0;
        for (int round = 0; round < 60; ++round) {
            std::vector<Link> links;
            for (int i = 0; i < 14; ++i)
                links.push_back({static_cast<std::uint32_t>(random() % 8),
                                 static_cast<std::uint32_t>(random() % 8), static_cast<double>(random() % 9),
                                 static_cast<double>(random() % 4)});
            Network network = networkOf(8, links);
            network.switchNode(random() % 8, false);
            auto expected =
                network.works(0) && network.works(7) ? allRoutes(network, 0, 7) : std::vector<Route>();
            if (by == RouteMeasure::capacity)
                std::erase_if(expected, [](const Route &route) { return route.capacityGbps == 0; });
            std::ranges::sort(expected, {}, [by](const Route &route) { return keyOf(route, by); });
            RouteFinder finder(network);
            const auto best = finder.best(0, 7, by);
            QCOMPARE(best.has_value(), !expected.empty());
            if (expected.empty())
                continue;
            QCOMPARE(keyOf(*best, by), keyOf(expected.front(), by));
            const auto found = finder.alternatives(0, 7, by, 12);
            QVERIFY(found);
            QCOMPARE(found->size(), std::min<std::size_t>(expected.size(), 12));
            std::set<Nodes> different;
            for (std::size_t i = 0; i < found->size(); ++i) {
                QCOMPARE(keyOf((*found)[i], by), keyOf(expected[i], by));
                different.insert((*found)[i].links);
                ++compared;
            }
            QCOMPARE(different.size(), found->size());
        }
        QVERIFY(compared > 100);
    }
};

DESK_TEST(TstRouteFinder)
#include "tst_routefinder.moc"
