// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/topology/fleetorbits.h"
#include "tests/support/testprogram.h"

#include <QtTest>

using namespace desk;
using namespace std::chrono_literals;

namespace {

std::shared_ptr<const std::string> definition(int raan = 247)
{
    // The check sum of the second line follows the right ascension: 247.4627 gives 7.
    const std::string sum = raan == 247 ? "7" : "8";
    return std::make_shared<const std::string>(
        R"({"line1":"1 25544U 98067A   08264.51782528 -.00002182  00000-0 -11606-4 0  2927",)"
        R"("line2":"2 25544  51.6416 )" +
        std::to_string(raan) + R"(.4627 0006703 130.5360 325.0288 15.7212539156353)" + sum + R"("})");
}

TopologySnapshot fleet()
{
    TopologySnapshot snapshot;
    snapshot.nodes.resize(4);
    snapshot.nodes[0].orbit = definition();
    snapshot.nodes[2].orbit = std::make_shared<const std::string>("no orbit");
    snapshot.nodes[3].orbit = definition(248);
    return snapshot;
}

} // namespace

class TstFleetOrbits : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void placesWhatHasAnOrbit()
    {
        const TopologySnapshot snapshot = fleet();
        const auto orbits = FleetOrbits::read(snapshot);
        QVERIFY(orbits->orbit(0) && !orbits->orbit(1) && !orbits->orbit(2) && orbits->orbit(3));
        QVERIFY(!orbits->orbit(99));
        const Timestamp time = orbits->orbit(0)->epoch() + 10min;
        const auto positions = orbits->positionsAt(time);
        QCOMPARE(positions.size(), std::size_t(4));
        QVERIFY(!positions[1] && !positions[2]);
        const auto state = orbits->orbit(0)->stateAt(time);
        const auto expected = geodeticFromEarthFixed(
            earthFixedFromTeme(state->positionKm, greenwichSiderealTime(toJulianDate(time))));
        QCOMPARE(*positions[0], expected);
        // A plane one degree further east is one degree further east.
        QVERIFY(std::abs(std::remainder(positions[3]->longitude - positions[0]->longitude, 360.0) - 1) <
                0.01);
        QVERIFY(!orbits->positionsAt(time + std::chrono::years(150))[0]); // SGP4 refuses
    }

    void readsOnlyWhatIsNew()
    {
        TopologySnapshot snapshot = fleet();
        const auto first = FleetOrbits::read(snapshot);
        QVERIFY(first->suits(snapshot));
        snapshot.nodes[0].orbit = definition(); // said again
        snapshot.nodes[3].orbit = definition();
        QVERIFY(!first->suits(snapshot));
        const auto second = FleetOrbits::read(snapshot, first);
        QVERIFY(second->suits(snapshot));
        QCOMPARE(second->orbit(0), first->orbit(0));
        QVERIFY(second->orbit(3) != first->orbit(3));
        snapshot.nodes.pop_back();
        QVERIFY(!second->suits(snapshot));
    }
};

DESK_TEST(TstFleetOrbits)
#include "tst_fleetorbits.moc"
