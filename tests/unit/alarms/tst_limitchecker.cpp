// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/alarms/limitchecker.h"

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
};

QTEST_GUILESS_MAIN(TstLimitChecker)
#include "tst_limitchecker.moc"
