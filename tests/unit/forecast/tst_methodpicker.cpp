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
    static ForecastMethod choose(MethodPicker &picker, std::uint32_t series, MethodPicker::Methods able = all)
    {
        return picker.choose(SeriesId{series}, metric, able);
    }

private Q_SLOTS:
    void persistenceAnswersWhileNothingIsKnown()
    {
        MethodPicker picker;
        QCOMPARE(choose(picker, 1), ForecastMethod::persistence);
        QCOMPARE(picker.relativeError(SeriesId{1}, metric, ForecastMethod::drift), 1.0);
    }

    void theBestAnswers()
    {
        MethodPicker picker;
        learn(picker, 1, 0.5, 0.2, 20);
        QCOMPARE(choose(picker, 1), ForecastMethod::holtWinters);
        MethodPicker::Methods able = all;
        able.reset(static_cast<std::size_t>(ForecastMethod::holtWinters));
        QCOMPARE(choose(picker, 1, able), ForecastMethod::drift);
    }

    void whatIsHardlyBetterDoesNotReplacePersistence()
    {
        MethodPicker picker;
        learn(picker, 1, 0.97, 2, 200);
        QCOMPARE(choose(picker, 1), ForecastMethod::persistence);
    }

    void aMethodKeepsItsPlaceAgainstOneThatIsHardlyBetter()
    {
        MethodPicker picker;
        learn(picker, 1, 0.5, 0.6, 200);
        QCOMPARE(choose(picker, 1), ForecastMethod::drift);
        learn(picker, 1, 0.5, 0.49, 200);
        QCOMPARE(choose(picker, 1), ForecastMethod::drift);
        learn(picker, 1, 0.5, 0.3, 200);
        QCOMPARE(choose(picker, 1), ForecastMethod::holtWinters);
    }

    void aMethodThatTurnsBadLosesItsPlace()
    {
        MethodPicker picker;
        learn(picker, 1, 0.5, 2, 100);
        QCOMPARE(choose(picker, 1), ForecastMethod::drift);
        int more = 0;
        while (choose(picker, 1) == ForecastMethod::drift) {
            learn(picker, 1, 3, 3);
            QVERIFY(++more < 30);
        }
        QCOMPARE(choose(picker, 1), ForecastMethod::persistence);
    }

    void aMethodThatIsWorseAtOneHorizonDoesNotAnswer()
    {
        MethodPicker picker;
        const IssuedExample good = IssuedExample(1).says(ForecastMethod::drift, 0, 1.1, 2);
        const IssuedExample bad = IssuedExample(1).says(ForecastMethod::drift, 0, 2.3, 3);
        for (int i = 0; i < 100; ++i) {
            picker.learn({bad.issued, 0, 1});
            picker.learn({good.issued, 1, 1});
            picker.learn({good.issued, 2, 1});
        }
        QVERIFY(picker.relativeError(SeriesId{1}, metric, ForecastMethod::drift) < 0.9);
        QCOMPARE(choose(picker, 1), ForecastMethod::persistence);
    }

    void theMetricsRecordHelpsANewSeries()
    {
        MethodPicker picker;
        for (std::uint32_t series = 0; series < 10; ++series)
            learn(picker, series, 0.5, 2, 10);
        QCOMPARE(choose(picker, 77), ForecastMethod::drift);
        QCOMPARE(picker.choose(SeriesId{78}, MetricId{2}, all), ForecastMethod::persistence);
        learn(picker, 77, 2, 2, 30); // it is otherwise
        QCOMPARE(choose(picker, 77), ForecastMethod::persistence);
    }

    void whereNothingMovesPersistenceStays()
    {
        MethodPicker picker;
        const IssuedExample still = IssuedExample(1, 5).says(ForecastMethod::drift, 0, 6, 7);
        for (int i = 0; i < 50; ++i)
            picker.learn({still.issued, 0, 5});
        QCOMPARE(choose(picker, 1), ForecastMethod::persistence);
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
                const auto method = choose(picker, series);
                const IssuedExample example = IssuedExample(series)
                                                  .says(ForecastMethod::drift, -9, drift, 9)
                                                  .says(ForecastMethod::holtWinters, -9, other, 9);
                const double said = method == ForecastMethod::drift         ? drift
                                    : method == ForecastMethod::holtWinters ? other
                                                                            : 0;
                error += std::abs(actual - said);
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
