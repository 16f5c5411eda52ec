// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commandline/violationreport.h"
#include "tests/support/testprogram.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QtTest>

using namespace desk;
using namespace std::chrono_literals;

class TstViolationScore : public QObject
{
    Q_OBJECT

    static constexpr Timestamp begin{std::chrono::seconds(1'795'000'000)};
    static constexpr SeriesId series{7};

    static Limits limits()
    {
        Limits limits;
        limits.low[0] = 8;
        limits.low[2] = 4;
        return limits;
    }
    static SimulationRecord record(SimulationCause cause, const char *node, const char *dst, int fromSecond,
                                   int untilSecond = -1)
    {
        SimulationRecord record;
        record.cause = cause;
        record.node = node;
        record.dst = dst;
        record.start = begin + std::chrono::seconds(fromSecond);
        if (untilSecond >= 0)
            record.end = begin + std::chrono::seconds(untilSecond);
        return record;
    }
    static std::string origin(const ViolatedSeries &of, int second, const SimulationLog &log)
    {
        return std::string(
            violationOriginWord(violationOrigin(of, begin + std::chrono::seconds(second), log)));
    }

private Q_SLOTS:
    void aCauseMustBeAMinuteOld()
    {
        SimulationLog log;
        log.begin(record(SimulationCause::settingPass, "gs-a", "sat-1", 100));
        QCOMPARE(origin({"gs-a", "sat-1", "snr_db"}, 160, log), "setting pass");
        QCOMPARE(origin({"sat-1", "gs-a", "snr_db"}, 160, log), "setting pass"); // either direction
        QCOMPARE(origin({"gs-a", "sat-1", "snr_db"}, 159, log), "young cause");
        QCOMPARE(origin({"gs-a", "sat-2", "snr_db"}, 200, log), "none in the log");
        QCOMPARE(origin({"gs-a", "", "temperature_c"}, 200, log), "none in the log");
    }

    void whatIsOverIsNoCause()
    {
        SimulationLog log;
        log.begin(record(SimulationCause::rain, "gs-a", "", 0, 100));
        QCOMPARE(origin({"gs-a", "sat-1", "snr_db"}, 100, log), "rain");
        QCOMPARE(origin({"gs-a", "sat-1", "snr_db"}, 102, log), "none in the log");
    }

    void trafficIsToBlameUnlessTheCapacityAloneIs()
    {
        SimulationLog log;
        log.begin(record(SimulationCause::settingPass, "gs-a", "sat-1", 0));
        QCOMPARE(origin({"gs-a", "sat-1", "utilization", true}, 100, log), "setting pass");
        QCOMPARE(origin({"gs-a", "sat-1", "utilization", false}, 100, log), "traffic");
        log.begin(record(SimulationCause::burst, "gs-z", "", 90));
        QCOMPARE(origin({"gs-a", "sat-1", "utilization", false}, 100, log), "burst");
        log.begin(record(SimulationCause::fillingQueue, "gs-a", "sat-1", 20));
        QCOMPARE(origin({"gs-a", "sat-1", "packet_loss_rate", false}, 100, log), "filling queue");
        QCOMPARE(origin({"sat-1", "gs-a", "packet_loss_rate", false}, 100, log), "burst"); // another queue
    }

    void faultsThatTouchTheSeriesComeFirst()
    {
        SimulationLog log;
        log.begin(record(SimulationCause::settingPass, "gs-a", "sat-1", 0));
        log.begin(record(SimulationCause::linkFlap, "sat-1", "gs-a", 90, 95));
        QCOMPARE(origin({"gs-a", "sat-1", "snr_db"}, 100, log), "failure or flap");
        QCOMPARE(origin({"gs-a", "sat-1", "snr_db"}, 156, log), "setting pass");
    }

    void whatChattersOrBeginsBeyondIsNotCountedTwice()
    {
        ViolationScore score;
        const auto at = [](int second) { return begin + std::chrono::seconds(second); };
        QVERIFY(!score.observe(series, limits(), at(0), 7)); // from the start
        QVERIFY(!score.observe(series, limits(), at(1), 9));
        QVERIFY(!score.observe(series, limits(), at(2), 7)); // belongs to it
        QVERIFY(!score.observe(series, limits(), at(50), 9));
        QVERIFY(!score.observe(series, limits(), at(100), 9));
        QVERIFY(!score.observe(series, limits(), at(150), 9));
        QVERIFY(!score.observe(series, limits(), at(200), 9));
        QVERIFY(!score.observe(series, limits(), at(250), 9));
        QVERIFY(!score.observe(series, limits(), at(300), 9));
        QVERIFY(score.observe(series, limits(), at(303), 7));
        QCOMPARE(score.violatedFromTheStart(), std::size_t{1});
        QVERIFY(!score.observe(series, limits(), at(700), 7)); // after a gap: another link
    }

    void predictionsAreMatchedByTheirLead()
    {
        ViolationScore score;
        PredictedViolations predicted;
        Forecast forecast;
        forecast.series = series;
        forecast.current = 20;
        const auto say = [&](int second, double then) {
            forecast.end = forecast.issued = begin + std::chrono::seconds(second);
            for (ForecastValue &value : forecast.horizons)
                value.value = value.lower = value.upper = then;
            predicted.expect(forecast, limits());
        };
        const auto come = [&](int second, double value) {
            const Timestamp time = begin + std::chrono::seconds(second);
            predicted.observe(series, limits(), time, value);
            if (score.observe(series, limits(), time, value))
                score.begin(series, "snr_db", time, ViolationOrigin::rain);
        };
        for (int second = 0; second < 70; ++second) {
            if (second == 5)
                say(second, 7);
            come(second, 20);
        }
        come(70, 7.5);
        score.match(predicted);
        QCOMPARE(score.violations().size(), std::size_t{1});
        QCOMPARE(*score.violations().front().lead, std::chrono::nanoseconds(65s));
        score.addSaid({.series = series, .metric = "snr_db", .came = true, .origin = ViolationOrigin::rain});
        score.addSaid({.series = series, .metric = "snr_db", .came = false, .origin = ViolationOrigin::none});

        ViolationReport report;
        report.add({.name = "one", .notes = {}, .table = score.table()});
        QCOMPARE(report.foreseeable().recall(), 1.0);
        QCOMPARE(report.foreseeable().precision(), 1.0);
        QCOMPARE(report.all().precision(), 0.5);
        QVERIFY(QString::fromStdString(report.text()).contains(QStringLiteral("rain")));
        const auto json = QJsonDocument::fromJson(QByteArray::fromStdString(report.json())).object();
        QCOMPARE(json[QStringLiteral("all")].toObject()[QStringLiteral("wrong")].toInt(), 1);
    }
};

DESK_TEST(TstViolationScore)
#include "tst_violationscore.moc"
