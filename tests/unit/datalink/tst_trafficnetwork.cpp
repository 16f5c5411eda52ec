// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/datalink/trafficnetwork.h"
#include "tests/support/testprogram.h"

#include <QtTest>

#include <numeric>

using namespace desk;

namespace {

const std::vector<GroundStation> stations{{"gs-a", "A", {0, 0, 0}}, {"gs-b", "B", {0, 60, 0}}};
const std::vector<double> ones(4, 1.0);
constexpr Timestamp start = fromNanoseconds(1'795'236'600'000'000'000);

// gs-a(2) - 0 - 1 - gs-b(3), everything in sight.
std::vector<SimulatedLink> chain()
{
    const GroundLinkBudget budget(rainClimateAt({0, 0, 0}));
    std::vector<SimulatedLink> links;
    links.emplace_back(SimulatedLink::Kind::laser, std::array{0U, 1U}, 1U, "0->1");
    links.emplace_back(SimulatedLink::Kind::ground, std::array{2U, 0U}, 1U, "a->0");
    links.emplace_back(SimulatedLink::Kind::ground, std::array{3U, 1U}, 1U, "b->1");
    links[0].updateLaser(0, 3000);
    links[1].updateGround(0, budget, {0, 60, 600}, 0);
    links[2].updateGround(0, budget, {0, 60, 600}, 0);
    return links;
}

} // namespace

class TstTrafficNetwork : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void carriesTheDemandAlongTheRoute()
    {
        auto links = chain();
        TrafficNetwork network(stations, 2, 1);
        network.advance(start, 0, links, true, ones);
        QCOMPARE(network.routedPairs(), std::size_t{2});
        const double up = links[1].directions[0].queue.offeredGbps();
        QVERIFY(up > 0);
        // What goes up at a passes 0->1 and comes down at b.
        QVERIFY(std::abs(links[0].directions[0].queue.offeredGbps() - up) < 1e-12);
        QVERIFY(std::abs(links[2].directions[1].queue.offeredGbps() - up) < 1e-12);
        const double back = links[2].directions[0].queue.offeredGbps();
        QVERIFY(std::abs(links[1].directions[1].queue.offeredGbps() - back) < 1e-12);
    }

    void overloadFillsTheFirstQueueAndSparesTheNext()
    {
        auto links = chain();
        TrafficNetwork network(stations, 2, 1);
        const std::vector<double> burst{1, 1, 20, 1};
        for (int second = 0; second < 600; ++second)
            network.advance(start + std::chrono::seconds(second), second > 0 ? 1 : 0, links, second == 0,
                            burst);
        const FluidQueue &first = links[1].directions[0].queue;
        const FluidQueue &next = links[0].directions[0].queue;
        QVERIFY(first.backlogGbit() > 0.5 * linkBufferGbit);
        QVERIFY(first.lossRate() > 0.1);
        QVERIFY(first.throughputGbps() <= links[1].directions[0].capacityGbps() + 1e-9);
        QVERIFY(next.offeredGbps() <= links[1].directions[0].capacityGbps() * 1.05);
        QCOMPARE(links[1].directions[0].utilization(), 1.0);
    }

    void brokenLinkCarriesNothing()
    {
        auto links = chain();
        TrafficNetwork network(stations, 2, 1);
        network.advance(start, 0, links, true, ones);
        links[0].active = false;
        network.advance(start + std::chrono::seconds(1), 1, links, true, ones);
        QCOMPARE(network.routedPairs(), std::size_t{0});
        for (const SimulatedLink &link : links) {
            for (const SimplexChannel &direction : link.directions)
                QCOMPARE(direction.queue.offeredGbps(), 0.0);
        }
    }

    void stationsDoNotRelay()
    {
        // 0 - gs-a - 1: the satellites meet only over the ground.
        auto links = chain();
        links.erase(links.begin());
        links.emplace_back(SimulatedLink::Kind::ground, std::array{2U, 1U}, 1U, "a->1");
        links.back().updateGround(0, GroundLinkBudget(rainClimateAt({0, 0, 0})), {0, 60, 600}, 0);
        TrafficNetwork network(stations, 2, 1);
        network.advance(start, 0, links, true, ones);
        QCOMPARE(links[0].directions[0].queue.offeredGbps(), 0.0); // a -> 0 leads nowhere
        QVERIFY(links[2].directions[0].queue.offeredGbps() > 0);
    }
};

DESK_TEST(TstTrafficNetwork)
#include "tst_trafficnetwork.moc"
