// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/forecast/anglemetric.h"
#include "models/forecast/forecastevaluation.h"
#include "tests/support/testprogram.h"

#include <QtTest>

#include <cmath>

using namespace desk;

class TstAngleMetric : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isToldByItsName()
    {
        for (const char *name :
             {"lon", "longitude", "longitude_deg", "azimuth_degrees", "heading", "yaw_deg"})
            QVERIFY2(isAngle(name), name);
        for (const char *name : {"lat", "elevation_deg", "longest", "snr_db", ""})
            QVERIFY2(!isAngle(name), name);
    }

    void aWindowIsLaidOutWithoutJumps()
    {
        std::vector<double> values{178, 179, NAN, -180, -179};
        layOutAngles(values);
        QCOMPARE(values[0], -182.0);
        QCOMPARE(values[1], -181.0);
        QVERIFY(std::isnan(values[2]));
        QCOMPARE(values[3], -180.0);
        QCOMPARE(values[4], -179.0); // the newest stays
    }

    void whatIsShownIsCountedAsTheMetricIs()
    {
        QCOMPARE(angleAsCounted("lon", 182, 179), -178.0);
        QCOMPARE(angleAsCounted("lon", -182, -179), 178.0);
        QCOMPARE(angleAsCounted("lon", 17.3, 16), 17.3);
        QCOMPARE(angleAsCounted("azimuth_deg", 182, 179), 182.0);
        QCOMPARE(angleAsCounted("azimuth_deg", 361, 359), 1.0);
        QCOMPARE(angleAsCounted("azimuth_deg", -2, 1), 358.0);
    }

    void acrossTheDateLineForecastsGoOn()
    {
        // Four degrees a minute to the east, for half an hour, once round a third of the Earth.
        ForecastEvaluation evaluation(ForecastEvaluation::methods({}), {});
        const Timestamp begin{std::chrono::seconds(1'200'000'000)};
        evaluation.watch(SeriesId{1}, MetricId{1}, "lon");
        for (int second = 0; second < 3600; ++second) {
            const Timestamp at = begin + std::chrono::seconds(second);
            evaluation.advanceTo(at);
            evaluation.add(SeriesId{1}, at,
                           std::remainder(120 + second * 4.0 / 60 + 0.01 * std::sin(second), 360));
        }
        const auto &scores = evaluation.results().at(SeriesId{1}).scores;
        for (const auto &horizon : scores) {
            const ForecastScore &drift = horizon[static_cast<std::size_t>(ForecastMethod::drift)];
            const ForecastScore &still = horizon[static_cast<std::size_t>(ForecastMethod::persistence)];
            const ForecastScore &chosen = horizon[ForecastEvaluation::chosenColumn];
            QVERIFY(drift.count() > 40);
            QVERIFY2(drift.skill() > 0.95, qPrintable(QString::number(drift.skill())));
            QVERIFY(still.meanError() < 21); // never 360
            QVERIFY(chosen.skill() > 0.5);
        }
    }
};

DESK_TEST(TstAngleMetric)
#include "tst_anglemetric.moc"
