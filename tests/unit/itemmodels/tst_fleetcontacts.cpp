// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/network/contactsides.h"
#include "models/network/fleetmotion.h"
#include "models/network/fleetplanes.h"
#include "models/topology/fleetorbit.h"
#include "models/topology/orbitfacts.h"
#include "tests/support/testprogram.h"
#include "tests/unit/itemmodels/orbitfixture.h"

#include <QTest>

#include <numeric>

using namespace desk;
using namespace std::chrono_literals;
using Obstacle = ContactSides::Obstacle;

class TstFleetContacts final : public QObject
{
    Q_OBJECT

    OrbitFixture m_world;

    [[nodiscard]] const TopologySnapshot &graph() const { return *m_world.graph; }
    [[nodiscard]] NodeId node(std::string_view name) { return m_world.node(name); }

private Q_SLOTS:
    void initTestCase() { m_world.fleet(); }

    void aSatelliteMeetsAllStationsAndAStationAllSatellites()
    {
        const ContactSides satellite = contactSidesOf(graph(), node("sat-11"));
        QCOMPARE(satellite.obstacle, Obstacle::none);
        QVERIFY(!satellite.ofStation);
        QCOMPARE(satellite.satellites, std::vector<std::uint32_t>{1});
        QCOMPARE(satellite.stations, (std::vector<std::uint32_t>{12, 13, 14}));
        const ContactSides station = contactSidesOf(graph(), node("gs-quito"));
        QVERIFY(station.ofStation);
        QCOMPARE(station.stations, std::vector<std::uint32_t>{13});
        QCOMPARE(station.satellites.size(), 12U);
        const ContactSides all = contactSidesOfAll(graph());
        QCOMPARE(all.satellites.size(), 12U);
        QCOMPARE(all.stations.size(), 3U);
    }

    void aLinkBetweenGroundAndSpaceIsOnePair()
    {
        for (const auto &[a, b] : {std::pair{"sat-11", "gs-quito"}, std::pair{"gs-quito", "sat-11"}}) {
            const ContactSides pair = contactSidesOf(graph(), node(a), node(b));
            QCOMPARE(pair.satellites, std::vector<std::uint32_t>{1});
            QCOMPARE(pair.stations, std::vector<std::uint32_t>{13});
        }
        // Two satellites have no contact of that kind: those of the first with the ground.
        const ContactSides space = contactSidesOf(graph(), node("sat-11"), node("sat-12"));
        QCOMPARE(space.satellites, std::vector<std::uint32_t>{1});
        QCOMPARE(space.stations.size(), 3U);
    }

    void saysWhatIsInTheWay()
    {
        OrbitFixture other;
        other.graphNode("bare");
        other.graphNode("nowhere", NodeType::groundStation);
        other.graphNode("lab", NodeType::device);
        const auto obstacle = [&](std::string_view name) {
            return contactSidesOf(*other.graph, other.node(name)).obstacle;
        };
        QCOMPARE(obstacle("bare"), Obstacle::noOrbit);
        QCOMPARE(obstacle("nowhere"), Obstacle::noPlace);
        QCOMPARE(obstacle("lab"), Obstacle::neither);
        QCOMPARE(obstacle("never heard of"), Obstacle::unknownNode);
        QCOMPARE(contactSidesOf(*other.graph, noNode).obstacle, Obstacle::unknownNode);
        QCOMPARE(contactSidesOfAll(*other.graph).obstacle, Obstacle::noSatellite);
        other.station("gs-1", 0, 0);
        QCOMPARE(obstacle("gs-1"), Obstacle::noSatellite);
        OrbitFixture space;
        space.satellite("sat-1", OrbitFixture::orbit(0, 0));
        QCOMPARE(contactSidesOf(*space.graph, space.node("sat-1")).obstacle, Obstacle::noStation);
        QCOMPARE(contactSidesOfAll(*space.graph).obstacle, Obstacle::noStation);
    }

    void findsWhatFindContactsFinds()
    {
        std::vector<std::uint32_t> satellites(12);
        std::iota(satellites.begin(), satellites.end(), 0U);
        const FleetContactQuery query = m_world.query(satellites, {12, 13, 14});
        std::vector<std::size_t> progress;
        const FleetContactsPtr found =
            findFleetContacts(query, {}, [&](std::size_t done) { progress.push_back(done); });
        QVERIFY(found);
        QCOMPARE(progress.back(), 12U);
        std::vector<Orbit> orbits;
        std::vector<GeodeticPosition> places;
        for (std::uint32_t i = 0; i < 12; ++i)
            orbits.push_back(*motionOf(graph().nodes[i]).orbit);
        for (std::uint32_t i = 12; i < 15; ++i)
            places.push_back(*placeOf(graph().nodes[i]));
        const std::vector<Contact> expected = findContacts(orbits, places, query.query);
        QVERIFY(expected.size() > 20);
        QCOMPARE(found->contacts.size(), expected.size());
        for (std::size_t i = 0; i < expected.size(); ++i) {
            QCOMPARE(found->contacts[i].satellite, expected[i].satellite);
            QCOMPARE(found->contacts[i].station, expected[i].station + 12);
            QVERIFY(found->contacts[i].rise == expected[i].rise);
            QVERIFY(found->contacts[i].set == expected[i].set);
        }
        QVERIFY(found->completeUntil == query.query.range.end);
        QCOMPARE(found->ages.size(), 12U);
        QVERIFY(!found->ageOf(13));
    }

    void ofTooManyTheEarliestAreKept()
    {
        std::vector<std::uint32_t> satellites(12);
        std::iota(satellites.begin(), satellites.end(), 0U);
        FleetContactQuery query = m_world.query(satellites, {12, 13, 14});
        const FleetContactsPtr all = findFleetContacts(query);
        query.mostContacts = 10;
        const FleetContactsPtr few = findFleetContacts(query);
        QVERIFY(few->contacts.size() <= 10);
        QVERIFY(few->contacts.size() > 5);
        for (std::size_t i = 0; i < few->contacts.size(); ++i)
            QVERIFY(few->contacts[i].rise == all->contacts[i].rise);
        QVERIFY(few->completeUntil == *all->contacts[few->contacts.size()].rise);
    }

    void aStoppedSearchGivesNothing()
    {
        std::stop_source stop;
        stop.request_stop();
        QVERIFY(!findFleetContacts(m_world.query({0, 1}, {12}), stop.get_token()));
    }

    void anOrbitThatCannotBeReadIsCounted()
    {
        OrbitFixture world;
        world.satellite("broken", "{}");
        world.satellite("whole", OrbitFixture::orbit(0, 0));
        world.station("gs-1", 10, 20);
        const FleetContactsPtr found = findFleetContacts(world.query({0, 1}, {2}));
        QCOMPARE(found->refused, 1U);
        QCOMPARE(found->ages.size(), 1U);
        QCOMPARE(found->ages[0].satellite, 1U);
    }

    void elementsAgeInBothDirections()
    {
        const FleetContactsPtr found = findFleetContacts(m_world.query({0}, {12}));
        const OrbitAge age = *found->ageOf(0);
        QVERIFY(age.epoch == *parseTimestamp("2026-11-20T02:00:00Z"));
        QCOMPARE(age.days(age.epoch + 36h), 1.5);
        QCOMPARE(age.days(age.epoch - 24h), 1.0);
        // 550 km up: 7.59 km/s. (1 + 3 * 1.5) km / 7.59 km/s = 0.72 s.
        QVERIFY2(qAbs(age.speedKmPerS - 7.59) < 0.01, qPrintable(QString::number(age.speedKmPerS)));
        QVERIFY(qAbs(age.errorSeconds(age.epoch + 36h) - 0.7246) < 0.001);
    }

    void theMarkChangesWithOrbitsAndPlacesOnly()
    {
        OrbitFixture world;
        world.satellite("sat-1", OrbitFixture::orbit(0, 0));
        world.station("gs-1", 10, 20);
        const std::uint64_t mark = motionMark(*world.graph);
        auto moved = std::make_shared<TopologySnapshot>(*world.graph);
        moved->nodes[0].longitude = 12; // where a satellite is follows from its orbit
        moved->nodes[0].health = Health::failed;
        QCOMPARE(motionMark(*moved), mark);
        moved->nodes[1].latitude = 11;
        QVERIFY(motionMark(*moved) != mark);
        auto other = std::make_shared<TopologySnapshot>(*world.graph);
        other->nodes[0].orbit = std::make_shared<const std::string>(OrbitFixture::orbit(1, 0));
        QVERIFY(motionMark(*other) != mark);
    }

    void planesHaveTheirSatellites()
    {
        const FleetPlanes planes = fleetPlanes(graph());
        QCOMPARE(planes.shells.size(), 1U);
        QCOMPARE(planes.shells[0].planes, 3U);
        QVERIFY(qAbs(planes.shells[0].inclinationDegrees - 53) < 0.1);
        QCOMPARE(planes.planes.size(), 3U);
        for (const FleetPlanes::Plane &plane : planes.planes) {
            QCOMPARE(plane.nodes.size(), 4U);
            for (const std::uint32_t one : plane.nodes)
                QCOMPARE(planes.planes[std::size_t(planes.members[one].plane)].number, plane.number);
        }
        QCOMPARE(planes.members[12].shell, FleetPlanes::none); // a station
        QVERIFY(fleetPlanes(TopologySnapshot()).planes.empty());
    }

    void anOrbitIsDescribedByItsElements()
    {
        const OrbitFacts facts = orbitFacts(*parseFleetOrbit(OrbitFixture::orbit(0, 0)));
        QVERIFY(facts.epoch == *parseTimestamp("2026-11-20T02:00:00Z"));
        QVERIFY(qAbs(facts.periodMinutes - 1440 / 15.06) < 1e-6);
        QVERIFY(qAbs(facts.inclinationDegrees - 53) < 1e-9);
        // a = (mu / n^2)^(1/3) = 6925 km; e a = 0.7 km on either side.
        QVERIFY2(qAbs(facts.perigeeKm - 546.5) < 2, qPrintable(QString::number(facts.perigeeKm)));
        QVERIFY(qAbs(facts.apogeeKm - facts.perigeeKm - 1.385) < 0.01);
    }
};

DESK_TEST(TstFleetContacts)
#include "tst_fleetcontacts.moc"
