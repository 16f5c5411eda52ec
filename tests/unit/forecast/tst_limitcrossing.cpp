// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/testprogram.h"
#include "tests/unit/forecast/saidforecast.h"

#include <QtTest>

using namespace desk;
using Said = SaidForecast;

class TstLimitCrossing : public QObject
{
    Q_OBJECT

    static const inline Limits limits = Said::limits();

private Q_SLOTS:
    void liesOnTheStraightLineBetweenTwoHorizons()
    {
        // 14 at one minute, 8 at three: 10 after two thirds of the way.
        const LimitCrossings crossings(Said::of(20, {14, 8, 7}), limits);
        QVERIFY(crossings.median);
        QCOMPARE(crossings.median->at, Said::at(60 + 80));
        QCOMPARE(crossings.median->limit.severity, Severity::caution);
        QCOMPARE(crossings.median->limit.side, LimitSide::low);
        QCOMPARE(crossings.median->threshold, 10.0);
        QVERIFY(!crossings.median->isStanding);
        QVERIFY(!crossings.edge); // no band
    }

    void beginsAtTheNewestValue()
    {
        const LimitCrossings crossings(Said::of(85, {95, 95, 95}), limits);
        QCOMPARE(crossings.median->at, Said::at(30));
        QCOMPARE(crossings.median->limit.side, LimitSide::high);
        QCOMPARE(crossings.median->limit.severity, Severity::warning);
    }

    void theEdgeOfTheBandMeetsItSooner()
    {
        const LimitCrossings crossings(Said::of(20, {20, 20, 20}, 20), limits);
        QVERIFY(!crossings.median);
        QCOMPARE(crossings.edge->at, Said::at(30)); // from 20 to 0 within a minute
        QCOMPARE(crossings.edge->limit.side, LimitSide::low);
    }

    void singleValuesMeetItSoonerThanTheMedian()
    {
        Forecast forecast = Said::of(20, {14, 8, 7});
        QCOMPARE(LimitCrossings(forecast, limits).likely->at, Said::at(60 + 80)); // jitter is not known
        forecast.jitter = 0.5;
        for (ForecastValue &value : forecast.horizons)
            value.jitter = 1;
        // 14 at one minute and 8 at three, less so many deviations: 10 is met that much before.
        const LimitCrossings crossings(forecast, limits);
        QCOMPARE(crossings.likely->at, Said::at(60 + (4 - LimitCrossings::reach) / 6 * 120));
        QCOMPARE(crossings.median->at, Said::at(60 + 80));
        QCOMPARE(crossings.likely->limit.severity, Severity::caution);
    }

    void whatStaysWithinReachMeetsItNow()
    {
        Forecast forecast = Said::of(10.5, {10.5, 10.5, 10.5});
        forecast.jitter = 1;
        for (ForecastValue &value : forecast.horizons)
            value.jitter = 1;
        QCOMPARE(LimitCrossings(forecast, limits).likely->at, forecast.end);
        forecast.horizons[0].value = 20; // it goes away
        QVERIFY(!LimitCrossings(forecast, limits).likely ||
                LimitCrossings(forecast, limits).likely->at > forecast.end);
        QVERIFY(!LimitCrossings(Said::of(9, {9, 9, 9}), limits).likely); // violated already
    }

    void aLinkIsFollowedToItsEnd()
    {
        Forecast forecast = Said::of(20, {15, 0, 0});
        for (std::size_t horizon = 1; horizon < 3; ++horizon) {
            forecast.horizons[horizon] = {};
            forecast.horizons[horizon].endsAt = Said::at(110);
        }
        QVERIFY(!LimitCrossings(forecast, limits).likely);
        forecast.atEnd = ForecastValue{.value = 5.5, .endsAt = Said::at(110)};
        const LimitCrossings crossings(forecast, limits);
        QVERIFY(!crossings.median);
        QVERIFY(std::abs(std::chrono::duration<double>(crossings.likely->at - Said::at(60 + 50 * 5 / 9.5))
                             .count()) < 0.01);
    }

    void whatIsBeyondAlreadyMeetsTheNextWorseOne()
    {
        const LimitCrossings worse(Said::of(8, {6, 4, 2}), limits);
        QCOMPARE(worse.median->at, Said::at(120));
        QCOMPARE(worse.median->limit.severity, Severity::critical);
        const LimitCrossings stays(Said::of(8, {8, 8, 8}), limits);
        QVERIFY(stays.median->isStanding);
        QCOMPARE(stays.median->limit.severity, Severity::caution);
        QCOMPARE(stays.median->threshold, 10.0);
    }

    void ofLimitsThatAreOneTheWorseCounts()
    {
        Limits same;
        same.low[0] = same.low[2] = 10;
        QCOMPARE(LimitCrossings(Said::of(20, {0, 0, 0}), same).median->limit.severity, Severity::warning);
    }

    void doesNotLookBehindTheEndOfALink()
    {
        Forecast forecast = Said::of(20, {15, 0, 0});
        forecast.horizons[1].endsAt = forecast.horizons[2].endsAt = Said::at(100);
        QVERIFY(!LimitCrossings(forecast, limits).median);
    }

    void aRefusalMeetsNothing()
    {
        Forecast forecast = Said::of(20, {0, 0, 0});
        forecast.refusal = ForecastRefusal::gappy;
        QVERIFY(!LimitCrossings(forecast, limits).median);
    }

    void withoutLimitsThereIsNothingToMeet()
    {
        const LimitCrossings crossings(Said::of(20, {-1e9, 1e9, 0}, 5), Limits{});
        QVERIFY(!crossings.median && !crossings.edge);
    }
};

DESK_TEST(TstLimitCrossing)
#include "tst_limitcrossing.moc"
