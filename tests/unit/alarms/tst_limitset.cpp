// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/alarms/limitset.h"
#include "tests/support/testprogram.h"

#include <QTest>

using namespace desk;

class TstLimitSet : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void gradesBothSides()
    {
        Limits limits;
        limits.low = {Limits::unset, 6, 4, 2};
        limits.high = {80, Limits::unset, 90, Limits::unset};
        QVERIFY((limits.check(7) == MonitoringResult{Severity::nominal, LimitSide::inside}));
        QVERIFY((limits.check(6) == MonitoringResult{Severity::caution, LimitSide::low}));
        QVERIFY((limits.check(3.9) == MonitoringResult{Severity::warning, LimitSide::low}));
        QVERIFY((limits.check(-5) == MonitoringResult{Severity::critical, LimitSide::low}));
        QVERIFY((limits.check(80) == MonitoringResult{Severity::advisory, LimitSide::high}));
        QVERIFY((limits.check(1000) == MonitoringResult{Severity::warning, LimitSide::high}));
    }

    void aViolationEndsOnlyBeyondTheDeadband()
    {
        Limits limits;
        limits.low[1] = 6;
        limits.deadband = 0.5;
        const MonitoringResult violated = limits.check(5.9);
        QVERIFY(violated.severity == Severity::caution);
        QVERIFY(limits.check(6.4, violated).severity == Severity::caution);
        QVERIFY(limits.check(6.6, violated).severity == Severity::nominal);
        QVERIFY(limits.check(6.4).severity == Severity::nominal); // none stood before
    }

    void firstMatchingRuleHolds()
    {
        const auto set = LimitSet::parse(R"(
            [[limit]]
            nodes = "gs-*"
            dsts = "*"
            metric = "snr_db"
            low = { critical = 1.0 }
            [[limit]]
            dsts = "*"
            metric = "snr_?b"
            low = { critical = 2.0 }
            [[limit]]
            metric = "utilization"
            high = { caution = 0.9 }
        )");
        QVERIFY2(set, set ? "" : set.error().message.c_str());
        QCOMPARE(set->size(), std::size_t(3));
        QCOMPARE(set->find("gs-1", "sat", "snr_db")->low[3], 1.0);
        QCOMPARE(set->find("sat", "gs-1", "snr_db")->low[3], 2.0);
        QVERIFY(!set->find("gs-1", "", "snr_db")); // a rule for links is none for nodes
        QVERIFY(set->find("any", "", "utilization"));
        QVERIFY(!set->find("any", "other", "utilization"));
    }

    void whatIsWrittenReadsBackTheSame()
    {
        auto set = LimitSet::load(DESK_SOURCE_DIR "/resources/limits/default.toml");
        QVERIFY(set);
        std::vector<LimitRule> rules = set->rules();
        rules[0].limits.onDelay = 1'500'000'000;
        rules[1].limits.offDelay = 1;
        rules[2].limits.onSamples = 3;
        rules[3].limits.offSamples = 7;
        rules[4].metric = "odd \"quoted\" \\ name";
        rules[5].limits.high[3] = 1e300;
        const auto made = LimitSet::make(rules);
        QVERIFY2(made, made ? "" : made.error().message.c_str());
        const auto again = LimitSet::parse(made->toml());
        QVERIFY2(again, again ? "" : again.error().message.c_str());
        QVERIFY(again->rules() == rules);
        rules[3].limits.deadband = -1;
        const auto refused = LimitSet::make(rules);
        QVERIFY(!refused);
        QCOMPARE(refused.error().index, std::int64_t(3));
        QCOMPARE(refused.error().field, std::string("deadband"));
    }

    void theBuiltInLimitsAreValid()
    {
        const auto set = LimitSet::load(DESK_SOURCE_DIR "/resources/limits/default.toml");
        QVERIFY2(set, set ? "" : set.error().message.c_str());
        QVERIFY(set->size() >= 5);
    }

    void refusalsNameTheRuleAndTheFault_data()
    {
        QTest::addColumn<QByteArray>("toml");
        QTest::addColumn<QByteArray>("named");
        QTest::addRow("not toml") << QByteArray("[[limit]\n") << QByteArray("line 1");
        QTest::addRow("no metric") << QByteArray("[[limit]]\nnodes=\"*\"\n") << QByteArray("limit 1, metric");
        QTest::addRow("unknown key") << QByteArray("[[limit]]\nmetric=\"a\"\nlo={caution=1}\n")
                                     << QByteArray("lo");
        QTest::addRow("unknown severity")
            << QByteArray("[[limit]]\nmetric=\"a\"\nlow={red=1}\n") << QByteArray("red");
        QTest::addRow("order") << QByteArray("[[limit]]\nmetric=\"a\"\nlow={caution=1, critical=2}\n")
                               << QByteArray("order");
        QTest::addRow("crossed") << QByteArray("[[limit]]\nmetric=\"a\"\nlow={caution=5}\nhigh={caution=4}\n")
                                 << QByteArray("below");
        QTest::addRow("infinite") << QByteArray("[[limit]]\nmetric=\"a\"\nlow={caution=inf}\n")
                                  << QByteArray("finite");
        QTest::addRow("deadband") << QByteArray("[[limit]]\nmetric=\"a\"\ndeadband=-1\n")
                                  << QByteArray("deadband");
        QTest::addRow("other table") << QByteArray("[alarm]\n") << QByteArray("alarm");
    }
    void refusalsNameTheRuleAndTheFault()
    {
        QFETCH(QByteArray, toml);
        QFETCH(QByteArray, named);
        const auto set = LimitSet::parse(std::string_view(toml.data(), size_t(toml.size())));
        QVERIFY(!set);
        QVERIFY2(set.error().message.find(named.toStdString()) != std::string::npos,
                 set.error().message.c_str());
    }

    void patterns_data()
    {
        QTest::addColumn<QByteArray>("pattern");
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<bool>("matches");
        QTest::addRow("all") << QByteArray("*") << QByteArray("") << true;
        QTest::addRow("middle") << QByteArray("a*c*e") << QByteArray("abcde") << true;
        QTest::addRow("backtrack") << QByteArray("*ab") << QByteArray("aab") << true;
        QTest::addRow("one") << QByteArray("a?c") << QByteArray("ac") << false;
        QTest::addRow("rest") << QByteArray("sat") << QByteArray("sat-1") << false;
    }
    void patterns()
    {
        QFETCH(QByteArray, pattern);
        QFETCH(QByteArray, text);
        QFETCH(bool, matches);
        QCOMPARE(matchesPattern(pattern.toStdString(), text.toStdString()), matches);
    }
};

DESK_TEST(TstLimitSet)
#include "tst_limitset.moc"
