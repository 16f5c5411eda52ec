// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/topology/degree.h"
#include "models/topology/sunlight.h"
#include "tests/support/testprogram.h"

#include <QtTest>

#include <cmath>
#include <numbers>

using namespace desk;

namespace {

double declination(const char *time)
{
    return std::asin(sunDirection(*parseTimestamp(time)).z) * 180 / std::numbers::pi;
}

double rightAscension(const char *time)
{
    const Vector3 sun = sunDirection(*parseTimestamp(time));
    return std::atan2(sun.y, sun.x) * 180 / std::numbers::pi;
}

} // namespace

class TstSunlight : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void standsHighestAtTheSolstice()
    {
        QVERIFY(std::abs(declination("2026-06-21T08:24:00Z") - 23.436) < 0.01);
        QVERIFY(std::abs(declination("2026-12-21T20:50:00Z") + 23.436) < 0.01);
    }

    void crossesTheEquatorAtTheEquinox()
    {
        QVERIFY(std::abs(declination("2026-03-20T14:46:00Z")) < 0.02);
        QVERIFY(std::abs(rightAscension("2026-03-20T14:46:00Z")) < 0.02);
    }

    // Meeus, "Astronomical Algorithms", example 25.a: 1992-10-13, alpha 198.38083, delta -7.78507 degrees.
    void agreesWithAWorkedExample()
    {
        QVERIFY(std::abs(declination("1992-10-13T00:00:00Z") + 7.78507) < 0.01);
        QVERIFY(std::abs(rightAscension("1992-10-13T00:00:00Z") - (198.38083 - 360)) < 0.02);
    }

    void isAUnitVector()
    {
        QVERIFY(std::abs(length(sunDirection(*parseTimestamp("2030-01-01T00:00:00Z"))) - 1) < 1e-12);
    }

    // Vallado, "Fundamentals of Astrodynamics and Applications", example 5-1: 2006-04-02, in astronomical
    // units (0.9771945, 0.1924424, 0.0834308) in the mean equator of date.
    void agreesWithValladosExample()
    {
        const Vector3 sun = sunDirection(*parseTimestamp("2006-04-02T00:00:00Z"));
        const Vector3 expected{0.9771945, 0.1924424, 0.0834308};
        QVERIFY(length(sun - (1 / length(expected)) * expected) < 2e-4); // 0.01 degrees
    }

    // Noon at Greenwich comes with the equation of time: on 3 November 16.4 minutes early.
    void subsolarPointFollowsTheClock()
    {
        const GeodeticPosition equinox = subsolarPoint(*parseTimestamp("2026-03-20T12:00:00Z"));
        QVERIFY(std::abs(equinox.latitude) < 0.1);
        QVERIFY(std::abs(equinox.longitude - 7.4 / 4) < 0.1); // 7.4 minutes late
        QVERIFY(std::abs(subsolarPoint(*parseTimestamp("2026-11-03T11:43:36Z")).longitude) < 0.05);
        QVERIFY(std::abs(subsolarPoint(*parseTimestamp("2026-06-21T12:00:00Z")).latitude - 23.44) < 0.01);
    }

    void terminatorAtAnEquinoxRunsOverThePoles()
    {
        const GeodeticPosition sun{0, 30, 0};
        QVERIFY(std::abs(terminatorLatitude(30, sun) + 90) < 1e-9); // day from pole to pole
        QVERIFY(std::abs(terminatorLatitude(-150, sun) - 90) < 1e-9);
    }

    void terminatorIsAQuarterOfTheEarthFromTheSun_data()
    {
        QTest::addColumn<double>("latitude");
        for (const double latitude : {23.4, -23.4, 3.0, 0.01, -0.01})
            QTest::addRow("%g", latitude) << latitude;
    }

    void terminatorIsAQuarterOfTheEarthFromTheSun()
    {
        QFETCH(double, latitude);
        const GeodeticPosition sun{latitude, 100, 0};
        for (int longitude = -180; longitude <= 180; longitude += 5) {
            const double at = terminatorLatitude(longitude, sun);
            const double sine = std::sin(at * degree) * std::sin(latitude * degree) +
                                std::cos(at * degree) * std::cos(latitude * degree) *
                                    std::cos((longitude - sun.longitude) * degree);
            QVERIFY(std::abs(at) <= 90 && std::abs(sine) < 1e-9);
        }
        // Midnight's meridian: dark towards the winter pole.
        QVERIFY(latitude > 0 ? terminatorLatitude(-80, sun) > 0 : terminatorLatitude(-80, sun) < 0);
    }

    void onlyWhatIsBehindTheEarthIsInShadow()
    {
        const Vector3 sun{1, 0, 0};
        QVERIFY(inEclipse({-7000, 0, 0}, sun));
        QVERIFY(inEclipse({-7000, 6300, 0}, sun));
        QVERIFY(!inEclipse({-7000, 6400, 0}, sun));
        QVERIFY(!inEclipse({7000, 0, 0}, sun));
        QVERIFY(!inEclipse({0, 7000, 0}, sun));
    }
};

DESK_TEST(TstSunlight)
#include "tst_sunlight.moc"
