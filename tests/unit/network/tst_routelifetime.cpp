// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/network/contacts.h"
#include "models/network/fleetmotion.h"
#include "models/network/routelifetime.h"
#include "tests/support/testprogram.h"

#include <QtTest>

using namespace desk;
using namespace std::chrono_literals;

namespace {

constexpr double pi = 3.14159265358979;
const Timestamp begun = *parseTimestamp("2026-05-20T12:00:00Z");

ElementSet circular(double node, double anomaly, double revolutionsADay)
{
    ElementSet set;
    set.epoch = toJulianDate(begun);
    set.meanMotion = revolutionsADay * 2 * pi / 1440;
    set.inclination = 53 * pi / 180;
    set.rightAscension = node;
    set.meanAnomaly = anomaly;
    return set;
}

NodeMotion satellite(double node, double anomaly, double revolutionsADay = 15.2)
{
    return {*Orbit::fromElements(circular(node, anomaly, revolutionsADay)), {}};
}

NodeMotion station(double latitude, double longitude)
{
    return {{}, GeodeticPosition{latitude, longitude, 0}};
}

} // namespace

class TstRouteLifetime : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aRouteBreaksWhenItsSatelliteSets()
    {
        const NodeMotion sky = satellite(1, 0.3);
        const NodeMotion ground = station(35.7, 139.7);
        const auto contacts =
            findContacts(std::span(&*sky.orbit, 1), std::span(&*ground.place, 1), {{begun, begun + 24h}, 25});
        QVERIFY(!contacts.empty());
        const auto &contact = contacts.front();
        const std::vector<NodeMotion> route{ground, sky};
        const RouteLifetime lifetime = lifetimeOf(route, contact.culmination);
        QCOMPARE(lifetime.cause, RouteLifetime::Cause::elevation);
        QCOMPARE(lifetime.link, std::size_t{0});
        QVERIFY(lifetime.unforeseen.empty());
        QVERIFY(std::chrono::abs(lifetime.breaks - *contact.set) < 5ms);
    }

    void theFirstLinkToBreakCounts()
    {
        // Neighbours in one plane stay in sight; one that is slower falls behind and below the horizon.
        const std::vector<NodeMotion> inPlane{satellite(1, 0.3), satellite(1, 0.5), satellite(1, 0.7)};
        const RouteLifetime stays = lifetimeOf(inPlane, begun, 6h);
        QCOMPARE(stays.cause, RouteLifetime::Cause::none);
        QCOMPARE(stays.until, begun + 6h);
        std::vector<NodeMotion> slower = inPlane;
        slower.push_back(satellite(1, 0.8, 14));
        const RouteLifetime breaks = lifetimeOf(slower, begun, 12h);
        QVERIFY(breaks.unforeseen.empty());
        QCOMPARE(breaks.cause, RouteLifetime::Cause::earth);
        QCOMPARE(breaks.link, std::size_t{2});
        const auto sees = [&](Timestamp time) {
            return hasLineOfSight(*slower[2].earthFixed(time), *slower[3].earthFixed(time));
        };
        QVERIFY(sees(breaks.breaks - 2ms));
        QVERIFY(!sees(breaks.breaks));
    }

    void whatGeometryDoesNotKnowIsSaid()
    {
        const NodeMotion unknown;
        const NodeMotion ground = station(35.7, 139.7);
        const RouteLifetime lifetime = lifetimeOf(
            std::vector{ground, unknown, satellite(1, 0.3), satellite(1, pi + 0.3), ground}, begun);
        // No orbit, no orbit, behind the Earth, and at least one of the ends below the horizon.
        QVERIFY(lifetime.unforeseen.size() >= 3);
        QCOMPARE(lifetime.unforeseen[0], std::size_t{0});
        QCOMPARE(lifetime.unforeseen[1], std::size_t{1});
        QCOMPARE(lifetime.unforeseen[2], std::size_t{2});
        QCOMPARE(lifetimeOf({}, begun).cause, RouteLifetime::Cause::none);
        QCOMPARE(lifetimeOf(std::vector{ground}, begun).cause, RouteLifetime::Cause::none);
        const std::vector<NodeMotion> cable{ground, station(50, 8)};
        QCOMPARE(lifetimeOf(cable, begun).cause, RouteLifetime::Cause::none);
        QVERIFY(lifetimeOf(cable, begun).unforeseen.empty());
    }

    void onlyTheGroundStandsStill()
    {
        FleetNode node;
        node.type = NodeType::satellite;
        node.position = FleetDefinition::Position{10, 20, 550};
        QVERIFY(!motionOf(node).isKnown());
        node.type = NodeType::groundStation;
        node.position->altitudeKm = 0;
        QVERIFY(motionOf(node).place.has_value());
        node.orbit = std::make_shared<const std::string>("{\"line1\":\"broken\"}");
        QVERIFY(motionOf(node).place.has_value());
        QVERIFY(!motionOf(node).orbit.has_value());
    }
};

DESK_TEST(TstRouteLifetime)
#include "tst_routelifetime.moc"
