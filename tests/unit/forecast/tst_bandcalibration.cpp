// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/forecast/bandcalibration.h"
#include "tests/support/testprogram.h"
#include "tests/unit/forecast/issuedexample.h"

#include <QtTest>

#include <random>

using namespace desk;

class TstBandCalibration : public QObject
{
    Q_OBJECT

    static constexpr auto method = ForecastMethod::drift;
    static constexpr MetricId metric{1};
    static constexpr QuantileForecast::Horizon said{-1, 0, 2};

    static void learn(BandCalibration &calibration, std::uint32_t series, double actual)
    {
        const IssuedExample example = IssuedExample(series).says(method, said.lower, said.median, said.upper);
        calibration.learn({example.issued, 0, actual});
    }
    static QuantileForecast::Horizon ask(const BandCalibration &calibration, std::uint32_t series,
                                         const QuantileForecast::Horizon &band = said)
    {
        return calibration.calibrated(SeriesId{series}, metric, method, 0, band);
    }

private Q_SLOTS:
    void scoresHaveTheQuantileOfFiniteSamples()
    {
        ConformalScores scores(20);
        QCOMPARE(scores.quantile(0.9), 0.0F);
        for (int i = 1; i <= 19; ++i)
            scores.add(static_cast<float>(20 - i));
        QCOMPARE(scores.quantile(0.9), 18.0F); // ceil(20 * 0.9)
        QCOMPARE(scores.quantile(0.5), 10.0F);
        QCOMPARE(scores.quantile(1.0), 19.0F);
        QCOMPARE(scores.lowQuantile(0.1), 2.0F); // floor(20 * 0.1)
        QCOMPARE(scores.lowQuantile(0.01), 1.0F);
        for (int i = 0; i < 20; ++i)
            scores.add(7);
        QCOMPARE(scores.count(), 20U);
        QCOMPARE(scores.quantile(0.99), 7.0F); // the old ones are gone
    }

    void withoutExperienceThereIsNoBand()
    {
        const BandCalibration calibration({});
        QVERIFY(!ask(calibration, 0).hasBand());
        QCOMPARE(ask(calibration, 0).median, 0.0);
    }

    void theMetricStandsInUntilASeriesHasItsOwn()
    {
        BandCalibration calibration({});
        for (std::size_t i = 0; i < BandCalibration::fewestOfMetric; ++i) {
            QVERIFY(!ask(calibration, 99).hasBand());
            learn(calibration, static_cast<std::uint32_t>(i % 10), 4); // 2 half bands
        }
        QCOMPARE(ask(calibration, 99).upper, 4.0);
        QCOMPARE(ask(calibration, 99).lower, 0.0); // nothing ever came below
        for (std::size_t i = 0; i < BandCalibration::fewestOwn; ++i) {
            QVERIFY(ask(calibration, 99).upper > 1.5);
            learn(calibration, 99, 1); // half a half band
        }
        QCOMPARE(ask(calibration, 99).upper, 1.0);
        QCOMPARE(ask(calibration, 99).lower, 0.0);
        QCOMPARE(ask(calibration, 0).upper, 4.0);
        calibration.forget(SeriesId{99});
        QVERIFY(ask(calibration, 99).upper > 1.5);
    }

    void jumpsToOneSideDoNotWidenTheOther()
    {
        BandCalibration calibration({});
        std::mt19937 random(4);
        int below = 0;
        int above = 0;
        int all = 0;
        double widest = 0;
        for (int i = 0; i < 4000; ++i) {
            // As a queue: at its floor most of the time, and a little above it; sometimes far above.
            const double actual = i % 3 == 0 ? std::exponential_distribution(0.05)(random) : 0;
            const auto band = ask(calibration, 1, {-0.1, 0, 0.1});
            if (band.hasBand()) {
                below += actual < band.lower ? 1 : 0;
                above += actual > band.upper ? 1 : 0;
                widest = std::max(widest, -band.lower);
                ++all;
            }
            const IssuedExample example = IssuedExample(1).says(method, -0.1, 0, 0.1);
            calibration.learn({example.issued, 0, actual});
        }
        qInfo("measured %.3f below, %.3f above", below / double(all), above / double(all));
        QCOMPARE(below, 0);
        QCOMPARE(widest, 0.0);
        QVERIFY(above > 0.03 * all && above < 0.08 * all);
    }

    void theMixtureHasABandOfItsOwn()
    {
        BandCalibration calibration({});
        IssuedExample example(1);
        QuantileForecast mixture;
        mixture.horizons.fill({-1, 0, 1});
        example.issued.setMixed(mixture);
        for (int i = 0; i < 100; ++i)
            calibration.learn({example.issued, 0, i % 2 == 0 ? 3.0 : -2.0});
        const auto band = calibration.calibrated(SeriesId{1}, metric, ForecastMethod::mixture, 0, {-1, 0, 1});
        QCOMPARE(band.upper, 3.0);
        QCOMPARE(band.lower, -2.0);
        QVERIFY(!ask(calibration, 1).hasBand());
    }

    void methodsAndHorizonsAreKeptApart()
    {
        BandCalibration calibration({});
        for (int i = 0; i < 100; ++i)
            learn(calibration, 1, 4);
        QVERIFY(ask(calibration, 1).hasBand());
        QVERIFY(!calibration.calibrated(SeriesId{1}, metric, method, 1, said).hasBand());
        QVERIFY(!calibration.calibrated(SeriesId{1}, metric, ForecastMethod::lstm, 0, said).hasBand());
        QVERIFY(!calibration.calibrated(SeriesId{2}, MetricId{2}, method, 0, said).hasBand());
    }

    void whatNeverCameTeachesNothing()
    {
        BandCalibration calibration({});
        for (int i = 0; i < 200; ++i)
            learn(calibration, 1, QuantileForecast::nothing);
        QVERIFY(!ask(calibration, 1).hasBand());
    }

    void ninetyPercentAreWithinTheBand_data()
    {
        QTest::addColumn<double>("tooNarrow");
        QTest::addColumn<bool>("heavyTails");
        QTest::addColumn<bool>("changing");
        QTest::addRow("bands three times too narrow") << 3.0 << false << false;
        QTest::addRow("bands five times too wide") << 0.2 << false << false;
        QTest::addRow("heavy tails") << 1.0 << true << false;
        QTest::addRow("the noise changes") << 1.0 << false << true;
    }
    void ninetyPercentAreWithinTheBand()
    {
        QFETCH(double, tooNarrow);
        QFETCH(bool, heavyTails);
        QFETCH(bool, changing);
        BandCalibration calibration({});
        std::mt19937 random(3);
        int within = 0;
        int all = 0;
        for (int i = 0; i < 6000; ++i) {
            double actual = heavyTails ? std::student_t_distribution(2.0)(random)
                                       : std::normal_distribution(0.0, 1.0)(random);
            actual *= tooNarrow * (changing && i / 500 % 2 == 1 ? 4 : 1);
            const auto band = ask(calibration, 1);
            if (band.hasBand()) {
                QVERIFY(band.lower <= band.median && band.median <= band.upper);
                within += band.lower <= actual && actual <= band.upper ? 1 : 0;
                ++all;
            }
            learn(calibration, 1, actual);
        }
        const double coverage = static_cast<double>(within) / all;
        qInfo("measured coverage %.3f", coverage);
        QVERIFY(coverage > 0.88 && coverage < 0.92);
    }

    void aBandOfNoWidthIsNotStretchedToAnything()
    {
        BandCalibration calibration({});
        const IssuedExample flat = IssuedExample(1).says(method, 0, 0, 0);
        for (int i = 0; i < 100; ++i)
            calibration.learn({flat.issued, 0, 5});
        const auto band = ask(calibration, 1, {3, 3, 3});
        QCOMPARE(band.lower, 3.0);
        QCOMPARE(band.upper, 3.0);
    }

    void onlySoManySeriesHaveTheirOwn()
    {
        BandCalibration calibration({.mostSeries = 1});
        for (int i = 0; i < 100; ++i) {
            learn(calibration, 1, 1);
            learn(calibration, 2, 10);
        }
        QCOMPARE(ask(calibration, 1).upper, 1.0);
        QVERIFY(ask(calibration, 2).upper > 5); // by the metric
    }
};

DESK_TEST(TstBandCalibration)
#include "tst_bandcalibration.moc"
