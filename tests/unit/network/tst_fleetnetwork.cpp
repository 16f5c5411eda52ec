// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/network/fleetnetwork.h"
#include "models/topology/topology.h"
#include "tests/support/testprogram.h"

#include <QtTest>

using namespace desk;

namespace {

FleetDefinition threeNodes()
{
    FleetDefinition fleet;
    for (const char *id : {"a", "b", "c"}) {
        FleetNode node;
        node.id = id;
        node.type = NodeType::satellite;
        fleet.nodes.push_back(node);
    }
    fleet.nodes[2].type = NodeType::groundStation;
    fleet.nodes[0].position = FleetDefinition::Position{0, 0, 621.863};
    fleet.nodes[2].position = FleetDefinition::Position{0, 0, 0};
    FleetEdge edge;
    edge.source = 0;
    edge.target = 1;
    edge.latencyMs = 7;
    edge.capacityGbps = 20;
    fleet.edges.push_back(edge);
    edge = {};
    edge.source = 0;
    edge.target = 2;
    fleet.edges.push_back(edge);
    edge.source = 1;
    edge.active = false;
    fleet.edges.push_back(edge);
    return fleet;
}

} // namespace

class TstFleetNetwork : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aDefinitionBecomesANetwork()
    {
        const Network network = networkOf(threeNodes());
        check(network);
    }

    void aSnapshotBecomesTheSame()
    {
        Topology topology;
        topology.replace(threeNodes());
        check(networkOf(*topology.publish(Timestamp{})));
    }

    void whatIsFailedDoesNotWork()
    {
        FleetDefinition fleet = threeNodes();
        fleet.nodes[0].health = Health::failed;
        fleet.nodes[1].health = Health::maintenance;
        const Network network = networkOf(fleet);
        QVERIFY(!network.works(0));
        QVERIFY(network.works(1));
        QVERIFY(!network.linkWorks(0));
        QCOMPARE(network.workingLinksOf(0), std::size_t{0});
    }

    void anEmptyFleetIsANetworkOfNothing()
    {
        QCOMPARE(networkOf(FleetDefinition()).nodeCount(), std::size_t{0});
        QCOMPARE(networkOf(TopologySnapshot()).linkCount(), std::size_t{0});
        FleetDefinition fleet;
        fleet.edges.resize(1); // ends that are not there
        QVERIFY(!networkOf(fleet).linkWorks(0));
    }

private:
    static void check(const Network &network)
    {
        QCOMPARE(network.nodeCount(), std::size_t{3});
        QVERIFY(network.linkWorks(0));
        QCOMPARE(network.latencyMs(0), 7.0);
        QVERIFY(!network.isEstimated(0));
        QCOMPARE(network.capacityGbps(0), 20.0);
        // 621.863 km of light
        QVERIFY(std::abs(network.latencyMs(1) - 2.0743) < 1e-3);
        QVERIFY(network.isEstimated(1));
        QVERIFY(std::isnan(network.capacityGbps(1)));
        QVERIFY(!network.linkWorks(2));
        QVERIFY(std::isnan(network.latencyMs(2)));
        QCOMPARE(network.groundNodes(), std::vector<std::uint32_t>{2});
        QCOMPARE(network.workingLinksOf(2), std::size_t{1});
    }
};

DESK_TEST(TstFleetNetwork)
#include "tst_fleetnetwork.moc"
