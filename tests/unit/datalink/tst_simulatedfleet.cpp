// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/datalink/simulatedfleet.h"

#include "tests/unit/datalink/demofleet.h"

#include "models/topology/fleetorbit.h"
#include "models/topology/orbitalplanes.h"
#include "tests/support/testprogram.h"

#include <QtTest>

using namespace desk;
using namespace std::chrono_literals;

namespace {

ElementSet named(std::string name, int number)
{
    ElementSet elements;
    elements.name = std::move(name);
    elements.catalogNumber = number;
    return elements;
}

} // namespace

class TstSimulatedFleet : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void makesIdsThatTheApiTakes()
    {
        const std::vector<ElementSet> fleet{named("STARLINK-1008", 1), named("", 25544),
                                            named("ISS (ZARYA)", 3), named("starlink 1008", 4),
                                            named(std::string(300, 'x'), 5)};
        const auto ids = satelliteIds(fleet);
        QCOMPARE(ids[0], std::string("starlink-1008"));
        QCOMPARE(ids[1], std::string("sat-25544"));
        QCOMPARE(ids[2], std::string("iss-zarya"));
        QCOMPARE(ids[3], std::string("starlink-1008-2"));
        QVERIFY(ids[4].size() <= 128);
    }

    void leavesFreshElementsAlone()
    {
        auto elements = demo::elements();
        const auto before = elements;
        QVERIFY(redate(elements, *parseTimestamp("2026-05-27T00:00:00Z")) == 0ns);
        QVERIFY(elements == before);
    }

    void movesOldElementsByWholeSiderealDaysAndKeepsTheFormation()
    {
        auto elements = demo::elements();
        const auto before = elements;
        const auto shift = redate(elements, demo::start);
        const double days = std::chrono::duration<double>(shift).count() / 86164.0905;
        QVERIFY(days > 180 && days < 190);
        QVERIFY(std::abs(days - std::round(days)) < 1e-6);
        const double age = minutesBetween(medianEpoch(elements), toJulianDate(demo::start));
        QVERIFY(age >= 0 && age <= 1440);
        for (std::size_t i = 1; i < elements.size(); ++i) {
            const double now = minutesBetween(elements[0].epoch, elements[i].epoch);
            const double then = minutesBetween(before[0].epoch, before[i].epoch);
            QVERIFY(std::abs(now - then) < 1e-6);
        }
        // Over the same ground, but for the precession of the equinoxes.
        const auto ground = [](const ElementSet &satellite) {
            const Timestamp epoch = toTimestamp(satellite.epoch);
            const auto state = Orbit::fromElements(satellite)->stateAt(epoch);
            return earthFixedFromTeme(state->positionKm, greenwichSiderealTime(toJulianDate(epoch)));
        };
        QVERIFY(length(ground(elements[0]) - ground(before[0])) < 5);
    }

    void movesElementsBackForAnEarlierDay()
    {
        auto elements = demo::elements();
        QVERIFY(redate(elements, *parseTimestamp("2020-01-01T00:00:00Z")) < 0ns);
        const auto state = Orbit::fromElements(elements[0])->stateAt(*parseTimestamp("2020-01-01T00:00:00Z"));
        QVERIFY(state);
        QVERIFY(length(state->positionKm) > 6800);
    }

    void orbitIsReadBackAsItWas()
    {
        const ElementSet before = demo::elements().front();
        const auto after = parseFleetOrbit(ommJson(before));
        QVERIFY2(after, after ? "" : after.error().message.c_str());
        QCOMPARE(after->name, before.name);
        QCOMPARE(after->catalogNumber, before.catalogNumber);
        for (const double minutes : {0.0, 700.0, 5000.0}) {
            const Vector3 a = Orbit::fromElements(before)->stateAt(minutes)->positionKm;
            const Vector3 b = Orbit::fromElements(*after)->stateAt(minutes)->positionKm;
            QVERIFY(length(a - b) < 1e-5);
        }
    }

    void definitionIsReadBackAsItWas()
    {
        const auto simulator = ConstellationSimulator::create(demo::options());
        QVERIFY(simulator);
        const FleetDefinition before = simulator->fleet();
        const auto after = parseFleet(fleetDefinitionJson(simulator->time(), before));
        QVERIFY2(after, after ? "" : after.error().message.c_str());
        QCOMPARE(after->nodes.size(), before.nodes.size());
        QCOMPARE(after->edges.size(), before.edges.size());
        for (std::size_t i = 0; i < before.nodes.size(); ++i) {
            QCOMPARE(after->nodes[i].id, before.nodes[i].id);
            QVERIFY(after->nodes[i].type == before.nodes[i].type);
            QCOMPARE(after->nodes[i].label, before.nodes[i].label);
            QVERIFY(std::abs(after->nodes[i].position->longitude - before.nodes[i].position->longitude) <
                    1e-4);
            QCOMPARE(after->nodes[i].orbit != nullptr, before.nodes[i].orbit != nullptr);
        }
        for (std::size_t i = 0; i < before.edges.size(); ++i) {
            QCOMPARE(after->edges[i].source, before.edges[i].source);
            QCOMPARE(after->edges[i].target, before.edges[i].target);
            QVERIFY(after->edges[i].active);
        }
    }

    void quotesInNamesDoNoHarm()
    {
        FleetDefinition fleet;
        FleetNode &node = fleet.nodes.emplace_back();
        node.id = "a";
        node.label = "O'Higgins \"base\" \\";
        const auto after = parseFleet(fleetDefinitionJson(demo::start, fleet));
        QVERIFY2(after, after ? "" : after.error().message.c_str());
        QCOMPARE(after->nodes[0].label, node.label);
    }
};

DESK_TEST(TstSimulatedFleet)
#include "tst_simulatedfleet.moc"
