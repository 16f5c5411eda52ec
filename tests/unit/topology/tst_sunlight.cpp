// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/topology/sunlight.h"

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

QTEST_GUILESS_MAIN(TstSunlight)
#include "tst_sunlight.moc"
