// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/network/components.h"
#include "models/network/singlepoints.h"
#include "tests/support/testprogram.h"
#include "tests/unit/network/randomnetwork.h"

#include <QtTest>

#include <set>

using namespace desk;

namespace {

// What a loss does to the component of a node, by taking it away: nodes outside the largest rest, and nodes
// without ground that had it.
std::optional<SinglePointLoss> lossByTrying(const Network &before, const Network &after, std::uint32_t member)
{
    const Components was = componentsOf(before);
    const Components is = componentsOf(after);
    const std::uint32_t component = was.ofNode[member];
    std::set<std::uint32_t> parts;
    for (std::uint32_t i = 0; i < before.nodeCount(); ++i) {
        if (was.ofNode[i] == component && is.ofNode[i] != Components::none)
            parts.insert(is.ofNode[i]);
    }
    SinglePointLoss loss;
    std::size_t all = 0;
    std::size_t largest = 0;
    for (const std::uint32_t part : parts) {
        all += is.sizes[part];
        largest = std::max(largest, is.sizes[part]);
        loss.grounded += was.groundNodes[component] > 0 && is.groundNodes[part] == 0 ? is.sizes[part] : 0;
    }
    loss.separated = all - largest;
    return parts.size() > 1 ? std::optional(loss) : std::nullopt;
}

} // namespace

class TstSinglePoints : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aChainIsAllSinglePoints()
    {
        Network network(4, std::vector<NetworkLink>{{0, 1}, {1, 2}, {2, 3}});
        network.setOnGround(0);
        const SinglePoints points = singlePointsOf(network);
        QCOMPARE(points.nodes.size(), std::size_t{2});
        QVERIFY((points.nodes[0] == SinglePoints::Node{1, {1, 2}}));
        QVERIFY((points.nodes[1] == SinglePoints::Node{2, {1, 1}}));
        QCOMPARE(points.links.size(), std::size_t{3});
        QVERIFY((points.links[0] == SinglePoints::Link{0, {1, 3}}));
        QVERIFY((points.links[1] == SinglePoints::Link{1, {2, 2}}));
        QCOMPARE(points.lastGround, std::vector<std::uint32_t>{0});
    }

    void aRingAndADoubleLinkHaveNone()
    {
        Network network(3, std::vector<NetworkLink>{{0, 1}, {1, 2}, {2, 0}});
        QVERIFY(singlePointsOf(network).nodes.empty());
        QVERIFY(singlePointsOf(network).links.empty());
        Network twice(2, std::vector<NetworkLink>{{0, 1}, {1, 0}});
        QVERIFY(singlePointsOf(twice).links.empty());
        twice.switchLink(0, false);
        QCOMPARE(singlePointsOf(twice).links.size(), std::size_t{1});
    }

    void theyAreThoseThatTryingFinds()
    {
        std::mt19937 random(3);
        std::size_t nodes = 0;
        std::size_t links = 0;
        for (int round = 0; round < 300; ++round) {
            const Network network = randomNetwork(random, 14, 8 + std::uint32_t(round) % 16);
            const SinglePoints points = singlePointsOf(network);
            std::vector<SinglePoints::Node> expectedNodes;
            std::vector<SinglePoints::Link> expectedLinks;
            for (std::uint32_t i = 0; i < network.nodeCount(); ++i) {
                Network after = network;
                after.switchNode(i, false);
                if (!network.works(i))
                    continue;
                if (const auto loss = lossByTrying(network, after, i))
                    expectedNodes.push_back({i, *loss});
            }
            for (std::uint32_t i = 0; i < network.linkCount(); ++i) {
                Network after = network;
                after.switchLink(i, false);
                if (!network.linkWorks(i))
                    continue;
                if (const auto loss = lossByTrying(network, after, network.graph().link(i).a))
                    expectedLinks.push_back({i, *loss});
            }
            QVERIFY(points.nodes == expectedNodes);
            QVERIFY(points.links == expectedLinks);
            nodes += expectedNodes.size();
            links += expectedLinks.size();
        }
        QVERIFY(nodes > 300);
        QVERIFY(links > 300);
    }

    void aChainOfFiftyThousandNeedsNoDeepStack()
    {
        constexpr std::uint32_t count = 50'000;
        std::vector<NetworkLink> links;
        for (std::uint32_t i = 1; i < count; ++i)
            links.push_back({i - 1, i});
        const SinglePoints points = singlePointsOf(Network(count, links));
        QCOMPARE(points.nodes.size(), std::size_t{count - 2});
        QCOMPARE(points.links.size(), std::size_t{count - 1});
    }

    void nothingHasNone()
    {
        QVERIFY(singlePointsOf(Network(0, {})).nodes.empty());
        const Network loop(1, std::vector<NetworkLink>{{0, 0}});
        QVERIFY(singlePointsOf(loop).nodes.empty());
        QVERIFY(singlePointsOf(loop).links.empty());
    }
};

DESK_TEST(TstSinglePoints)
#include "tst_singlepoints.moc"
