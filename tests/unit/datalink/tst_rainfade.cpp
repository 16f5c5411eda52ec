// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/datalink/rainfade.h"
#include "tests/support/testprogram.h"

#include <QtTest>

#include <algorithm>
#include <cmath>

using namespace desk;

namespace {

const RainClimate tokyo = rainClimateAt({35.7, 139.7, 0});

std::vector<double> series(RainFade fade, int count, double step)
{
    std::vector<double> values;
    for (int i = 0; i < count; ++i)
        values.push_back(fade.advance(step));
    return values;
}

} // namespace

class TstRainFade : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isTheSameForASeedBitByBit()
    {
        const auto a = series(RainFade(tokyo, 5, "gs-tokyo"), 1000, 1);
        QVERIFY(a == series(RainFade(tokyo, 5, "gs-tokyo"), 1000, 1));
        QVERIFY(RainFade(tokyo, 5, "gs-tokyo").attenuationDb() >= 0);
    }

    void isAnotherForAnotherSeedOrStation()
    {
        const auto a = series(RainFade(tokyo, 5, "gs-tokyo"), 20'000, 60);
        QVERIFY(a != series(RainFade(tokyo, 6, "gs-tokyo"), 20'000, 60));
        QVERIFY(a != series(RainFade(tokyo, 5, "gs-osaka"), 20'000, 60));
    }

    void rainsJustAsOftenAsTheClimateSays()
    {
        const RainFade fade(tokyo, 1, "gs-tokyo");
        const auto values = series(fade, 400'000, 1800);
        const auto wet = std::count_if(values.begin(), values.end(), [](double a) { return a > 0; });
        const double share = static_cast<double>(wet) / static_cast<double>(values.size());
        QVERIFY2(std::abs(share - fade.wetShare()) < 0.01, qPrintable(QString::number(share)));
    }

    // The offset of P.1853 costs some of P.618's attenuation; what is rare stays within a third of it.
    void exceedsWhatTheStatisticsSay()
    {
        auto values = series(RainFade(tokyo, 1, "gs-tokyo"), 1'000'000, 1800);
        std::sort(values.begin(), values.end(), std::greater{});
        for (const double percent : {0.1, 0.3, 1.0}) {
            const double simulated = values[static_cast<std::size_t>(percent / 100 * 1e6)];
            const double wanted = rainAttenuationExceeded(tokyo, 20, 30, annualFromWorstMonth(percent));
            QVERIFY2(simulated > wanted * 0.65 && simulated < wanted * 1.35,
                     qPrintable(QString::number(simulated) + u" instead of " + QString::number(wanted)));
        }
    }

    void changesSlowly()
    {
        const auto values = series(RainFade(tokyo, 1, "gs-tokyo"), 200'000, 1);
        double most = 0;
        for (std::size_t i = 1; i < values.size(); ++i)
            most = std::max(most, std::abs(values[i] - values[i - 1]) / (1 + values[i]));
        QVERIFY2(most < 0.25, qPrintable(QString::number(most)));
    }

    void isStrongerTowardsTheHorizon()
    {
        for (const double latitude : {0.0, 19.0, 35.0, 52.0, -30.0}) {
            const RainFade fade(rainClimateAt({latitude, 0, 0}), 1, "x");
            QVERIFY(std::abs(fade.scale(RainFade::referenceElevation) - 1) < 1e-9);
            for (int elevation = 6; elevation <= 90; ++elevation)
                QVERIFY(fade.scale(elevation) <= fade.scale(elevation - 1));
            QVERIFY(fade.scale(10) > 1.5);
        }
    }

    void gaugeShowsTheClimatesRateForItsAttenuation()
    {
        const RainFade fade(tokyo, 1, "gs-tokyo");
        const double a001 = rainAttenuation001(tokyo, 20, 30);
        QVERIFY(std::abs(fade.rainRate(a001) - tokyo.rainRate001) < 1e-6);
        QCOMPARE(fade.rainRate(0), 0.0);
    }

    void neverExceedsItsCapNorFallsBelowZero()
    {
        for (const double a : series(RainFade(rainClimateAt({1.3, 103.9, 0}), 2, "x"), 300'000, 3600))
            QVERIFY(a >= 0 && a <= 100);
    }
};

DESK_TEST(TstRainFade)
#include "tst_rainfade.moc"
