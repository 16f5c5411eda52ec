// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/forecast/driftforecaster.h"
#include "models/forecast/geometryforecaster.h"
#include "models/forecast/holtwintersforecaster.h"
#include "models/forecast/persistenceforecaster.h"
#include "models/topology/airmass.h"
#include "tests/support/testprogram.h"
#include "tests/unit/forecast/testwindow.h"

#include <QtTest>

#include <cmath>
#include <memory>
#include <random>

using namespace desk;

class TstBaselines : public QObject
{
    Q_OBJECT

    static constexpr double none = TestWindow::none;

    static QuantileForecast ask(const Forecaster &forecaster, const TestWindow &of)
    {
        const ForecastWindow window = of.window();
        QuantileForecast forecast;
        forecaster.forecast({&window, 1}, {&forecast, 1});
        return forecast;
    }
    static std::array<double, 3> medians(const QuantileForecast &forecast)
    {
        return {forecast.horizons[0].median, forecast.horizons[1].median, forecast.horizons[2].median};
    }
    static bool near(const std::array<double, 3> &a, const std::array<double, 3> &b, double tolerance)
    {
        for (std::size_t i = 0; i < 3; ++i) {
            if (!(std::abs(a[i] - b[i]) <= tolerance)) {
                qInfo("%g, expected %g", a[i], b[i]);
                return false;
            }
        }
        return true;
    }
    static std::function<double(double)> noise(double deviation, unsigned seed)
    {
        auto random = std::make_shared<std::mt19937>(seed);
        return [=](double) { return std::normal_distribution(0.0, deviation)(*random); };
    }
    static std::vector<std::unique_ptr<Forecaster>> all()
    {
        std::vector<std::unique_ptr<Forecaster>> methods;
        methods.push_back(std::make_unique<PersistenceForecaster>());
        methods.push_back(std::make_unique<DriftForecaster>());
        methods.push_back(std::make_unique<HoltWintersForecaster>());
        methods.push_back(std::make_unique<GeometryForecaster>());
        return methods;
    }

private Q_SLOTS:
    void persistenceSaysTheNewestValue()
    {
        const TestWindow window([](double s) { return s < 580 ? s : none; });
        QCOMPARE(medians(ask(PersistenceForecaster(), window)), (std::array{579.0, 579.0, 579.0}));
    }

    void theBandOfPersistenceIsWhatCameOfAsLongBefore()
    {
        // Up and down by 2 every minute: what it is in a minute differs by 2, in 3 minutes too.
        const TestWindow window([](double s) { return std::fmod(s, 120) < 60 ? 0 : 2; });
        const QuantileForecast forecast = ask(PersistenceForecaster(), window);
        QCOMPARE(forecast.horizons[0].lower, 0.0);
        QCOMPARE(forecast.horizons[0].upper, 4.0);
        QCOMPARE(forecast.horizons[0].median, 2.0);
    }

    void driftGoesOnAlongTheLine()
    {
        const TestWindow window([](double s) { return 100 + s / 10; });
        QVERIFY(near(medians(ask(DriftForecaster(), window)), {165.9, 177.9, 189.9}, 1e-9));
    }

    void driftCountsFromTheWindowsEndAcrossAGap()
    {
        const TestWindow window([](double s) { return s >= 50 && s < 550 ? 100 + s / 10 : none; });
        QVERIFY(near(medians(ask(DriftForecaster(), window)), {165.9, 177.9, 189.9}, 1e-9));
    }

    void holtWintersSeesTheLevelThroughNoise()
    {
        double worse = 0;
        double better = 0;
        for (unsigned seed = 1; seed <= 20; ++seed) {
            const TestWindow window(noise(1, seed));
            worse += std::abs(medians(ask(PersistenceForecaster(), window))[1]);
            better += std::abs(medians(ask(HoltWintersForecaster(), window))[1]);
        }
        QVERIFY2(better < worse / 2, qPrintable(QString::number(better / worse)));
    }

    void holtWintersFollowsATrendAndDampsIt()
    {
        const TestWindow window([](double s) { return s / 10; });
        const auto forecast = medians(ask(HoltWintersForecaster(), window));
        QVERIFY(forecast[0] > 63);
        QVERIFY(forecast[1] > forecast[0] && forecast[2] > forecast[1]);
        QVERIFY(forecast[2] < 90); // the line would be there
    }

    void holtWintersBridgesGaps()
    {
        const TestWindow window(
            [](double s) { return std::fmod(s, 60) < 30 ? 5 + std::sin(s) / 100 : none; });
        QVERIFY(near(medians(ask(HoltWintersForecaster(), window)), {5, 5, 5}, 0.05));
    }

    void geometryFollowsTheRange()
    {
        // 1 km/s away.
        TestWindow window([](double s) { return 20 - 20 * std::log10((600 + s) / 1199); });
        window.withGeometry([](double s) { return LinkGeometry{90, static_cast<float>(600 + s)}; });
        const auto expected = [](double s) { return 20 - 20 * std::log10((600 + s) / 1199); };
        QVERIFY(near(medians(ask(GeometryForecaster(), window)),
                     {expected(659), expected(779), expected(899)}, 1e-4));
    }

    // A pass that sets at 4 degrees a minute, 1.1 dB a zenith.
    void geometryLearnsWhatTheAirTakes()
    {
        const auto elevation = [](double s) { return 66 - s / 15; };
        const auto snr = [&](double s) { return 20 - 1.1 * airMass(elevation(s), 2); };
        TestWindow window(snr);
        window.withGeometry([&](double s) { return LinkGeometry{static_cast<float>(elevation(s)), 700}; });
        const auto forecast = medians(ask(GeometryForecaster(), window));
        // Nearer to what comes than to what the range alone says, which does not change.
        const auto came = [&](std::size_t horizon, double second) {
            return (forecast[horizon] - snr(569)) / (snr(second) - snr(569));
        };
        QVERIFY(came(0, 659) > 0.5 && came(0, 659) < 1);
        QVERIFY(came(1, 779) > 0.5 && came(1, 779) < 1);
        QVERIFY(forecast[2] < forecast[1]);
    }

    void geometryNeedsOneValueOnly()
    {
        TestWindow window([](double s) { return s == 590 ? 12 : none; });
        window.withGeometry([](double) { return LinkGeometry{30, 700}; });
        const QuantileForecast forecast = ask(GeometryForecaster(), window);
        QVERIFY(near(medians(forecast), {12, 12, 12}, 1e-9));
        QVERIFY(!forecast.horizons[0].hasBand());
    }

    void geometryEndsWithTheLink()
    {
        TestWindow window([](double s) { return 12 + std::sin(s); });
        window.withGeometry([](double s) {
            return s < 700 ? LinkGeometry{30, 700} : LinkGeometry{std::nanf(""), std::nanf("")};
        });
        const QuantileForecast forecast = ask(GeometryForecaster(), window);
        QVERIFY(forecast.horizons[0].isKnown());
        QVERIFY(!forecast.horizons[1].isKnown() && !forecast.horizons[2].isKnown());
    }

    void geometrySaysNothingOfOtherMetrics()
    {
        TestWindow values([](double s) { return std::sin(s); });
        values.withGeometry([](double) { return LinkGeometry{30, 700}; });
        ForecastWindow window = values.window();
        window.metric = "utilization";
        QuantileForecast forecast;
        GeometryForecaster().forecast({&window, 1}, {&forecast, 1});
        QVERIFY(!forecast.horizons[0].isKnown());
        window.metric = "snr_db";
        window.geometry = {};
        GeometryForecaster().forecast({&window, 1}, {&forecast, 1});
        QVERIFY(!forecast.horizons[0].isKnown());
    }

    void anOffsetAndAFactorChangeNothingElse()
    {
        const auto of = [](double s) { return std::sin(s / 40) + s / 300; };
        for (const auto &method : all()) {
            if (method->method() == ForecastMethod::geometry)
                continue;
            const QuantileForecast small = ask(*method, TestWindow(of));
            const QuantileForecast large =
                ask(*method, TestWindow([&](double s) { return 1.4e10 + 1000 * of(s); }));
            for (std::size_t horizon = 0; horizon < 3; ++horizon) {
                const auto &a = small.horizons[horizon];
                const auto &b = large.horizons[horizon];
                QVERIFY(std::abs((b.median - 1.4e10) / 1000 - a.median) < 1e-6);
                QVERIFY(std::abs((b.lower - 1.4e10) / 1000 - a.lower) < 1e-6);
                QVERIFY(std::abs((b.upper - 1.4e10) / 1000 - a.upper) < 1e-6);
            }
        }
    }

    void bandsHoldTheirMedianWhateverCameIn()
    {
        std::mt19937 random(5);
        for (int round = 0; round < 300; ++round) {
            const double gaps = std::uniform_real_distribution(0.0, 1.0)(random);
            double walk = 0;
            TestWindow window([&](double) {
                walk += std::normal_distribution(0.0, 1.0)(random) + (random() % 50 == 0 ? 100 : 0);
                return std::uniform_real_distribution(0.0, 1.0)(random) < gaps ? none : walk;
            });
            window.withGeometry([](double s) { return LinkGeometry{40, static_cast<float>(2000 - s)}; });
            for (const auto &method : all()) {
                for (const auto &horizon : ask(*method, window).horizons) {
                    QCOMPARE(horizon.isKnown(), !std::isnan(window.window().last()));
                    if (horizon.hasBand())
                        QVERIFY(horizon.lower < horizon.median && horizon.median < horizon.upper);
                }
            }
        }
    }

    void nothingIsSaidOfNothing()
    {
        for (const auto &method : all())
            QVERIFY(!ask(*method, TestWindow()).horizons[0].isKnown());
    }
};

DESK_TEST(TstBaselines)
#include "tst_baselines.moc"
