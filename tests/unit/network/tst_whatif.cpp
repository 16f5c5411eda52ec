// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/network/whatif.h"
#include "tests/support/testprogram.h"

#include <QtTest>

#include <cmath>

using namespace desk;

namespace {

// Ground 0 under satellite 1, a chain to satellite 3; ground 4 under 3.
Network chain()
{
    Network network(5, std::vector<NetworkLink>{{0, 1}, {1, 2}, {2, 3}, {3, 4}});
    for (std::uint32_t i = 0; i < 4; ++i) {
        network.setLatency(i, 2);
        network.setCapacity(i, 10);
    }
    network.setOnGround(0);
    network.setOnGround(4);
    return network;
}

} // namespace

class TstWhatIf : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anOutageTakesWhatHangsOnIt()
    {
        const Network network = chain();
        const std::vector<WatchedRoute> watched{{0, 4, RouteMeasure::latency}, {0, 1, RouteMeasure::hops}};
        const WhatIf result = whatIf(network, {{3}, {0, 77}}, watched);
        QCOMPARE(result.nodesOff, std::size_t{1});
        QCOMPARE(result.linksOff, std::size_t{3});
        QCOMPARE(result.componentsBefore, std::size_t{1});
        QCOMPARE(result.componentsAfter, std::size_t{3});
        QCOMPARE(result.newlyCutOff, (std::vector<std::uint32_t>{1, 2}));
        QCOMPARE(result.groundBefore.gbps, 20.0);
        QCOMPARE(result.groundAfter.gbps, 0.0);
        QCOMPARE(result.routes[0].before->latencyMs, 8.0);
        QCOMPARE(result.routes[0].after.error().reason, NoRoute::Reason::sourceAlone);
        QVERIFY(!result.routes[1].after);
        // The network itself is as it was.
        QVERIFY(network.works(3));
        QVERIFY(network.linkWorks(0));
    }

    void nothingOffChangesNothing()
    {
        const WhatIf result = whatIf(chain(), {});
        QCOMPARE(result.linksOff, std::size_t{0});
        QVERIFY(result.newlyCutOff.empty());
        QCOMPARE(result.groundAfter.gbps, result.groundBefore.gbps);
        QCOMPARE(whatIf(Network(0, {}), {{5}, {5}}).nodesOff, std::size_t{0});
    }

    void linksOfUnknownCapacityAreCountedAndNoneKnownIsUnknown()
    {
        Network network = chain();
        network.setCapacity(3, Network::unknown);
        const WhatIf some = whatIf(network, {{}, {1}});
        QCOMPARE(some.groundBefore.gbps, 10.0);
        QCOMPARE(some.groundBefore.unknown, std::size_t{1});
        QCOMPARE(some.groundAfter.unknown, std::size_t{1});
        for (std::uint32_t i = 0; i < 4; ++i)
            network.setCapacity(i, Network::unknown);
        const WhatIf all = whatIf(network, {{}, {0, 1, 2, 3}});
        QVERIFY(std::isnan(all.groundBefore.gbps));
        QCOMPARE(all.groundBefore.unknown, std::size_t{4});
        QCOMPARE(all.groundAfter.gbps, 0.0); // nothing works any more: that is known
    }

    void withTheLastGroundAllAreCutOff()
    {
        QCOMPARE(whatIf(chain(), {{0, 4}, {}}).newlyCutOff, (std::vector<std::uint32_t>{1, 2, 3}));
    }
};

DESK_TEST(TstWhatIf)
#include "tst_whatif.moc"
