// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/topology/degree.h"
#include "models/topology/footprint.h"
#include "models/topology/groundtrack.h"
#include "tests/support/testprogram.h"

#include <QtTest>

using namespace desk;
using namespace std::chrono_literals;

namespace {

// The International Space Station, from the public catalogue; check sums included.
constexpr auto station = "1 25544U 98067A   08264.51782528 -.00002182  00000-0 -11606-4 0  2927\n"
                         "2 25544  51.6416 247.4627 0006703 130.5360 325.0288 15.72125391563537\n";

Orbit orbit()
{
    return *Orbit::fromElements(parseTwoLine(station)->front());
}

// On a sphere, in degrees.
double angleBetween(const GeodeticPosition &a, const GeodeticPosition &b)
{
    const double sine = std::sin(a.latitude * degree) * std::sin(b.latitude * degree);
    const double cosine = std::cos(a.latitude * degree) * std::cos(b.latitude * degree) *
                          std::cos((a.longitude - b.longitude) * degree);
    return std::acos(std::clamp(sine + cosine, -1.0, 1.0)) / degree;
}

} // namespace

class TstGroundTrack : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void trackStaysWithinTheInclination()
    {
        const Orbit iss = orbit();
        const auto track = groundTrack(iss, iss.epoch(), iss.epoch() + 93min, 30s);
        QCOMPARE(track.size(), std::size_t(187));
        double highest = 0;
        for (const GeodeticPosition &place : track) {
            QVERIFY(place.altitudeKm > 330 && place.altitudeKm < 380);
            highest = std::max(highest, std::abs(place.latitude));
        }
        // Geodetic latitude is up to 0.19 degrees more than the inclination, which is geocentric.
        QVERIFY(std::abs(highest - 51.83) < 0.1);
    }

    void trackGoesWestWithTheTurningEarth()
    {
        const Orbit iss = orbit();
        const auto turn = std::chrono::duration_cast<std::chrono::nanoseconds>(
            std::chrono::duration<double, std::ratio<60>>(iss.periodMinutes()));
        const auto ends = groundTrack(iss, iss.epoch(), iss.epoch() + turn, turn);
        QCOMPARE(ends.size(), std::size_t(2));
        const double west = std::remainder(ends.front().longitude - ends.back().longitude, 360.0);
        // The Earth turns 15.04 degrees an hour; the plane itself drifts 0.3 degrees more.
        QVERIFY(std::abs(west - iss.periodMinutes() / 60 * 15.04) < 1.0);
    }

    void lastInstantIsIncludedAndNonsenseIsEmpty()
    {
        const Orbit iss = orbit();
        QCOMPARE(groundTrack(iss, iss.epoch(), iss.epoch() + 45s, 30s).size(), std::size_t(3));
        QCOMPARE(groundTrack(iss, iss.epoch(), iss.epoch(), 30s).size(), std::size_t(1));
        QVERIFY(groundTrack(iss, iss.epoch(), iss.epoch() + 1min, 0s).empty());
        QVERIFY(groundTrack(iss, iss.epoch() + std::chrono::years(150), iss.epoch() + std::chrono::years(151),
                            1min)
                    .empty());
    }

    void dateLineCutsTheLine()
    {
        const std::vector<GeodeticPosition> east{{0, 170, 0}, {10, -170, 0}, {20, -150, 0}};
        const auto pieces = cutAtDateLine(east);
        QCOMPARE(pieces.size(), std::size_t(2));
        QCOMPARE(pieces[0].back(), (GeodeticPosition{5, 180, 0}));
        QCOMPARE(pieces[1].front(), (GeodeticPosition{5, -180, 0}));
        QCOMPARE(pieces[1].size(), std::size_t(3));
        const std::vector<GeodeticPosition> west{{0, -175, 0}, {10, 175, 0}};
        QCOMPARE(cutAtDateLine(west)[0].back(), (GeodeticPosition{5, -180, 0}));
        QVERIFY(cutAtDateLine({}).empty());
        QCOMPARE(cutAtDateLine(std::vector<GeodeticPosition>{{1, 2, 3}}).size(), std::size_t(1));
    }

    // Geostationary: 81.3 degrees to the horizon, acos(6371 / 42157).
    void footprintOfKnownHeights()
    {
        QVERIFY(std::abs(coverageAngle(35'786, 0) - 81.31) < 0.01);
        QVERIFY(std::abs(coverageAngle(550, 0) - 22.99) < 0.01);
        QVERIFY(std::abs(coverageAngle(550, 25) - 8.46) < 0.01);
        QCOMPARE(coverageAngle(550, 90), 0.0);
        QCOMPARE(coverageAngle(0, 0), 0.0);
        QCOMPARE(coverageAngle(std::nan(""), 0), 0.0);
    }

    // From the rim of the footprint the satellite stands at that elevation; the ellipsoid makes 0.2 degrees.
    void rimSeesTheSatelliteAtThatElevation()
    {
        const GeodeticPosition satellite{48, 170, 550};
        const Vector3 above = earthFixedFromGeodetic(satellite);
        for (const GeodeticPosition &place : circleAround(satellite, coverageAngle(550, 25), 36))
            QVERIFY(std::abs(Horizon(place).lookAngles(above).elevation - 25) < 0.3);
    }

    void circleIsEverywhereAsFarFromItsCentre()
    {
        for (const GeodeticPosition centre :
             {GeodeticPosition{0, 0, 0}, {89, 10, 0}, {-60, 179, 0}, {90, 0, 0}}) {
            const auto circle = circleAround(centre, 12, 72);
            QCOMPARE(circle.size(), std::size_t(72));
            for (const GeodeticPosition &place : circle) {
                QVERIFY(std::abs(angleBetween(centre, place) - 12) < 1e-6);
                QVERIFY(std::abs(place.longitude) <= 180);
            }
        }
    }
};

DESK_TEST(TstGroundTrack)
#include "tst_groundtrack.moc"
