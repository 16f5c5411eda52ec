// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/datalink/simulatedlink.h"
#include "tests/support/testprogram.h"

#include <QtTest>

using namespace desk;

namespace {
const GroundLinkBudget budget(rainClimateAt({40, 0, 0}));
}

class TstSimulatedLink : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void laserDirectionsJitterEachOnItsOwn()
    {
        SimulatedLink link(SimulatedLink::Kind::laser, {0, 1}, 1, "a->b");
        double sum = 0;
        double least = 1e9;
        int equal = 0;
        for (int i = 0; i < 5000; ++i) {
            link.updateLaser(1, 2500);
            sum += link.directions[0].snrDb;
            least = std::min(least, link.directions[0].snrDb);
            equal += link.directions[0].snrDb == link.directions[1].snrDb ? 1 : 0;
        }
        const double still = LaserLinkBudget::snrDb(2500, 0);
        QVERIFY(still - sum / 5000 > 0.4 && still - sum / 5000 < 1.5);
        QVERIFY(still - least > 2);
        QCOMPARE(equal, 0);
        QVERIFY(std::abs(link.latencyMs() - propagationDelayMs(2500)) < 1e-12);
    }

    void groundDirectionsShareTheSky()
    {
        SimulatedLink dry(SimulatedLink::Kind::ground, {2, 0}, 1, "g->a");
        SimulatedLink wet(SimulatedLink::Kind::ground, {2, 0}, 1, "g->a");
        for (int i = 0; i < 100; ++i) {
            dry.updateGround(1, budget, {0, 30, 1000}, 0);
            wet.updateGround(1, budget, {0, 30, 1000}, 8);
            QVERIFY(wet.directions[0].snrDb < dry.directions[0].snrDb - 12);
            QVERIFY(wet.directions[1].snrDb < dry.directions[1].snrDb - 8);
            QVERIFY(wet.directions[1].capacityGbps() < dry.directions[1].capacityGbps());
        }
    }

    void sensorHasAFloor()
    {
        SimulatedLink link(SimulatedLink::Kind::ground, {2, 0}, 1, "g->a");
        link.updateGround(1, budget, {0, 10, 1800}, 300);
        QCOMPARE(link.directions[0].snrDb, -20.0);
        QCOMPARE(link.directions[0].capacityGbps(), 0.0);
    }

    void utilizationIsFullWhereNothingGoesThrough()
    {
        SimulatedLink link(SimulatedLink::Kind::ground, {2, 0}, 1, "g->a");
        QCOMPARE(link.directions[0].utilization(), 0.0);
        link.directions[0].queue.advance(1, 0, 1);
        QCOMPARE(link.directions[0].utilization(), 1.0);
    }
};

DESK_TEST(TstSimulatedLink)
#include "tst_simulatedlink.moc"
