// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/topology/degree.h"
#include "models/topology/geodesy.h"
#include "tests/support/testprogram.h"

#include <QtTest>

#include <numbers>

using namespace desk;

namespace {

bool isNear(double found, double expected, double tolerance)
{
    if (std::abs(found - expected) <= tolerance)
        return true;
    qWarning("found %.12g, expected %.12g", found, expected);
    return false;
}

} // namespace

class TstGeodesy : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void knowsSiderealTimeOfTheTextbook();
    void turnsTemeIntoEarthFixedAsPublished();
    void findsGeodeticPositionOfTheTextbook();
    void knowsTheSemiAxes();
    void goesThereAndBackEverywhere();
    void standsTheCentreOfTheEarth();
    void looksStraightUp();
    void looksAlongTheEquator();
    void looksToAllQuarters_data();
    void looksToAllQuarters();
    void seesNothingThroughTheEarth();
    void grazesAtTheGivenHeight();
};

// Vallado, example 3-5: 1992-08-20T12:14 UT1 gives 152.578787810 degrees.
void TstGeodesy::knowsSiderealTimeOfTheTextbook()
{
    const double angle = greenwichSiderealTime(toJulianDate(*parseTimestamp("1992-08-20T12:14:00Z")));
    QVERIFY(isNear(angle / degree, 152.578787810, 1e-7));
    // Before 2000 and after, always 0 to 360 degrees.
    for (const char *text : {"1970-01-01T00:00:00Z", "1999-12-31T00:00:00Z", "2049-06-01T18:00:00Z"}) {
        const double any = greenwichSiderealTime(toJulianDate(*parseTimestamp(text)));
        QVERIFY(any >= 0 && any < 2 * std::numbers::pi);
    }
}

// AIAA 2006-6753, the example for TEME: 2004-04-06T07:51:28.386009 UTC, UT1-UTC = -0.4399619 s; the pseudo
// earth-fixed frame there is ours, which ignores polar motion.
void TstGeodesy::turnsTemeIntoEarthFixedAsPublished()
{
    const Timestamp ut1 = *parseTimestamp("2004-04-06T07:51:27.9460471Z");
    const double angle = greenwichSiderealTime(toJulianDate(ut1));
    const Vector3 teme{5094.18016210, 6127.64465950, 6380.34453270};
    const Vector3 earthFixed = earthFixedFromTeme(teme, angle);
    QVERIFY(isNear(earthFixed.x, -1033.47503130, 2e-4));
    QVERIFY(isNear(earthFixed.y, 7901.30558560, 2e-4));
    QVERIFY(isNear(earthFixed.z, 6380.34453270, 1e-9));
    QVERIFY(length(temeFromEarthFixed(earthFixed, angle) - teme) < 1e-9);
}

// Vallado, example 3-3.
void TstGeodesy::findsGeodeticPositionOfTheTextbook()
{
    const GeodeticPosition position = geodeticFromEarthFixed({6524.834, 6862.875, 6448.296});
    QVERIFY(isNear(position.latitude, 34.352496, 1e-6));
    QVERIFY(isNear(position.longitude, 46.4464, 1e-4));
    QVERIFY(isNear(position.altitudeKm, 5085.22, 0.01));
}

void TstGeodesy::knowsTheSemiAxes()
{
    const Vector3 equator = earthFixedFromGeodetic({0, 90, 0});
    QVERIFY(length(equator - Vector3{0, 6378.137, 0}) < 1e-9);
    const Vector3 pole = earthFixedFromGeodetic({-90, 0, 0});
    QVERIFY(length(pole - Vector3{0, 0, -6356.752314245}) < 1e-8);
    const GeodeticPosition north = geodeticFromEarthFixed({0, 0, 6356.752314245 + 500});
    QVERIFY(isNear(north.latitude, 90, 1e-12));
    QVERIFY(isNear(north.altitudeKm, 500, 1e-8));
}

void TstGeodesy::goesThereAndBackEverywhere()
{
    for (double latitude = -90; latitude <= 90; latitude += 7.5) {
        for (const double longitude : {-180.0, -91.0, 0.0, 45.0, 179.0}) {
            for (const double altitude : {-5.0, 0.0, 8.8, 540.0, 35786.0, 400000.0}) {
                const GeodeticPosition position{latitude, longitude, altitude};
                const Vector3 point = earthFixedFromGeodetic(position);
                const GeodeticPosition back = geodeticFromEarthFixed(point);
                QVERIFY(length(earthFixedFromGeodetic(back) - point) < 1e-6);
                QVERIFY(isNear(back.latitude, latitude, 1e-9));
                QVERIFY(isNear(back.altitudeKm, altitude, 1e-6));
            }
        }
    }
}

void TstGeodesy::standsTheCentreOfTheEarth()
{
    const GeodeticPosition centre = geodeticFromEarthFixed({0, 0, 0});
    QVERIFY(std::isfinite(centre.latitude) && std::isfinite(centre.altitudeKm));
}

void TstGeodesy::looksStraightUp()
{
    const Horizon horizon{{48.14, 11.58, 0.5}};
    const LookAngles up = horizon.lookAngles(earthFixedFromGeodetic({48.14, 11.58, 550.5}));
    QVERIFY(isNear(up.elevation, 90, 1e-6));
    QVERIFY(isNear(up.rangeKm, 550, 1e-9));
}

// On the equator the triangle centre, station, satellite is plane and solved by hand.
void TstGeodesy::looksAlongTheEquator()
{
    constexpr double station = 6378.137;
    constexpr double satellite = 42164;
    const double apart = 30 * degree;
    const LookAngles angles =
        Horizon{{0, 0, 0}}.lookAngles({satellite * std::cos(apart), satellite * std::sin(apart), 0});
    const double range =
        std::sqrt(satellite * satellite + station * station - 2 * satellite * station * std::cos(apart));
    QVERIFY(isNear(angles.rangeKm, range, 1e-6));
    QVERIFY(
        isNear(angles.elevation, std::asin((satellite * std::cos(apart) - station) / range) / degree, 1e-9));
    QVERIFY(isNear(angles.azimuth, 90, 1e-9));
}

void TstGeodesy::looksToAllQuarters_data()
{
    QTest::addColumn<double>("latitude");
    QTest::addColumn<double>("longitude");
    QTest::addColumn<double>("azimuth");
    QTest::addRow("north") << 1.0 << 20.0 << 0.0;
    QTest::addRow("east") << 0.0 << 21.0 << 90.0;
    QTest::addRow("south") << -1.0 << 20.0 << 180.0;
    QTest::addRow("west") << 0.0 << 19.0 << 270.0;
}

void TstGeodesy::looksToAllQuarters()
{
    QFETCH(double, latitude);
    QFETCH(double, longitude);
    QFETCH(double, azimuth);
    const LookAngles angles =
        Horizon{{0, 20, 0}}.lookAngles(earthFixedFromGeodetic({latitude, longitude, 500}));
    QVERIFY(std::abs(std::remainder(angles.azimuth - azimuth, 360)) < 1e-9);
    QVERIFY(angles.azimuth >= 0 && angles.azimuth < 360);
    QVERIFY(angles.elevation > 70);
    // The same point on the ground is below the horizon.
    QVERIFY(Horizon({0, 20, 0}).lookAngles(earthFixedFromGeodetic({latitude, longitude, 0})).elevation < 0);
}

void TstGeodesy::seesNothingThroughTheEarth()
{
    // Vallado, example 5-6: no line of sight between these two.
    QVERIFY(!hasLineOfSight({0, -4464.696, -5102.509}, {0, 5740.323, 3189.068}, 0));
    QVERIFY(hasLineOfSight({7000, 0, 0}, {42164, 0, 0}));  // one above the other
    QVERIFY(!hasLineOfSight({7000, 0, 0}, {-7000, 0, 0})); // antipodes
    QVERIFY(hasLineOfSight({7000, 0, 0}, {7000, 0, 0}));
    QVERIFY(!hasLineOfSight({7000, 0, 0}, {6300, 0, 0})); // inside the Earth
}

void TstGeodesy::grazesAtTheGivenHeight()
{
    // Two satellites at 540 km, their line nearest to the centre half way: r cos(angle / 2).
    constexpr double r = 6378.137 + 540;
    const auto seen = [](double apart, double height) {
        return hasLineOfSight({r, 0, 0}, {r * std::cos(apart), r * std::sin(apart), 0}, height);
    };
    const auto widest = [](double height) { return 2 * std::acos((6378.137 + height) / r); };
    for (const double height : {0.0, 80.0, 200.0}) {
        QVERIFY(seen(widest(height) - 1e-6, height));
        QVERIFY(!seen(widest(height) + 1e-6, height));
    }
    // Over the poles the Earth is 21 km flatter.
    const double apart = widest(90);
    const Vector3 a{r * std::sin(apart / 2), 0, r * std::cos(apart / 2)};
    const Vector3 b{-r * std::sin(apart / 2), 0, r * std::cos(apart / 2)};
    QVERIFY(hasLineOfSight(a, b, 110));
    QVERIFY(!hasLineOfSight(a, b, 112));
}

DESK_TEST(TstGeodesy)
#include "tst_geodesy.moc"
