// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/datalink/rainclimate.h"
#include "tests/support/testprogram.h"

#include <QtTest>

#include <cmath>

using namespace desk;

class TstRainClimate : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // ITU-R Study Group 3, validation examples for P.838-3 (CG-3M3J-13-ValEx).
    void powerLawAgreesWithTheValidationExamples_data()
    {
        QTest::addColumn<double>("frequency");
        QTest::addColumn<double>("elevation");
        QTest::addColumn<double>("tilt");
        QTest::addColumn<double>("k");
        QTest::addColumn<double>("alpha");
        QTest::addRow("14.25 GHz, horizontal")
            << 14.25 << 31.076991235657 << 0.0 << 0.0397548797329313 << 1.12418042813791;
        QTest::addRow("29 GHz, horizontal")
            << 29.0 << 31.076991235657 << 0.0 << 0.22106803684893 << 0.953200051046016;
        QTest::addRow("14.25 GHz, vertical")
            << 14.25 << 48.2411705405115 << 90.0 << 0.0422647354773402 << 1.07871664199312;
    }

    void powerLawAgreesWithTheValidationExamples()
    {
        QFETCH(const double, frequency);
        QFETCH(const double, elevation);
        QFETCH(const double, tilt);
        QFETCH(const double, k);
        QFETCH(const double, alpha);
        const RainPowerLaw law = rainPowerLaw(frequency, elevation, tilt);
        QVERIFY(std::abs(law.k - k) < 1e-13);
        QVERIFY(std::abs(law.alpha - alpha) < 1e-13);
    }

    // The same collection, P.618-13, London at 1 %; rain height after P.839-4.
    void attenuationAgreesWithTheValidationExample()
    {
        RainClimate london;
        london.latitude = 51.5;
        london.stationHeightKm = 0.031382984;
        london.rainHeightKm = 2.4527;
        london.rainRate001 = 26.48052;
        const double attenuation = rainAttenuationExceeded(london, 14.25, 31.07699124, 1, 0);
        QVERIFY2(std::abs(attenuation - 0.495317069) < 1e-4,
                 qPrintable(QString::number(attenuation, 'g', 9)));
    }

    void attenuationFallsWithTheProbability()
    {
        const RainClimate climate = rainClimateAt({35.7, 139.7, 0});
        double before = 1e9;
        for (const double percent : {0.001, 0.01, 0.03, 0.1, 0.3, 1.0, 3.0, 5.0}) {
            const double attenuation = rainAttenuationExceeded(climate, 20, 30, percent);
            QVERIFY(attenuation > 0 && attenuation < before);
            before = attenuation;
        }
    }

    void placesHaveTheirClimates()
    {
        const RainClimate singapore = rainClimateAt({1.3, 103.9, 0});
        const RainClimate london = rainClimateAt({51.5, -0.1, 0});
        const RainClimate cairo = rainClimateAt({30.0, 31.2, 0});
        const RainClimate tromso = rainClimateAt({69.6, 18.9, 0});
        QVERIFY(singapore.rainRate001 > london.rainRate001);
        QVERIFY(london.rainRate001 > tromso.rainRate001);
        QVERIFY(cairo.rainPercent < london.rainPercent / 3);
        QVERIFY(singapore.rainHeightKm > london.rainHeightKm);
        QVERIFY(tromso.rainHeightKm >= 0);
        QVERIFY(rainClimateAt({-85, 0, 3}).rainHeightKm >= 0);
    }

    void aStationAboveTheRainHasNone()
    {
        RainClimate climate = rainClimateAt({60, 10, 0});
        climate.stationHeightKm = climate.rainHeightKm + 0.1;
        QCOMPARE(rainAttenuation001(climate, 20, 30), 0.0);
        QCOMPARE(rainAttenuationExceeded(climate, 20, 30, 0.1), 0.0);
    }

    void scalesToAHigherFrequencyByAboutItsSquare()
    {
        QCOMPARE(rainAttenuationAt(30, 20, 0), 0.0);
        const double up = rainAttenuationAt(30, 20, 5);
        QVERIFY(up > 1.8 * 5 && up < 2.25 * 5);
        QCOMPARE(rainAttenuationAt(20, 20, 5), 5.0);
    }

    void worstMonthAndYearInvertEachOther()
    {
        for (const double percent : {0.01, 0.1, 1.0, 5.0}) {
            QVERIFY(std::abs(annualFromWorstMonth(worstMonthFromAnnual(percent)) - percent) < 1e-12);
            QVERIFY(worstMonthFromAnnual(percent) > percent);
        }
    }
};

DESK_TEST(TstRainClimate)
#include "tst_rainclimate.moc"
