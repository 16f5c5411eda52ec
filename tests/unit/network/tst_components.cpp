// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/network/components.h"
#include "tests/support/testprogram.h"

#include <QtTest>

using namespace desk;

using Nodes = std::vector<std::uint32_t>;

class TstComponents : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void partsAreNumberedByTheirFirstNodes()
    {
        const Network network(6, std::vector<NetworkLink>{{4, 0}, {1, 2}, {2, 5}, {3, 3}, {1, 99}});
        const Components parts = componentsOf(network);
        QCOMPARE(parts.ofNode, (Nodes{0, 1, 1, 2, 0, 1}));
        QCOMPARE(parts.sizes, (std::vector<std::size_t>{2, 3, 1}));
        QCOMPARE(parts.largest, 1U);
        QVERIFY(parts.together(1, 5));
        QVERIFY(!parts.together(0, 5));
    }

    void whatReachesNoGroundIsCutOff()
    {
        Network network(6, std::vector<NetworkLink>{{0, 1}, {1, 2}, {3, 4}, {4, 5}});
        // Without ground: what is not with the largest part; of equals the first counts.
        QCOMPARE(cutOffNodes(network, componentsOf(network)), (Nodes{3, 4, 5}));
        network.setOnGround(5);
        QCOMPARE(cutOffNodes(network, componentsOf(network)), (Nodes{0, 1, 2}));
        QCOMPARE(componentsOf(network).groundNodes, (std::vector<std::size_t>{0, 1}));
        network.switchLink(2, false);
        QCOMPARE(cutOffNodes(network, componentsOf(network)), (Nodes{0, 1, 2, 3}));
        // Ground that does not work is none, and what does not work is not cut off.
        network.switchNode(5, false);
        network.switchLink(2, true);
        QCOMPARE(cutOffNodes(network, componentsOf(network)), (Nodes{3, 4}));
        QVERIFY(!componentsOf(network).together(5, 5));
    }

    void nothingHasNoParts()
    {
        const Network empty(0, {});
        QCOMPARE(componentsOf(empty).count(), std::size_t{0});
        QCOMPARE(componentsOf(empty).largest, Components::none);
        QVERIFY(cutOffNodes(empty, componentsOf(empty)).empty());
        const Network one(1, {});
        QCOMPARE(componentsOf(one).count(), std::size_t{1});
        QVERIFY(cutOffNodes(one, componentsOf(one)).empty());
    }
};

DESK_TEST(TstComponents)
#include "tst_components.moc"
