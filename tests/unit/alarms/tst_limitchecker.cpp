// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/alarms/limitchecker.h"
#include "tests/support/testprogram.h"

#include <QTest>

using namespace desk;

class TstLimitChecker : public QObject
{
    Q_OBJECT

    SeriesDictionary m_names;
    EntityId m_node{};
    SeriesId m_limited{};
    SeriesId m_free{};

    SampleBatch batch(std::initializer_list<double> values, Quality quality = Quality::good)
    {
        SampleBatch out;
        std::int64_t t = 0;
        for (const double v : values) {
            out.addSample(m_limited, v, quality);
            out.addSample(m_free, v, quality);
            out.endPoint(m_node, ++t);
        }
        return out;
    }

    static std::shared_ptr<const LimitSet> limits()
    {
        LimitRule rule;
        rule.metric = "x";
        rule.limits.high = {Limits::unset, 10, 20, Limits::unset};
        return std::make_shared<const LimitSet>(std::vector{rule});
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_node = *m_names.entity(*m_names.node("n", NodeType::device));
        std::uint32_t hint = 0;
        m_limited = *m_names.series(m_node, "x", hint);
        m_free = *m_names.series(m_node, "y", hint);
    }

    void gradesEverySampleAndReportsChangesOnly()
    {
        LimitChecker checker(limits());
        SampleBatch samples = batch({1, 11, 12, 25, 5});
        std::vector<LimitTransition> changes;
        checker.check(samples, m_names, changes);
        QVERIFY(samples.monitoring[0].severity == Severity::nominal);
        QVERIFY(samples.monitoring[1].severity == Severity::none); // no limits are defined for y
        QVERIFY(samples.monitoring[6].severity == Severity::warning);
        QCOMPARE(changes.size(), std::size_t(3));
        QVERIFY(changes[0].to.severity == Severity::caution);
        QCOMPARE(changes[0].value, 11.0);
        QVERIFY(changes[1].to.severity == Severity::warning);
        QVERIFY(changes[2].to.severity == Severity::nominal);
    }

    void backFilledSamplesAreGradedButMoveNothing()
    {
        LimitChecker checker(limits());
        SampleBatch old = batch({25}, Quality::backFilled);
        std::vector<LimitTransition> changes;
        checker.check(old, m_names, changes);
        QVERIFY(old.monitoring[0].severity == Severity::warning);
        QVERIFY(changes.empty());
    }

    void aWorseGradeStandsWhenItHasLastedLongEnough()
    {
        LimitRule rule;
        rule.metric = "x";
        rule.limits.high = {Limits::unset, 10, 20, Limits::unset};
        rule.limits.onSamples = 3;
        LimitChecker checker(std::make_shared<const LimitSet>(std::vector{rule}));
        // One sample beyond warning among three beyond caution is a caution.
        SampleBatch samples = batch({1, 11, 25, 12, 25, 25, 25, 1});
        std::vector<LimitTransition> changes;
        checker.check(samples, m_names, changes);
        QCOMPARE(changes.size(), std::size_t(3));
        QVERIFY(changes[0].to.severity == Severity::caution);
        QCOMPARE(changes[0].generation, std::int64_t(4));
        QVERIFY(changes[1].to.severity == Severity::warning);
        QCOMPARE(changes[1].generation, std::int64_t(7));
        QVERIFY(changes[2].to.severity == Severity::nominal);
        QVERIFY(samples.monitoring[4].severity == Severity::nominal); // not yet
    }

    void aWorseValueDoesNotBeginTheWaitAnew()
    {
        LimitRule rule;
        rule.metric = "x";
        rule.limits.high = {Limits::unset, 10, 20, Limits::unset};
        rule.limits.onSamples = 3;
        LimitChecker checker(std::make_shared<const LimitSet>(std::vector{rule}));
        SampleBatch samples = batch({11, 25, 25, 25, 25, 12, 12, 25, 25, 25});
        std::vector<LimitTransition> changes;
        checker.check(samples, m_names, changes);
        QCOMPARE(changes.size(), std::size_t(4));
        QVERIFY(changes[0].to.severity == Severity::caution);
        QCOMPARE(changes[0].generation, std::int64_t(3)); // three of at least caution
        QVERIFY(changes[1].to.severity == Severity::warning);
        QCOMPARE(changes[1].generation, std::int64_t(4)); // three of warning
        QVERIFY(changes[2].to.severity == Severity::caution);
        QCOMPARE(changes[2].generation, std::int64_t(6)); // the way back has no delay
        QVERIFY(changes[3].to.severity == Severity::warning);
        QCOMPARE(changes[3].generation, std::int64_t(10)); // what was interrupted counts from one again
    }

    void aClockThatIsAheadNeitherHoldsUpNorHastens()
    {
        LimitRule rule;
        rule.metric = "x";
        rule.limits.high = {Limits::unset, 10, 20, Limits::unset};
        rule.limits.onDelay = 10;
        LimitChecker checker(std::make_shared<const LimitSet>(std::vector{rule}));
        std::vector<LimitTransition> changes;
        const auto post = [&](std::int64_t generation, std::int64_t reception, Quality quality) {
            SampleBatch one;
            one.addSample(m_limited, 11, quality);
            one.endPoint(m_node, generation);
            one.reception = fromNanoseconds(reception);
            checker.check(one, m_names, changes);
        };
        post(5'000, 100, Quality::clockAhead);
        post(5'001, 101, Quality::clockAhead);
        QVERIFY(changes.empty()); // one nanosecond, not as long as the clock says
        post(105, 105, Quality::good);
        QVERIFY(changes.empty());
        post(110, 110, Quality::good);
        QCOMPARE(changes.size(), std::size_t(1)); // ten since it began
    }

    void theWayBackHasADelayOfItsOwn()
    {
        LimitRule rule;
        rule.metric = "x";
        rule.limits.low = {Limits::unset, 5, Limits::unset, Limits::unset};
        rule.limits.offDelay = 2; // ns; samples are 1 ns apart
        LimitChecker checker(std::make_shared<const LimitSet>(std::vector{rule}));
        SampleBatch samples = batch({4, 9, 9, 4, 9, 9, 9});
        std::vector<LimitTransition> changes;
        checker.check(samples, m_names, changes);
        QCOMPARE(changes.size(), std::size_t(2));
        QVERIFY(changes[0].to.severity == Severity::caution);
        QCOMPARE(changes[1].generation, std::int64_t(7)); // 9 at 5, 6 and 7; that at 2 and 3 was cut short
    }

    void otherLimitsHoldFromTheNextSampleOn()
    {
        LimitChecker checker(limits());
        std::vector<LimitTransition> changes;
        SampleBatch first = batch({15});
        checker.check(first, m_names, changes);
        QCOMPARE(changes.size(), std::size_t(1));
        LimitRule milder;
        milder.metric = "x";
        milder.limits.high = {14, Limits::unset, Limits::unset, Limits::unset};
        changes.clear();
        checker.replace(std::make_shared<const LimitSet>(std::vector{milder}), m_names, changes);
        QVERIFY(changes.empty()); // what stands stands until a sample says otherwise
        SampleBatch second = batch({15});
        checker.check(second, m_names, changes);
        QCOMPARE(changes.size(), std::size_t(1));
        QVERIFY(changes[0].to.severity == Severity::advisory);
        changes.clear();
        checker.replace(std::make_shared<const LimitSet>(), m_names, changes);
        QCOMPARE(changes.size(), std::size_t(1));
        QVERIFY(changes[0].to.severity == Severity::none);
    }
};

DESK_TEST(TstLimitChecker)
#include "tst_limitchecker.moc"
