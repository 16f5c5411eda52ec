// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/forecast/predictedviolations.h"
#include "tests/support/testprogram.h"
#include "tests/unit/forecast/saidforecast.h"

#include <QtTest>

using namespace desk;
using Said = SaidForecast;
using Outcome = PredictedViolations::Outcome;

class TstPredictedViolations : public QObject
{
    Q_OBJECT

    static const inline Limits limits = Said::limits();
    static constexpr SeriesId series{1};
    PredictedViolations m_violations;

    void observe(double second, double value)
    {
        m_violations.observe(series, limits, Said::at(second), value);
    }
    void fades(double second)
    {
        m_violations.expect(Said::of(20, {14, 8, 7}, 1, second), limits);
    } // in 140 s
    void stays(double second) { m_violations.expect(Said::of(20, {20, 20, 20}, 1, second), limits); }
    const PredictedViolations::Entry &only()
    {
        if (m_violations.entries().size() != 1)
            qFatal("%zu entries", m_violations.entries().size());
        return m_violations.entries().begin()->second;
    }

private Q_SLOTS:
    void init() { m_violations = PredictedViolations(); }

    void whatWasSaidAndCameIsAHitWithItsRealTime()
    {
        fades(0);
        QCOMPARE(only().outcome, Outcome::open);
        QCOMPARE(*only().lead(), std::chrono::seconds{140});
        observe(1, 20);
        observe(120, 9.5);
        QCOMPARE(only().outcome, Outcome::hit);
        QCOMPARE(*only().came, Said::at(120));
        QCOMPARE(*only().lead(), std::chrono::seconds{120});
        QCOMPARE(only().limit.severity, Severity::caution);
        QCOMPARE(only().threshold, 10.0);
    }

    void laterForecastsMoveTheMomentAndKeepTheFirstWord()
    {
        fades(0);
        fades(10);
        QCOMPARE(*only().said, Said::at(0));
        QCOMPARE(*only().predicted, Said::at(150));
    }

    void whatDoesNotComeIsFalseOnceItsGraceIsOver()
    {
        fades(0);
        observe(190, 20);
        m_violations.settle(Said::at(200));
        QCOMPARE(only().outcome, Outcome::open);
        m_violations.settle(Said::at(201));
        QCOMPARE(only().outcome, Outcome::wrong);
        QVERIFY(!only().came);
    }

    void whoSaysForHoursThatItComesInTwoMinutesWasWrong()
    {
        for (int second = 0; second < 1200; second += 10) {
            fades(second);
            observe(second, 20);
            m_violations.settle(Said::at(second));
        }
        // One each six minutes: the five that a forecast sees, and the grace.
        QCOMPARE(m_violations.totals().of(Outcome::wrong), 3U);
        QCOMPARE(m_violations.totals().of(Outcome::open), 1U);
    }

    void aForecastMadeBeforeAHitSaysNothingNew()
    {
        fades(0);
        observe(1, 20);
        observe(5, 9.5);
        QCOMPARE(only().outcome, Outcome::hit);
        m_violations.expect(Said::of(20, {20, 20, 9}, 1, 4), limits); // of a service that answers late
        QCOMPARE(only().outcome, Outcome::hit);
    }

    void aWordTakenBackStillCounts()
    {
        fades(0);
        stays(10);
        QVERIFY(only().isWithdrawn);
        QCOMPARE(only().outcome, Outcome::open);
        observe(150, 20);
        m_violations.settle(Said::at(300));
        QCOMPARE(only().outcome, Outcome::wrong);
    }

    void whereNothingCameAnyMoreNobodyJudges()
    {
        fades(0);
        observe(100, 15);
        m_violations.settle(Said::at(300));
        QCOMPARE(only().outcome, Outcome::unjudged);
    }

    void aViolationNobodySaidWasMissed()
    {
        stays(0);
        observe(1, 20);
        observe(60, 4);
        QCOMPARE(only().outcome, Outcome::missed);
        QCOMPARE(only().limit.severity, Severity::critical);
        QCOMPARE(only().threshold, 5.0);
        QVERIFY(!only().said && !only().lead());
    }

    void oneThatStoodBeforeAnybodyLookedWasNotMissed()
    {
        stays(0);
        observe(1, 4);
        observe(2, 4);
        QVERIFY(m_violations.entries().empty());
    }

    void withoutAForecastNothingIsMissed()
    {
        observe(1, 20);
        observe(2, 4);
        QVERIFY(m_violations.entries().empty());
        stays(10); // and 400 s later no forecast of it is left
        observe(11, 20);
        observe(411, 4);
        QVERIFY(m_violations.entries().empty());
    }

    void whatChattersIsOneViolation()
    {
        stays(0);
        observe(1, 20);
        for (int second = 10; second < 100; second += 10) {
            stays(second);
            observe(second, 9);
            observe(second + 5, 20);
        }
        QCOMPARE(only().outcome, Outcome::missed);
    }

    void whatBelongsToAViolationIsNotSaidAnew()
    {
        stays(0);
        observe(1, 20);
        observe(60, 9); // missed
        observe(65, 11);
        m_violations.expect(Said::of(11, {9.5, 9, 9}, 1, 66), limits);
        QCOMPARE(only().outcome, Outcome::missed);
        observe(70, 11);
        m_violations.expect(Said::of(30, {28, 20, 5.5}, 1, 150), limits); // after five minutes it is another
        QCOMPARE(m_violations.entries().size(), 2U);
    }

    void afterAHitTheNextWorseLimitIsSaidForItself()
    {
        fades(0);
        observe(1, 20);
        observe(120, 9.5);
        m_violations.expect(Said::of(9, {4, 3, 2}, 1, 130), limits);
        observe(150, 4.5);
        QCOMPARE(m_violations.entries().size(), 2U);
        QCOMPARE(m_violations.entries().rbegin()->second.outcome, Outcome::hit);
        QCOMPARE(m_violations.entries().rbegin()->second.limit.severity, Severity::critical);
    }

    void aRefusalSaysNothing()
    {
        fades(0);
        Forecast refused = Said::of(20, {20, 20, 20}, 1, 10);
        refused.refusal = ForecastRefusal::gappy;
        m_violations.expect(refused, limits);
        QVERIFY(!only().isWithdrawn);
    }

    void lateValuesAndNaNAreNoEvidence()
    {
        fades(0);
        observe(50, 20);
        observe(40, 4);
        observe(60, Said::none);
        QCOMPARE(only().outcome, Outcome::open);
    }

    void sharesCountWhatIsDecided()
    {
        QVERIFY(std::isnan(m_violations.totals().precision()));
        for (std::uint32_t i = 0; i < 3; ++i)
            m_violations.expect(Said::of(20, {14, 8, 7}, 1, 0, SeriesId{i}), limits);
        m_violations.observe(SeriesId{0}, limits, Said::at(140), 9);
        m_violations.observe(SeriesId{1}, limits, Said::at(140), 20);
        m_violations.settle(Said::at(400));
        const auto totals = m_violations.totals();
        QCOMPARE(totals.of(Outcome::hit), 1U);
        QCOMPARE(totals.of(Outcome::wrong), 1U);
        QCOMPARE(totals.of(Outcome::unjudged), 1U);
        QCOMPARE(totals.precision(), 0.5);
        QCOMPARE(totals.recall(), 1.0);
    }

    void isBoundedAndLosesTheOldestDecided()
    {
        m_violations = PredictedViolations({.mostEntries = 2});
        for (std::uint32_t i = 0; i < 3; ++i)
            m_violations.expect(Said::of(20, {14, 8, 7}, 1, 0, SeriesId{i}), limits);
        QCOMPARE(m_violations.entries().size(), 2U);
        QCOMPARE(m_violations.dropped(), 1U);
        m_violations.observe(SeriesId{1}, limits, Said::at(140), 9);
        m_violations.expect(Said::of(20, {14, 8, 7}, 1, 0, SeriesId{2}), limits);
        QCOMPARE(m_violations.entries().begin()->second.series, SeriesId{0});
        QCOMPARE(m_violations.entries().rbegin()->second.series, SeriesId{2});
    }

    void otherLimitsTakeWhatIsOpenAlong()
    {
        fades(0);
        m_violations.forgetOpen();
        QVERIFY(m_violations.entries().empty());
        observe(1, 4);
        QVERIFY(m_violations.entries().empty());
    }
};

DESK_TEST(TstPredictedViolations)
#include "tst_predictedviolations.moc"
