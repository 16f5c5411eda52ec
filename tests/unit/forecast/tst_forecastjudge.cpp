// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/forecast/forecastjudge.h"
#include "tests/support/testprogram.h"

#include <QtTest>

#include <cmath>

using namespace desk;
using namespace std::chrono_literals;

namespace {

struct Judged
{
    Timestamp end;
    std::size_t horizon = 0;
    double actual = 0;
};

} // namespace

class TstForecastJudge : public QObject
{
    Q_OBJECT

    static constexpr SeriesId series{1};
    static Timestamp at(std::chrono::nanoseconds time) { return Timestamp{5'000'000s + time}; }
    static IssuedForecast issuedAt(std::chrono::seconds end, double current = 0)
    {
        IssuedForecast issued;
        issued.series = series;
        issued.end = at(end);
        issued.current = current;
        return issued;
    }
    static std::vector<Judged> judge(ForecastJudge &by, std::chrono::seconds now, const SecondMeans &means)
    {
        std::vector<Judged> judged;
        by.judge(at(now), means, [&](const ForecastJudge::Verdict &verdict) {
            judged.push_back({verdict.issued.end, verdict.horizon, verdict.actual});
        });
        return judged;
    }
    // The value of a second is its number.
    static void fill(SecondMeans &means, int from, int to, int step = 1)
    {
        means.watch(series, ValueKind::number);
        for (int second = from; second < to; second += step)
            means.add(series, at(std::chrono::seconds(second)), second);
    }

private Q_SLOTS:
    void eachHorizonIsJudgedOnceWhenItIsOver()
    {
        SecondMeans means(1);
        fill(means, 0, 600);
        ForecastJudge judgement({});
        judgement.add(issuedAt(100s));
        QVERIFY(judge(judgement, 164s, means).empty());
        auto judged = judge(judgement, 165s, means); // a minute and the grace
        QCOMPARE(judged.size(), 1U);
        QCOMPARE(judged[0].horizon, 0U);
        QCOMPARE(judged[0].actual, 159.0); // the last whole second of that minute
        QVERIFY(judge(judgement, 165s, means).empty());
        judged = judge(judgement, 600s, means);
        QCOMPARE(judged.size(), 2U);
        QCOMPARE(judged[0].actual, 279.0);
        QCOMPARE(judged[1].actual, 399.0);
        QCOMPARE(judgement.waiting(), 0U);
    }

    void whatNeverCameIsSaid()
    {
        SecondMeans means(1);
        fill(means, 0, 150);
        ForecastJudge judgement({});
        judgement.add(issuedAt(100s));
        QVERIFY(std::isnan(judge(judgement, 165s, means).at(0).actual)); // 149 is more than 10 s before
    }

    void aSlowSeriesIsJudgedByItsNewestValue()
    {
        SecondMeans means(1);
        fill(means, 0, 600, 10);
        ForecastJudge judgement({});
        judgement.add(issuedAt(105s));
        QCOMPARE(judge(judgement, 170s, means).at(0).actual, 160.0);
    }

    void whatWasThereBeforeTheForecastDoesNotJudgeIt()
    {
        SecondMeans means(1);
        fill(means, 0, 100);
        ForecastJudge judgement({.reach = 1000s});
        judgement.add(issuedAt(100s));
        QVERIFY(std::isnan(judge(judgement, 165s, means).at(0).actual));
    }

    void whatCameLateCounts()
    {
        SecondMeans means(1);
        fill(means, 0, 150);
        ForecastJudge judgement({});
        judgement.add(issuedAt(100s));
        means.add(series, at(170s), 1);
        means.add(series, at(159s), 42);
        QCOMPARE(judge(judgement, 165s, means).at(0).actual, 42.0);
    }

    void theOldestGoWhenThereAreTooMany()
    {
        SecondMeans means(1);
        fill(means, 0, 640);
        ForecastJudge judgement({.mostForecasts = 100});
        for (int i = 0; i < 150; ++i)
            judgement.add(issuedAt(std::chrono::seconds(i)));
        QCOMPARE(judgement.waiting(), 100U);
        QCOMPARE(judgement.displaced(), 50U);
        const auto judged = judge(judgement, 640s, means);
        QCOMPARE(judged.size(), 300U);
        QVERIFY(judged[0].end == at(50s));
        for (const Judged &each : judged)
            QCOMPARE(at(std::chrono::seconds(static_cast<int>(each.actual) + 1)),
                     each.end + forecastHorizons[each.horizon]);
    }

    void displacingKeepsWhatWasJudgedJudged()
    {
        SecondMeans means(1);
        fill(means, 0, 640);
        ForecastJudge judgement({.mostForecasts = 3});
        for (int i = 0; i < 3; ++i)
            judgement.add(issuedAt(std::chrono::seconds(i)));
        QCOMPARE(judge(judgement, 66s, means).size(), 2U); // of 0 and 1
        judgement.add(issuedAt(3s));
        const auto judged = judge(judgement, 68s, means);
        QCOMPARE(judged.size(), 2U);
        QVERIFY(judged[0].end == at(2s) && judged[1].end == at(3s));
    }

    void goingBackInTimeBeginsAnew()
    {
        SecondMeans means(1);
        fill(means, 0, 640);
        ForecastJudge judgement({});
        judgement.add(issuedAt(200s));
        judgement.add(issuedAt(100s));
        QCOMPARE(judgement.waiting(), 1U);
        QVERIFY(judge(judgement, 170s, means).at(0).end == at(100s));
    }

    void largeValuesKeepTheirDigits()
    {
        IssuedForecast issued = issuedAt(0s, 1.4e10);
        QuantileForecast forecast;
        forecast.horizons[1] = {1.4e10 - 1, 1.4e10 + 0.5, 1.4e10 + 2};
        issued.set(ForecastMethod::drift, forecast);
        const auto read = issued.of(ForecastMethod::drift, 1);
        QCOMPARE(read.lower, 1.4e10 - 1);
        QCOMPARE(read.median, 1.4e10 + 0.5);
        QCOMPARE(read.upper, 1.4e10 + 2);
        QVERIFY(!issued.of(ForecastMethod::drift, 0).isKnown());
        QVERIFY(!issued.of(ForecastMethod::lstm, 1).isKnown());
    }
};

DESK_TEST(TstForecastJudge)
#include "tst_forecastjudge.moc"
