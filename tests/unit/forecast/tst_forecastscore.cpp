// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/forecast/forecastscoretable.h"
#include "tests/support/testprogram.h"

#include <QtTest>

using namespace desk;

class TstForecastScore : public QObject
{
    Q_OBJECT

    static bool isNear(double a, double b) { return std::abs(a - b) < 1e-12; }

private Q_SLOTS:
    void errorAndSkillAreThoseOfTheMedian()
    {
        ForecastScore score;
        score.add({8, 10, 12}, 5, 11); // wrong by 1, persistence by 6
        score.add({8, 10, 12}, 9, 7);  // wrong by 3, persistence by 2
        QCOMPARE(score.meanError(), 2.0);
        QCOMPARE(score.persistenceError(), 4.0);
        QCOMPARE(score.skill(), 0.5);
    }

    void theBandIsScoredByCoverageWidthAndPinball()
    {
        ForecastScore score;
        score.add({8, 10, 12}, 10, 12); // on the edge: within
        QVERIFY(isNear(score.pinballLoss(), (0.05 * 4 + 0.5 * 2 + 0) / 3));
        score.add({8, 10, 12}, 10, 6);
        QCOMPARE(score.coverage(), 0.5);
        QCOMPARE(score.bandWidth(), 4.0);
        QVERIFY(isNear(score.pinballLoss(), ((0.05 * 4 + 0.5 * 2) + (0.95 * 2 + 0.5 * 4 + 0.05 * 6)) / 6));
    }

    void withoutABandTheMedianCountsAlone()
    {
        ForecastScore score;
        score.add({.median = 10}, 10, 11);
        QCOMPARE(score.count(), 1U);
        QCOMPARE(score.bands(), 0U);
        QCOMPARE(score.meanError(), 1.0);
        QVERIFY(std::isnan(score.coverage()) && std::isnan(score.pinballLoss()));
    }

    void nothingIsNotZero()
    {
        ForecastScore score;
        QVERIFY(std::isnan(score.meanError()) && std::isnan(score.skill()) && std::isnan(score.bandWidth()));
        score.add({1, 1, 1}, 1, 1); // persistence was right
        QVERIFY(std::isnan(score.skill()));
    }

    void partsAddUpToTheWhole()
    {
        ForecastScore whole;
        ForecastScore first;
        ForecastScore second;
        for (int i = 0; i < 10; ++i) {
            const QuantileForecast::Horizon said{i - 1.0, i * 1.0, i + 1.0};
            whole.add(said, 3, 5);
            (i < 4 ? first : second).add(said, 3, 5);
        }
        whole.addNeverCame();
        second.addNeverCame();
        first += second;
        QVERIFY(first == whole);
    }

    void tablesAddUpByMetricHorizonAndMethod()
    {
        ForecastScoreTable one;
        ForecastScoreTable other;
        one.of("snr_db", 0, ForecastMethod::drift).add({1, 2, 3}, 1, 2);
        other.of("snr_db", 0, ForecastMethod::drift).add({1, 2, 3}, 1, 4);
        other.of("snr_db", 2, ForecastMethod::drift).add({1, 2, 3}, 1, 4);
        one += other;
        QCOMPARE(one.scores().size(), 2U);
        QCOMPARE(one.of("snr_db", 0, ForecastMethod::drift).meanError(), 1.0);
    }

    void aTableHoldsOnlySoManyMetrics()
    {
        ForecastScoreTable table;
        for (std::size_t i = 0; i < ForecastScoreTable::mostMetrics + 5; ++i)
            table.of("m" + std::to_string(i), 0, ForecastMethod::drift).addNeverCame();
        QCOMPARE(table.scores().size(), ForecastScoreTable::mostMetrics + 1);
        QCOMPARE(table.of(ForecastScoreTable::otherMetrics, 0, ForecastMethod::drift).neverCame(), 5U);
    }
};

DESK_TEST(TstForecastScore)
#include "tst_forecastscore.moc"
