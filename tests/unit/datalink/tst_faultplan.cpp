// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/datalink/faultplan.h"
#include "tests/support/testprogram.h"

#include <QtTest>

using namespace desk;
using namespace std::chrono_literals;

class TstFaultPlan : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsEveryKind()
    {
        const auto plan =
            parseFaults("node:starlink-1008@+60s/120s, flap:a->b@30s/1m ,rain:gs-tokyo 20dB@+10s/300s,"
                        "stuck:sat.1.snr_db@-5s/1h,stuck:a->b.latency_ms@0s,"
                        "skew:node:x=-500ms@+1.5s/2s,burst:gs-x x10@+1m,random=0.5/min");
        QVERIFY2(plan, plan ? "" : plan.error().message.c_str());
        QCOMPARE(plan->randomPerMinute, 0.5);
        QCOMPARE(plan->orders.size(), std::size_t{7});
        const auto &orders = plan->orders;
        QVERIFY((orders[0] == FaultOrder{FaultKind::nodeFailure, "starlink-1008", {}, {}, 0, 60s, 120s, 0}));
        QVERIFY(
            (orders[1] == FaultOrder{FaultKind::linkFlap, "a", "b", {}, 0, 30s, 60s, orders[1].position}));
        QVERIFY((orders[2] ==
                 FaultOrder{FaultKind::rainCell, "gs-tokyo", {}, {}, 20, 10s, 300s, orders[2].position}));
        QVERIFY(
            (orders[3] ==
             FaultOrder{FaultKind::stuckSensor, "sat.1", {}, "snr_db", 0, -5s, 3600s, orders[3].position}));
        QVERIFY((orders[4] ==
                 FaultOrder{FaultKind::stuckSensor, "a", "b", "latency_ms", 0, 0s, 60s, orders[4].position}));
        QVERIFY((orders[5] ==
                 FaultOrder{FaultKind::clockSkew, "node:x", {}, {}, -0.5, 1500ms, 2s, orders[5].position}));
        QVERIFY(
            (orders[6] == FaultOrder{FaultKind::burst, "gs-x", {}, {}, 10, 60s, 60s, orders[6].position}));
    }

    void readsNothingFromAnEmptyText()
    {
        QVERIFY(parseFaults("").value() == FaultPlan{});
        QVERIFY(parseFaults("  ").value() == FaultPlan{});
    }

    void keepsMetricsOfTheAtmosphereWhole()
    {
        const auto plan = parseFaults("stuck:gs-tokyo.atmospheric_state.rain_attenuation_db@+1s");
        QVERIFY(plan);
        QCOMPARE(plan->orders[0].node, std::string("gs-tokyo"));
        QCOMPARE(plan->orders[0].metric, std::string("atmospheric_state.rain_attenuation_db"));
    }

    void hasDefaultsForSizes()
    {
        const auto plan = parseFaults("rain:any@+1s,burst:any@+1s,flap:any@+1s");
        QVERIFY(plan);
        QVERIFY(plan->orders[0].magnitude > 5);
        QVERIFY(plan->orders[1].magnitude > 1);
        QCOMPARE(plan->orders[2].node, std::string("any"));
    }

    void errorsNameThePlace_data()
    {
        QTest::addColumn<std::string>("text");
        QTest::addColumn<int>("offset");
        QTest::addColumn<QString>("word");
        const auto row = [](const char *text, int offset, const char *word) {
            QTest::addRow("%s", text) << std::string(text) << offset << QString::fromLatin1(word);
        };
        row("explode:x@+1s", 0, "expected node:");
        row("node:x", 6, "expected @");
        row("node:@+1s", 5, "id");
        row("node:x@", 7, "time");
        row("node:x@+", 8, "time");
        row("node:x@+-5s", 9, "sign");
        row("node:x@+5", 9, "unit");
        row("node:x@+5y", 9, "unit");
        row("node:x@+5s/", 11, "time");
        row("node:x@+5s/0s", 11, "longer than 0");
        row("node:x@+5s/-3s", 11, "longer than 0");
        row("node:x@+5s node:y@+5s", 11, "comma");
        row("node:x@+5s,", 11, "expected node:");
        row("node:x->y@+5s", 9, "not a link");
        row("flap:x@+5s", 6, "link");
        row("flap:x->@+5s", 8, "other end");
        row("rain:x 500dB@+5s", 10, "200 dB");
        row("rain:x 20@+5s", 9, "dB");
        row("stuck:x@+5s", 7, "metric");
        row("stuck:x.@+5s", 8, "metric");
        row("skew:x@+5s", 6, "=");
        row("skew:x=5@+5s", 8, "unit");
        row("burst:x x0@+5s", 10, "factor");
        row("node:x@+99999h", 8, "year");
        row("random=/min", 7, "rate");
        row("random=-1/min", 9, "rate");
        row("random=5", 8, "rate");
        row("random=inf/min", 7, "rate");
    }

    void errorsNameThePlace()
    {
        QFETCH(const std::string, text);
        QFETCH(const int, offset);
        QFETCH(const QString, word);
        const auto plan = parseFaults(text);
        QVERIFY(!plan);
        const QString message = QString::fromStdString(plan.error().message);
        QVERIFY2(message.contains(word), qPrintable(message));
        QVERIFY2(plan.error().offset == offset, qPrintable(message));
        QVERIFY2(message.contains(QStringLiteral("character %1:").arg(offset + 1)), qPrintable(message));
        QCOMPARE(plan.error().code, ErrorCode::parseError);
    }
};

DESK_TEST(TstFaultPlan)
#include "tst_faultplan.moc"
