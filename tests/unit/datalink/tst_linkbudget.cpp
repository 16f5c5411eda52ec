// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/datalink/linkbudget.h"
#include "tests/support/testprogram.h"

#include <QtTest>

#include <cmath>
#include <numbers>

using namespace desk;

namespace {

// Of a satellite at 550 km over a round Earth.
double slantRange(double elevation)
{
    const double s = std::sin(elevation * std::numbers::pi / 180);
    return std::sqrt(6371.0 * 6371 * s * s + 2 * 6371.0 * 550 + 550.0 * 550) - 6371 * s;
}

} // namespace

class TstLinkBudget : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void latencyIsDistanceOverTheSpeedOfLight()
    {
        const double constant = propagationDelayMs(0);
        QVERIFY(constant >= 0 && constant < 1);
        QVERIFY(std::abs(propagationDelayMs(299'792.458) - constant - 1000) < 1e-9);
        QVERIFY(std::abs(propagationDelayMs(550) - constant - 1.834603) < 1e-6);
    }

    void freeSpaceLossAgreesWithFourPiDistanceOverWavelength()
    {
        const double wavelength = 299'792.458 / 20e9;
        const double exact = 20 * std::log10(4 * std::numbers::pi * 1000 / wavelength);
        QVERIFY(std::abs(freeSpaceLossDb(20, 1000) - exact) < 0.06); // the recommendation rounds to 0.1 dB
        QVERIFY(std::abs(freeSpaceLossDb(20, 2000) - freeSpaceLossDb(20, 1000) - 6.0206) < 1e-4);
    }

    void airMassFollowsTheCosecantAndStaysFiniteAtTheHorizon()
    {
        for (const double elevation : {15.0, 30.0, 60.0, 89.0})
            QVERIFY(std::abs(airMass(elevation, 2) * std::sin(elevation * std::numbers::pi / 180) - 1) <
                    0.005);
        QVERIFY(airMass(5, 2) < 1 / std::sin(5 * std::numbers::pi / 180));
        QVERIFY(airMass(0, 2) > 40 && airMass(0, 2) < 90);
        QVERIFY(airMass(90, 2) > 0.99 && airMass(90, 2) < 1.01);
    }

    void groundSnrFallsWithLowerElevation()
    {
        for (const double latitude : {0.0, 40.0, 60.0}) {
            const GroundLinkBudget budget(rainClimateAt({latitude, 0, 0}));
            for (const auto direction : {GroundLinkBudget::up, GroundLinkBudget::down}) {
                for (int elevation = 6; elevation <= 90; ++elevation) {
                    const double higher = budget.snrDb(direction, elevation, slantRange(elevation), 0, 0);
                    const double lower =
                        budget.snrDb(direction, elevation - 1, slantRange(elevation - 1), 0, 0);
                    QVERIFY(lower < higher);
                }
            }
        }
    }

    void groundSnrFallsWithRainByMoreThanTheAttenuation()
    {
        const GroundLinkBudget budget(rainClimateAt({40, 0, 0}));
        const double dry = budget.snrDb(GroundLinkBudget::down, 30, 1000, 0, 0);
        const double wet = budget.snrDb(GroundLinkBudget::down, 30, 1000, 10, 0);
        QVERIFY(dry - wet > 10.5); // the sky gets warmer too
        QVERIFY(dry - wet < 13.5);
        const double dryUp = budget.snrDb(GroundLinkBudget::up, 30, 1000, 0, 0);
        const double wetUp = budget.snrDb(GroundLinkBudget::up, 30, 1000, 10, 0);
        QVERIFY(dryUp - wetUp > 17);
    }

    void clearSkySnrIsThatOfAGateway()
    {
        const GroundLinkBudget budget(rainClimateAt({40, 0, 0}));
        for (const auto direction : {GroundLinkBudget::up, GroundLinkBudget::down}) {
            const double low = budget.snrDb(direction, 10, slantRange(10), 0, 0);
            const double high = budget.snrDb(direction, 90, 550, 0, 0);
            QVERIFY(low > 6 && low < 12);
            QVERIFY(high > 20 && high < 28);
        }
    }

    void scintillationIsTenthsOfADecibelAndStrongerAtLowElevation()
    {
        const GroundLinkBudget budget(rainClimateAt({40, 0, 0}));
        const double low = budget.scintillationDb(GroundLinkBudget::down, 10);
        const double high = budget.scintillationDb(GroundLinkBudget::down, 60);
        QVERIFY(low > high);
        QVERIFY(high > 0.01 && low < 1);
        const double up = budget.snrDb(GroundLinkBudget::down, 10, 1800, 0, 1) -
                          budget.snrDb(GroundLinkBudget::down, 10, 1800, 0, 0);
        QVERIFY(std::abs(up - low) < 1e-9);
    }

    void laserSnrFallsSixDecibelsWithTwiceTheRange()
    {
        const double near = LaserLinkBudget::snrDb(2000, 0);
        QVERIFY(std::abs(near - LaserLinkBudget::snrDb(4000, 0) - 6.0206) < 1e-3);
        QVERIFY(near > 15 && near < 30);
    }

    void laserLosesAimQuadratically()
    {
        QCOMPARE(LaserLinkBudget::pointingLossDb(0), 0.0);
        const double one = LaserLinkBudget::pointingLossDb(2);
        QVERIFY(std::abs(LaserLinkBudget::pointingLossDb(4) - 4 * one) < 1e-9);
        // At half the divergence the beam is down to 1/e^2: 8.686 dB.
        QVERIFY(std::abs(LaserLinkBudget::pointingLossDb(7.5) - 8.6859) < 1e-3);
    }
};

DESK_TEST(TstLinkBudget)
#include "tst_linkbudget.moc"
