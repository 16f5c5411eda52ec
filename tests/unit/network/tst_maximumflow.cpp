// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/network/maximumflow.h"
#include "tests/support/testprogram.h"
#include "tests/unit/network/randomnetwork.h"

#include <QtTest>

#include <algorithm>
#include <numeric>

using namespace desk;

using Nodes = std::vector<std::uint32_t>;

namespace {

double capacityOf(const Network &network, std::uint32_t link, FlowUnit unit)
{
    if (!network.linkWorks(link))
        return 0;
    const double capacity = unit == FlowUnit::links ? 1 : network.capacityGbps(link);
    return std::isnan(capacity) ? 0 : capacity;
}

// The least cut over all divisions of the nodes.
double leastCut(const Network &network, const Nodes &sources, const Nodes &targets, FlowUnit unit)
{
    double least = 1e9;
    for (std::uint32_t set = 0; set < 1U << network.nodeCount(); ++set) {
        const auto inside = [set](std::uint32_t node) { return (set >> node & 1U) != 0; };
        if (!std::ranges::all_of(sources, inside) || std::ranges::any_of(targets, inside))
            continue;
        double sum = 0;
        for (std::uint32_t i = 0; i < network.linkCount(); ++i) {
            const auto [a, b] = network.graph().link(i);
            if (network.linkWorks(i) && inside(a) != inside(b))
                sum += capacityOf(network, i, unit);
        }
        least = std::min(least, sum);
    }
    return least;
}

} // namespace

class TstMaximumFlow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theNarrowPlaceIsTheCut()
    {
        // 0 -10- 1 -3- 2 -10- 3, and 1 -4- 2 besides
        Network network(4, std::vector<NetworkLink>{{0, 1}, {1, 2}, {3, 2}, {2, 1}});
        for (const auto &[link, gbps] : {std::pair(0U, 10.0), {1U, 3.0}, {2U, 10.0}, {3U, 4.0}})
            network.setCapacity(link, gbps);
        const auto flow = maximumFlow(network, Nodes{0}, Nodes{3}, FlowUnit::capacity);
        QVERIFY(flow);
        QCOMPARE(flow->amount, 7.0);
        QCOMPARE(flow->cut, (Nodes{1, 3}));
        QCOMPARE(flow->ofLink, (std::vector<double>{7, 3, -7, -4}));
        QCOMPARE(flow->nearSide, (std::vector<std::uint8_t>{1, 1, 0, 0}));
        const auto links = maximumFlow(network, Nodes{0}, Nodes{3}, FlowUnit::links);
        QCOMPARE(links->amount, 1.0);
        QCOMPARE(links->cut, Nodes{0});
        network.setCapacity(1, Network::unknown);
        const auto less = maximumFlow(network, Nodes{0}, Nodes{3}, FlowUnit::capacity);
        QCOMPARE(less->amount, 4.0);
        QCOMPARE(less->unknown, std::size_t{1});
    }

    void itIsTheLeastCutOfAllDivisions()
    {
        std::mt19937 random(5);
        double sum = 0;
        for (int round = 0; round < 120; ++round) {
            const Network network = randomNetwork(random, 9, 8 + std::uint32_t(round) % 14);
            const Nodes sources = round % 2 == 0 ? Nodes{0} : Nodes{0, 3};
            const Nodes targets = round % 3 == 0 ? Nodes{8} : Nodes{7, 8};
            for (const FlowUnit unit : {FlowUnit::capacity, FlowUnit::links}) {
                const auto flow = maximumFlow(network, sources, targets, unit);
                QVERIFY(flow);
                QCOMPARE(flow->amount, leastCut(network, sources, targets, unit));
                double cut = 0;
                for (const std::uint32_t link : flow->cut)
                    cut += capacityOf(network, link, unit);
                QCOMPARE(cut, flow->amount);
                sum += flow->amount;
                conserves(network, *flow, sources, targets, unit);
            }
        }
        QVERIFY(sum > 200);
    }

    void whatCannotBeAskedIsRefused()
    {
        const Network network(3, std::vector<NetworkLink>{{0, 1}});
        QCOMPARE(maximumFlow(network, Nodes{}, Nodes{1}, FlowUnit::links).error().field, "sources");
        QCOMPARE(maximumFlow(network, Nodes{0}, Nodes{}, FlowUnit::links).error().field, "targets");
        QCOMPARE(maximumFlow(network, Nodes{9}, Nodes{1}, FlowUnit::links).error().field, "sources");
        QCOMPARE(maximumFlow(network, Nodes{0}, Nodes{9}, FlowUnit::links).error().field, "targets");
        QCOMPARE(maximumFlow(network, Nodes{0, 1}, Nodes{1}, FlowUnit::links).error().field, "targets");
        QCOMPARE(maximumFlow(network, Nodes{0}, Nodes{2}, FlowUnit::links)->amount, 0.0);
    }

    void whatDoesNotWorkSendsNothing()
    {
        Network network(2, std::vector<NetworkLink>{{0, 1}});
        QCOMPARE(maximumFlow(network, Nodes{0}, Nodes{1}, FlowUnit::links)->amount, 1.0);
        network.switchNode(0, false);
        QCOMPARE(maximumFlow(network, Nodes{0}, Nodes{1}, FlowUnit::links)->amount, 0.0);
        QCOMPARE(maximumFlow(network, Nodes{1}, Nodes{0}, FlowUnit::links)->amount, 0.0);
    }

private:
    static void conserves(const Network &network, const MaximumFlow &flow, const Nodes &sources,
                          const Nodes &targets, FlowUnit unit)
    {
        std::vector<double> gain(network.nodeCount(), 0);
        for (std::uint32_t i = 0; i < network.linkCount(); ++i) {
            QVERIFY(std::abs(flow.ofLink[i]) <= capacityOf(network, i, unit));
            if (flow.ofLink[i] == 0)
                continue;
            gain[network.graph().link(i).a] -= flow.ofLink[i];
            gain[network.graph().link(i).b] += flow.ofLink[i];
        }
        for (std::uint32_t i = 0; i < network.nodeCount(); ++i) {
            const bool isEnd = std::ranges::find(sources, i) != sources.end() ||
                               std::ranges::find(targets, i) != targets.end();
            QVERIFY(isEnd || gain[i] == 0);
        }
    }
};

DESK_TEST(TstMaximumFlow)
#include "tst_maximumflow.moc"
