// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/datalink/faultinjector.h"
#include "tests/support/testprogram.h"

#include <QtTest>

#include <set>

using namespace desk;
using namespace std::chrono_literals;

namespace {

constexpr Timestamp live = fromNanoseconds(1'000'000'000'000);
const std::vector<std::string> faultyNodes{"sat-a", "sat-b", "gs-x", "gs-y"};
constexpr std::uint32_t satellites = 2;

FaultInjector injector(std::string_view text, std::uint64_t seed = 1)
{
    return {parseFaults(text).value(), faultyNodes, satellites, seed, live};
}

std::vector<SimulatedLink> links()
{
    std::vector<SimulatedLink> all;
    all.emplace_back(SimulatedLink::Kind::laser, std::array{0U, 1U}, 1U, "a");
    all.emplace_back(SimulatedLink::Kind::ground, std::array{2U, 1U}, 1U, "b");
    return all;
}

} // namespace

class TstFaultInjector : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void beginsAndEndsAndWritesItDown()
    {
        auto faults = injector("node:sat-b@+10s/5s,burst:gs-x x4@+12s/10s,skew:gs-y=-2s@+1s/30s");
        SimulationLog log;
        for (int s = 0; s < 40; ++s) {
            faults.advance(live + std::chrono::seconds(s), links(), log);
            QCOMPARE(faults.isFailed(1), s >= 10 && s < 15);
            QCOMPARE(faults.burstFactor(2), s >= 12 && s < 22 ? 4.0 : 1.0);
            QVERIFY(faults.skew(3) == (s >= 1 && s < 31 ? -2s : 0s));
            QVERIFY(!faults.isFailed(0) && !faults.isFailed(2));
        }
        QCOMPARE(log.records().size(), std::size_t{3});
        QCOMPARE(log.records()[1].node, std::string("sat-b"));
        QVERIFY(log.records()[1].cause == SimulationCause::nodeFailure);
        QVERIFY(log.records()[1].start == live + 10s);
        QVERIFY(log.records()[1].end == live + 15s);
    }

    void writesDownWhatALongStepPassesOver()
    {
        auto faults = injector("node:sat-b@+10s/5s");
        SimulationLog log;
        faults.advance(live, links(), log);
        faults.advance(live + 100s, links(), log);
        QVERIFY(!faults.isFailed(1));
        QCOMPARE(log.records().size(), std::size_t{1});
        QVERIFY(log.records()[0].end == live + 15s);
    }

    void rainCellRisesAndFalls()
    {
        auto faults = injector("rain:gs-x 20dB@+0s/100s");
        SimulationLog log;
        std::vector<double> rain;
        for (int s = 0; s <= 100; ++s) {
            faults.advance(live + std::chrono::seconds(s), links(), log);
            rain.push_back(faults.rainDb(2));
        }
        QCOMPARE(rain.front(), 0.0);
        QVERIFY(std::abs(rain[50] - 20) < 1e-9);
        QVERIFY(rain[25] > 9 && rain[25] < 11);
        QCOMPARE(rain.back(), 0.0);
    }

    void flapTakesTheLinkDownAndUpInBothDirections()
    {
        auto faults = injector("flap:sat-b->sat-a@+10s/120s");
        SimulationLog log;
        int down = 0;
        int changes = 0;
        bool before = false;
        for (int s = 0; s < 150; ++s) {
            const Timestamp time = live + std::chrono::seconds(s);
            faults.advance(time, links(), log);
            const bool is = faults.isDown({0, 1}, time);
            QCOMPARE(is, faults.isDown({1, 0}, time));
            QVERIFY(!faults.isDown({2, 1}, time));
            QVERIFY(!is || (s >= 10 && s < 130));
            down += is ? 1 : 0;
            changes += is != before ? 1 : 0;
            before = is;
        }
        QVERIFY(down > 20 && down < 100);
        QVERIFY(changes >= 6 && changes <= 41);
        QVERIFY(faults.isDown({0, 1}, live + 500s) == false);
    }

    void stuckSensorHoldsTheFirstValue()
    {
        auto faults = injector("stuck:sat-a.temperature_c@+5s/10s,stuck:gs-x->sat-b.snr_db@+5s/10s");
        SimulationLog log;
        for (int s = 0; s < 20; ++s) {
            faults.advance(live + std::chrono::seconds(s), links(), log);
            QCOMPARE(faults.hasStuckSensors(), s >= 5 && s < 15);
            SimulatedPoint node;
            node.entity = 0;
            node.set(SimulatedMetric::temperatureC, 20 + s);
            node.set(SimulatedMetric::batteryPercent, 50 + s);
            faults.hold(node, {0, SimulatedEntity::none});
            SimulatedPoint link;
            link.entity = 9;
            link.set(SimulatedMetric::snrDb, s);
            faults.hold(link, {2, 1});
            SimulatedPoint other = link;
            other.set(SimulatedMetric::snrDb, s);
            faults.hold(other, {1, 2});
            const bool held = s >= 5 && s < 15;
            QCOMPARE(node.value(SimulatedMetric::temperatureC), held ? 25.0 : 20.0 + s);
            QCOMPARE(node.value(SimulatedMetric::batteryPercent), 50.0 + s);
            QCOMPARE(link.value(SimulatedMetric::snrDb), held ? 5.0 : s);
            QCOMPARE(other.value(SimulatedMetric::snrDb), static_cast<double>(s));
        }
    }

    void anyIsChosenBySeedAndFits()
    {
        for (std::uint64_t seed = 1; seed < 30; ++seed) {
            SimulationLog log;
            auto faults =
                injector("rain:any@+0s,burst:any@+0s,flap:any@+0s,node:any@+0s,stuck:any.snr_db@+0s", seed);
            faults.advance(live, links(), log);
            QCOMPARE(log.records().size(), std::size_t{5});
            QVERIFY(log.records()[0].node.starts_with("gs-"));
            QVERIFY(log.records()[1].node.starts_with("gs-"));
            QVERIFY(!log.records()[2].dst.empty());
            QVERIFY(log.records()[3].node.starts_with("sat-"));
            QVERIFY(!log.records()[4].dst.empty());
            SimulationLog again;
            auto same =
                injector("rain:any@+0s,burst:any@+0s,flap:any@+0s,node:any@+0s,stuck:any.snr_db@+0s", seed);
            same.advance(live, links(), again);
            QVERIFY(again.records() == log.records());
        }
    }

    void randomFaultsComeAtTheirRateFromTheLiveStartOn()
    {
        auto faults = injector("random=6/min", 3);
        SimulationLog log;
        for (int s = -600; s < 6000; ++s)
            faults.advance(live + std::chrono::seconds(s), links(), log);
        QVERIFY(log.records().size() > 520 && log.records().size() < 680);
        std::set<SimulationCause> causes;
        for (const SimulationRecord &record : log.records()) {
            QVERIFY(record.start >= live);
            QVERIFY(isInjected(record.cause));
            causes.insert(record.cause);
        }
        QCOMPARE(causes.size(), std::size_t{6});
    }

    void refusesWhatIsNotThere_data()
    {
        QTest::addColumn<std::string>("text");
        QTest::addColumn<QString>("word");
        QTest::addRow("node") << std::string("node:sat-a@+1s, node:sat-z@+1s") << QStringLiteral("sat-z");
        QTest::addRow("link's end") << std::string("flap:sat-a->zz@+1s") << QStringLiteral("zz");
        QTest::addRow("metric") << std::string("stuck:sat-a.colour@+1s") << QStringLiteral("colour");
        QTest::addRow("rain in space") << std::string("rain:sat-a@+1s") << QStringLiteral("ground stations");
    }

    void refusesWhatIsNotThere()
    {
        QFETCH(const std::string, text);
        QFETCH(const QString, word);
        const auto plan = parseFaults(text);
        QVERIFY(plan);
        const auto checked = FaultInjector::check(*plan, faultyNodes, satellites);
        QVERIFY(!checked);
        QVERIFY2(QString::fromStdString(checked.error().message).contains(word),
                 checked.error().message.c_str());
        QCOMPARE(checked.error().offset, plan->orders.back().position);
        QVERIFY(
            FaultInjector::check(parseFaults("node:any@+1s,random=1/min").value(), faultyNodes, satellites));
    }
};

DESK_TEST(TstFaultInjector)
#include "tst_faultinjector.moc"
