// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/forecast/lstmforecaster.h"
#include "tests/support/testprogram.h"
#include "tests/unit/forecast/plainlstm.h"
#include "tests/unit/forecast/testwindow.h"

#include <QtTest>

#include <cmath>

using namespace desk;

class TstLstmForecaster : public QObject
{
    Q_OBJECT

    static constexpr double none = TestWindow::none;

    static TestWindow randomWindow(std::mt19937 &random, double gaps)
    {
        double walk = 0;
        TestWindow window([&](double) {
            walk += std::normal_distribution(0.0, 1.0)(random);
            return std::uniform_real_distribution(0.0, 1.0)(random) < gaps ? none : walk;
        });
        if (random() % 2 == 0)
            window.withGeometry([](double s) {
                return LinkGeometry{static_cast<float>(80 - s / 20), static_cast<float>(600 + s)};
            });
        return window;
    }
    static std::vector<QuantileForecast> ask(const Forecaster &by, const std::vector<TestWindow> &of)
    {
        std::vector<ForecastWindow> windows;
        for (const TestWindow &one : of)
            windows.push_back(one.window());
        std::vector<QuantileForecast> forecasts(of.size());
        by.forecast(windows, forecasts);
        return forecasts;
    }
    static double softplus(double x) { return std::log1p(std::exp(x)); }

private Q_SLOTS:
    void everyKernelSaysWhatThePlainFormulasSay_data()
    {
        QTest::addColumn<int>("processor");
        QTest::addColumn<int>("hidden");
        for (const auto processor : {LstmProcessor::baseline, LstmProcessor::avx2, LstmProcessor::avx512}) {
            for (const int hidden : {1, 17, 64})
                QTest::addRow("%s, %d hidden", lstmProcessorWord(processor).data(), hidden)
                    << static_cast<int>(processor) << hidden;
        }
    }
    void everyKernelSaysWhatThePlainFormulasSay()
    {
        QFETCH(int, processor);
        QFETCH(int, hidden);
        if (!isAvailable(static_cast<LstmProcessor>(processor)))
            QSKIP("this processor does not have the instructions");
        const LstmWeights weights = randomWeights(static_cast<std::size_t>(hidden), 3);
        const LstmForecaster forecaster({&weights, 1}, static_cast<LstmProcessor>(processor));
        QCOMPARE(static_cast<int>(forecaster.processor()), processor);
        std::mt19937 random(4);
        std::vector<TestWindow> windows;
        for (int i = 0; i < 70; ++i) // more than a batch, and the rest of one
            windows.push_back(randomWindow(random, i % 5 == 0 ? 0.9 : 0.1));
        const auto said = ask(forecaster, windows);
        double farthest = 0;
        for (std::size_t i = 0; i < windows.size(); ++i) {
            const LstmInputs inputs(windows[i].window());
            const auto expected = plainLstm(weights, inputs);
            for (std::size_t horizon = 0; horizon < forecastHorizons.size(); ++horizon) {
                const auto &value = said[i].horizons[horizon];
                const double median = (value.median - inputs.last) / inputs.scale;
                const double below = (value.median - value.lower) / inputs.scale - 0.02;
                const double above = (value.upper - value.median) / inputs.scale - 0.02;
                for (const double off :
                     {median - expected[3 * horizon], below - softplus(expected[3 * horizon + 1]),
                      above - softplus(expected[3 * horizon + 2])}) {
                    QVERIFY(!std::isnan(off));
                    farthest = std::max(farthest, std::abs(off));
                }
            }
        }
        QVERIFY2(farthest < 1e-5, qPrintable(QString::number(farthest)));
    }

    void theWeightsMatter()
    {
        std::mt19937 random(4);
        const std::vector<TestWindow> windows{randomWindow(random, 0)};
        const LstmWeights one = randomWeights(32, 3);
        const LstmWeights other = randomWeights(32, 5);
        const auto a = ask(LstmForecaster({&one, 1}), windows)[0];
        const auto b = ask(LstmForecaster({&other, 1}), windows)[0];
        QVERIFY(std::abs(a.horizons[2].median - b.horizons[2].median) > 1e-3);
    }

    void aNetworkThatLearntNothingSaysPersistence()
    {
        const LstmWeights weights = LstmWeights::zero(32);
        std::mt19937 random(4);
        const std::vector<TestWindow> windows{randomWindow(random, 0.2)};
        const auto said = ask(LstmForecaster({&weights, 1}), windows)[0];
        QCOMPARE(said.horizons[1].median, windows[0].window().last());
        QVERIFY(said.horizons[1].lower < said.horizons[1].median);
    }

    void quantilesDoNotCrossWhateverTheWeights()
    {
        LstmWeights weights = randomWeights(32, 8);
        for (float &weight : weights.headWeights)
            weight *= 1000;
        std::mt19937 random(6);
        std::vector<TestWindow> windows;
        for (int i = 0; i < 200; ++i)
            windows.push_back(randomWindow(random, 0.005 * i));
        for (const QuantileForecast &forecast : ask(LstmForecaster({&weights, 1}), windows)) {
            for (const auto &horizon : forecast.horizons) {
                if (horizon.isKnown())
                    QVERIFY(horizon.lower < horizon.median && horizon.median < horizon.upper);
            }
        }
    }

    void neighboursInABatchChangeNothing()
    {
        const LstmWeights weights = randomWeights(48, 2);
        const LstmForecaster forecaster({&weights, 1});
        std::mt19937 random(4);
        std::vector<TestWindow> windows;
        for (int i = 0; i < 65; ++i)
            windows.push_back(randomWindow(random, 0.1));
        const auto together = ask(forecaster, windows);
        for (std::size_t i = 0; i < windows.size(); i += 16) {
            const auto alone = ask(forecaster, {windows[i]})[0];
            for (std::size_t horizon = 0; horizon < 3; ++horizon)
                QVERIFY(std::abs(alone.horizons[horizon].median - together[i].horizons[horizon].median) <
                        1e-4);
        }
    }

    void eachMetricHasItsNetwork()
    {
        std::vector<LstmWeights> networks{LstmWeights::zero(8), LstmWeights::zero(16)};
        networks[0].metric = "snr_db";
        networks[0].headBias[0] = 1; // a standard deviation up
        networks[1].headBias[0] = -1;
        TestWindow values([](double s) { return std::fmod(s, 2); });
        std::array<ForecastWindow, 2> windows{values.window(), values.window()};
        windows[1].metric = "utilization";
        std::array<QuantileForecast, 2> said;
        LstmForecaster(networks).forecast(windows, said);
        QVERIFY(std::abs(said[0].horizons[0].median - 1.5) < 1e-9);
        QVERIFY(std::abs(said[1].horizons[0].median - 0.5) < 1e-9);
        networks.pop_back();
        LstmForecaster(networks).forecast(windows, said);
        QVERIFY(said[0].horizons[0].isKnown());
        QVERIFY(!said[1].horizons[0].isKnown());
    }

    void nothingIsSaidBeyondALinksEnd()
    {
        const LstmWeights weights = randomWeights(32, 2);
        TestWindow window([](double s) { return std::sin(s); });
        window.withGeometry([](double s) {
            return s < 700 ? LinkGeometry{9, 2000} : LinkGeometry{std::nanf(""), std::nanf("")};
        });
        const auto said = ask(LstmForecaster({&weights, 1}), {window})[0];
        QVERIFY(said.horizons[0].isKnown());
        QVERIFY(!said.horizons[1].isKnown() && !said.horizons[2].isKnown());
    }

    void nothingIsSaidOfWindowsWithoutChange()
    {
        const LstmWeights weights = randomWeights(32, 2);
        const auto said =
            ask(LstmForecaster({&weights, 1}), {TestWindow(), TestWindow([](double) { return 3; })});
        QVERIFY(!said[0].horizons[0].isKnown() && !said[1].horizons[0].isKnown());
    }

    void inputsAreWhatTheHeaderSays()
    {
        TestWindow window([](double s) { return s < 500 || s >= 550 ? 100 + 5 * std::sin(s) : none; });
        window.withGeometry([](double s) { return LinkGeometry{45, s < 600 ? 1000.0F : 2000.0F}; });
        const LstmInputs inputs(window.window());
        QCOMPARE(inputs.last, window.values[599]);
        double mean = 0;
        for (std::size_t i = 0; i < 10; ++i)
            mean += window.values[i] / 10;
        QVERIFY(std::abs(inputs.steps[0][0] - (mean - inputs.last) / inputs.scale) < 1e-5);
        QCOMPARE(inputs.steps[49][1], 0.0F);
        QCOMPARE(inputs.steps[52][0], 0.0F);
        QCOMPARE(inputs.steps[52][1], 1.0F);
        QCOMPARE(inputs.steps[52][2], 3.0F / 60);
        QCOMPARE(inputs.steps[59][2], 0.0F);
        QCOMPARE(inputs.steps[7][3], 1.0F);
        QCOMPARE(inputs.steps[7][4], 0.5F);
        QCOMPARE(inputs.steps[7][5], 0.0F);
        QVERIFY(std::abs(inputs.head[2] - -20 * std::log10(2.0) / inputs.scale) < 1e-5); // 6 dB more loss
        QVERIFY(std::abs(inputs.head[11] - 55.0 / 60) < 1e-6);
    }

    void aThousandSeriesAtOnce_data()
    {
        QTest::addColumn<int>("processor");
        for (const auto processor : {LstmProcessor::baseline, LstmProcessor::avx2, LstmProcessor::avx512})
            QTest::addRow("%s", lstmProcessorWord(processor).data()) << static_cast<int>(processor);
    }
    void aThousandSeriesAtOnce()
    {
        QFETCH(int, processor);
        if (!isAvailable(static_cast<LstmProcessor>(processor)))
            QSKIP("this processor does not have the instructions");
        const LstmWeights weights = randomWeights(64, 2);
        const LstmForecaster forecaster({&weights, 1}, static_cast<LstmProcessor>(processor));
        std::mt19937 random(4);
        const std::vector<TestWindow> windows(1000, randomWindow(random, 0.1));
        std::vector<ForecastWindow> views;
        for (const TestWindow &one : windows)
            views.push_back(one.window());
        std::vector<QuantileForecast> said(views.size());
        QBENCHMARK
        {
            forecaster.forecast(views, said);
        }
        for (const QuantileForecast &one : said)
            QVERIFY(std::abs(one.horizons[2].median - said[0].horizons[2].median) < 1e-4);
    }
};

DESK_TEST(TstLstmForecaster)
#include "tst_lstmforecaster.moc"
