// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/forecast/forecastconfidence.h"
#include "models/forecast/methodpicker.h"
#include "tests/support/testprogram.h"
#include "tests/unit/forecast/issuedexample.h"
#include "tests/unit/forecast/testwindow.h"

#include <QtTest>

#include <random>

using namespace desk;

class TstMethodPicker : public QObject
{
    Q_OBJECT

    static constexpr MetricId metric{1};
    static constexpr MethodPicker::Methods all{0b11111};

    // Persistence says 0 and is wrong by 1, the others by so much.
    static void learn(MethodPicker &picker, std::uint32_t series, double drift, double holtWinters,
                      int times = 1)
    {
        const IssuedExample example = IssuedExample(series)
                                          .says(ForecastMethod::persistence, 0, 0, 0)
                                          .says(ForecastMethod::drift, 0, 1 + drift, 2)
                                          .says(ForecastMethod::holtWinters, 0, 1 + holtWinters, 2);
        for (int i = 0; i < times; ++i) {
            for (std::size_t horizon = 0; horizon < forecastHorizons.size(); ++horizon)
                picker.learn({example.issued, horizon, 1});
        }
    }
    static MethodPicker::Weights weights(const MethodPicker &picker, std::uint32_t series,
                                         MethodPicker::Methods able = all, std::size_t horizon = 0)
    {
        return picker.weights(SeriesId{series}, metric, horizon, able);
    }
    static double weightOf(const MethodPicker &picker, std::uint32_t series, ForecastMethod method,
                           std::size_t horizon = 0)
    {
        return weights(picker, series, all, horizon)[static_cast<std::size_t>(method)];
    }

private Q_SLOTS:
    void persistenceAnswersWhileNothingIsKnown()
    {
        const MethodPicker picker;
        QCOMPARE(weightOf(picker, 1, ForecastMethod::persistence), 1.0);
        QCOMPARE(picker.relativeError(SeriesId{1}, metric, 0, ForecastMethod::drift), 1.0);
    }

    void whatIsClearlyBestStandsAlone()
    {
        MethodPicker picker;
        learn(picker, 1, 0.5, 0.2, 20);
        QVERIFY(weightOf(picker, 1, ForecastMethod::holtWinters) > 0.99);
        MethodPicker::Methods able = all;
        able.reset(static_cast<std::size_t>(ForecastMethod::holtWinters));
        QVERIFY(weights(picker, 1, able)[static_cast<std::size_t>(ForecastMethod::drift)] > 0.99);
    }

    void thoseAsGoodAsEachOtherShare()
    {
        MethodPicker picker;
        learn(picker, 1, 0.5, 0.5, 50);
        QCOMPARE(weightOf(picker, 1, ForecastMethod::drift), 0.5);
        QCOMPARE(weightOf(picker, 1, ForecastMethod::holtWinters), 0.5);
        QCOMPARE(weightOf(picker, 1, ForecastMethod::persistence), 0.0);
        learn(picker, 1, 0.5, 0.45, 100);
        const double better = weightOf(picker, 1, ForecastMethod::holtWinters);
        QVERIFY(better > 0.6 && better < 0.9);
    }

    void whatIsNoBetterThanPersistenceHasNoWeight()
    {
        MethodPicker picker;
        learn(picker, 1, 1.01, 2, 200);
        QCOMPARE(weightOf(picker, 1, ForecastMethod::persistence), 1.0);
    }

    void aMethodThatTurnsBadLosesItsWeight()
    {
        MethodPicker picker;
        learn(picker, 1, 0.5, 2, 100);
        QVERIFY(weightOf(picker, 1, ForecastMethod::drift) > 0.99);
        int more = 0;
        while (weightOf(picker, 1, ForecastMethod::drift) > 0) {
            learn(picker, 1, 3, 3);
            QVERIFY(++more < 30);
        }
        QCOMPARE(weightOf(picker, 1, ForecastMethod::persistence), 1.0);
    }

    void horizonsAreWeightedApart()
    {
        MethodPicker picker;
        const IssuedExample good = IssuedExample(1).says(ForecastMethod::drift, 0, 1.1, 2);
        const IssuedExample bad = IssuedExample(1).says(ForecastMethod::drift, 0, 2.3, 3);
        for (int i = 0; i < 100; ++i) {
            picker.learn({bad.issued, 0, 1});
            picker.learn({good.issued, 1, 1});
            picker.learn({good.issued, 2, 1});
        }
        QCOMPARE(weightOf(picker, 1, ForecastMethod::persistence, 0), 1.0);
        QVERIFY(weightOf(picker, 1, ForecastMethod::drift, 1) > 0.99);
    }

    void theMetricsRecordHelpsANewSeries()
    {
        MethodPicker picker;
        for (std::uint32_t series = 0; series < 10; ++series)
            learn(picker, series, 0.5, 2, 10);
        QVERIFY(weightOf(picker, 77, ForecastMethod::drift) > 0.99);
        QCOMPARE(picker.weights(SeriesId{78}, MetricId{2}, 0, all).front(), 1.0);
        learn(picker, 77, 2, 2, 30); // it is otherwise
        QCOMPARE(weightOf(picker, 77, ForecastMethod::persistence), 1.0);
    }

    // Series that live for one forecast each: persistence is right with some and far off with others.
    void theMetricsRecordGoesByErrorsAsTheyAre()
    {
        MethodPicker picker;
        for (std::uint32_t series = 0; series < 200; ++series) {
            const double came = series % 2 == 0 ? 0.01 : 1;
            const double off = series % 2 == 0 ? 0.05 : 0.5;
            const IssuedExample example =
                IssuedExample(series).says(ForecastMethod::drift, came - 1, came - off, came);
            picker.learn({example.issued, 0, came});
        }
        const double error = picker.relativeError(SeriesId{500}, metric, 0, ForecastMethod::drift);
        QVERIFY2(error > 0.5 && error < 0.65, qPrintable(QString::number(error))); // 0.55 / 1.01
    }

    void errorsOfForecastsThatOverlapCountForLess()
    {
        MethodPicker picker;
        for (std::uint32_t series = 10; series < 30; ++series)
            learn(picker, series, 0.5, 2, 10);
        const auto errorOf = [&picker](std::uint32_t series, int spacing) {
            IssuedExample example = IssuedExample(series).says(ForecastMethod::drift, 0, 3, 4);
            for (int i = 0; i < 30; ++i) {
                example.issued.end = Timestamp(std::chrono::seconds(1'000'000 + i * spacing));
                for (std::size_t horizon = 0; horizon < forecastHorizons.size(); ++horizon)
                    picker.learn({example.issued, horizon, 1});
            }
            return picker.relativeError(SeriesId{series}, metric, 2, ForecastMethod::drift);
        };
        const double apart = errorOf(1, 300);
        const double overlapping = errorOf(2, 20);
        QVERIFY2(apart > 1.5, qPrintable(QString::number(apart)));
        QVERIFY2(overlapping < 1.2, qPrintable(QString::number(overlapping)));
    }

    void halfOfWhatATrainingPromisesIsBelieved()
    {
        MethodPicker picker;
        QVERIFY(!picker.expects(metric));
        picker.expect(metric, ForecastMethod::lstm, 0.6);
        QVERIFY(picker.expects(metric));
        QCOMPARE(float(picker.relativeError(SeriesId{1}, metric, 0, ForecastMethod::lstm)), 0.8F);
        QVERIFY(weightOf(picker, 1, ForecastMethod::lstm) > 0.9);
        MethodPicker::Methods able = all;
        able.reset(static_cast<std::size_t>(ForecastMethod::lstm));
        QCOMPARE(weights(picker, 1, able).front(), 1.0);
    }

    void whereNothingMovesPersistenceStays()
    {
        MethodPicker picker;
        const IssuedExample still = IssuedExample(1, 5).says(ForecastMethod::drift, 0, 6, 7);
        for (int i = 0; i < 50; ++i)
            picker.learn({still.issued, 0, 5});
        QCOMPARE(weightOf(picker, 1, ForecastMethod::persistence), 1.0);
    }

    void aMixtureIsTheMeanOfWhatIsSaid()
    {
        std::array<QuantileForecast::Horizon, forecastMethodCount> said;
        said[0] = {0, 1, 2};
        said[1] = {4, 5, 8};
        said[2] = {.median = 9};
        const auto mixture = MethodPicker::mixed(said, {0.5, 0.25, 0.25, 0, 0});
        QCOMPARE(mixture.median, 4.0);
        // Of the two that have a band.
        QCOMPARE(mixture.lower, 3.0);
        QCOMPARE(mixture.upper, 4 + (0.5 * 1 + 0.25 * 3) / 0.75);
        QVERIFY(!MethodPicker::mixed(said, {0, 0, 1, 0, 0}).hasBand());
        QVERIFY(!MethodPicker::mixed(said, {0, 0, 0, 0, 1}).isKnown());
    }

    void theMixtureIsNamedUnlessOneMethodStandsForIt()
    {
        using Weights = MethodPicker::Weights;
        const std::array clear{Weights{0, 0, 0, 0, 1}, Weights{0.1, 0, 0, 0, 0.9}};
        const std::array shared{Weights{0, 0, 0, 0, 1}, Weights{1, 0, 0, 0, 0}};
        QCOMPARE(MethodPicker::answering(clear), ForecastMethod::lstm);
        QCOMPARE(MethodPicker::answering(shared), ForecastMethod::mixture);
    }

    void itIsNotMuchWorseThanPersistenceOnNoise()
    {
        // Two methods without any skill: chance must not make them look good.
        std::mt19937 random(9);
        std::normal_distribution<double> noise(0.0, 1.0);
        double error = 0;
        double standstill = 0;
        for (std::uint32_t series = 0; series < 200; ++series) {
            MethodPicker picker;
            for (int i = 0; i < 200; ++i) {
                const double actual = noise(random);
                const double drift = 0.5 * noise(random);
                const double other = 0.7 * noise(random);
                const auto by = weights(picker, series, {0b111});
                const IssuedExample example = IssuedExample(series)
                                                  .says(ForecastMethod::drift, -9, drift, 9)
                                                  .says(ForecastMethod::holtWinters, -9, other, 9);
                error += std::abs(actual - by[1] * drift - by[2] * other);
                standstill += std::abs(actual);
                for (std::size_t horizon = 0; horizon < forecastHorizons.size(); ++horizon)
                    picker.learn({example.issued, horizon, actual});
            }
        }
        qInfo("measured error against persistence %.4f", error / standstill);
        QVERIFY(error < 1.02 * standstill);
    }

    void confidenceIsHowMuchNarrowerTheBandIs()
    {
        const TestWindow values([](double s) { return s; }); // its middle 90 % are 540 wide
        QCOMPARE(forecastConfidence({0, 1, 270}, values.window()), 0.5);
        QCOMPARE(forecastConfidence({-500, 1, 500}, values.window()), 0.0);
        QCOMPARE(forecastConfidence({1, 1, 1}, values.window()), 1.0);
        QCOMPARE(forecastConfidence({.median = 1}, values.window()), 0.0);
        QCOMPARE(forecastConfidence({1, 1, 1}, TestWindow().window()), 0.0);
    }
};

DESK_TEST(TstMethodPicker)
#include "tst_methodpicker.moc"
