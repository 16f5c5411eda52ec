// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/datalink/simulatorlink.h"

#include "tests/support/testprogram.h"
#include "tests/unit/datalink/demofleet.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QtTest>

#include <semaphore>

using namespace desk;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

SimulatorLinkOptions options()
{
    SimulatorLinkOptions options;
    options.elements = demo::text("constellation.tle");
    options.stations = demo::text("ground_stations.csv");
    options.satellites = 32;
    options.start = demo::start;
    options.speed = 0;
    options.duration = 10s;
    return options;
}

const SystemTimeService wallClock;

} // namespace

class TstSimulatorLink : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void postsThePastAndThenTheDuration()
    {
        auto with = options();
        with.backfill = 30s;
        std::size_t points = 0;
        std::vector<QString> times;
        bool complete = true;
        with.sink = [&](std::string_view json, std::size_t count) -> Result<void> {
            const auto array =
                QJsonDocument::fromJson(QByteArray(json.data(), qsizetype(json.size()))).array();
            complete = complete && array.size() == qsizetype(count) && count <= 1000;
            points += count;
            for (const auto &point : array)
                times.push_back(point.toObject()["timestamp"_L1].toString());
            return {};
        };
        const auto link = SimulatorLink::create(with, wallClock);
        QVERIFY2(link, link ? "" : link.error().message.c_str());
        QVERIFY((*link)->run({}));
        QVERIFY(complete);
        QCOMPARE(times.front(), u"2026-11-21T04:49:30.000Z"_s);
        QCOMPARE(times.back(), u"2026-11-21T04:50:09.000Z"_s);
        const SimulatorProgress progress = (*link)->progress();
        QVERIFY(progress.phase == SimulatorPhase::finished);
        QCOMPARE(progress.sentPoints, std::uint64_t{points});
        QCOMPARE(progress.share, 1.0);
        QCOMPARE(progress.droppedPoints, std::uint64_t{0});
        QVERIFY(points > 40 * 44);
        QCOMPARE((*link)->status().points, std::uint64_t{points});
    }

    void isTheSameForASeedAndAnotherForAnother()
    {
        const auto textFor = [](std::uint64_t seed) {
            auto with = options();
            with.seed = seed;
            std::string all;
            with.sink = [&](std::string_view json, std::size_t) -> Result<void> {
                all += json;
                return {};
            };
            const auto link = SimulatorLink::create(with, wallClock);
            return link && (*link)->run({}) ? all : std::string();
        };
        const std::string first = textFor(1);
        QVERIFY(!first.empty());
        QVERIFY(first == textFor(1));
        QVERIFY(first != textFor(2));
    }

    void stopsAtOnceWhateverItDoes_data()
    {
        QTest::addColumn<double>("speed");
        QTest::addColumn<bool>("server");
        QTest::addRow("paced") << 1.0 << false;
        QTest::addRow("as fast as it goes") << 0.0 << false;
        QTest::addRow("without a server") << 1.0 << true;
    }

    void stopsAtOnceWhateverItDoes()
    {
        QFETCH(const double, speed);
        QFETCH(const bool, server);
        auto with = options();
        with.duration.reset();
        with.start.reset();
        with.speed = speed;
        with.url = "http://127.0.0.1:1";
        std::binary_semaphore first{0};
        std::atomic<bool> released = false;
        const auto release = [&] {
            if (!released.exchange(true))
                first.release();
        };
        if (!server) {
            with.sink = [&](std::string_view, std::size_t) -> Result<void> {
                release();
                return {};
            };
        }
        const auto link = SimulatorLink::create(with, wallClock);
        QVERIFY(link);
        (*link)->start();
        (*link)->start();
        if (server)
            QTRY_VERIFY((*link)->status().state == DataLinkState::down);
        else
            QVERIFY(first.try_acquire_for(10s));
        if (server)
            QVERIFY((*link)->status().reason.find("refused") != std::string::npos);
        const auto begin = std::chrono::steady_clock::now();
        (*link)->stop();
        QVERIFY(std::chrono::steady_clock::now() - begin < 1s);
        QVERIFY((*link)->status().state == DataLinkState::disabled);
        (*link)->stop();
    }

    void endsWithTheErrorOfTheFirstContactWhenNotPersistent()
    {
        auto with = options();
        with.url = "http://127.0.0.1:1";
        with.persistent = false;
        const auto link = SimulatorLink::create(with, wallClock);
        const auto ended = (*link)->run({});
        QVERIFY(!ended);
        QCOMPARE(ended.error().code, ErrorCode::network);
    }

    void endsWithTheErrorOfItsSink()
    {
        auto with = options();
        with.sink = [](std::string_view, std::size_t) -> Result<void> {
            return failure(ErrorCode::storageUnavailable, "pipe closed");
        };
        const auto link = SimulatorLink::create(with, wallClock);
        const auto ended = (*link)->run({});
        QVERIFY(!ended);
        QCOMPARE(ended.error().message, std::string("pipe closed"));
    }

    void keepsPaceWithTheClock()
    {
        auto with = options();
        with.speed = 20;
        with.duration = 10s;
        with.sink = [](std::string_view, std::size_t) -> Result<void> { return {}; };
        const auto link = SimulatorLink::create(with, wallClock);
        const auto begin = std::chrono::steady_clock::now();
        QVERIFY((*link)->run({}));
        const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begin;
        // The last of ten steps is due after 9 s / 20.
        QVERIFY2(took.count() >= 0.44 && took.count() < 3, qPrintable(QString::number(took.count())));
    }

    void tellsOfFaults()
    {
        EventLog events;
        auto with = options();
        with.faults = "node:any@+2s/3s,skew:gs-tokyo=5s@+4s/3s";
        with.events = &events;
        with.sink = [](std::string_view, std::size_t) -> Result<void> { return {}; };
        const auto link = SimulatorLink::create(with, wallClock);
        QVERIFY((*link)->run({}));
        const auto told = events.changesSince(0).events;
        QCOMPARE(told.size(), std::size_t{2});
        QVERIFY(told[1].code == EventCode::faultInjected);
        QCOMPARE(told[1].subject, std::string("gs-tokyo"));
        QVERIFY(told[0].time == demo::start + 2s);
        const auto records = (*link)->records();
        QCOMPARE(
            std::count_if(records.begin(), records.end(), [](const auto &r) { return isInjected(r.cause); }),
            2);
    }

    void refusesWrongOptions_data()
    {
        QTest::addColumn<QString>("what");
        for (const char *what :
             {"elements", "stations", "faults", "unknown node", "rate", "speed", "elevation", "backfill"})
            QTest::addRow("%s", what) << QString::fromLatin1(what);
    }

    void refusesWrongOptions()
    {
        QFETCH(const QString, what);
        auto with = options();
        if (what == "elements"_L1)
            with.elements = "nonsense";
        else if (what == "stations"_L1)
            with.stations = "gs,X,95,0,0";
        else if (what == "faults"_L1)
            with.faults = "node";
        else if (what == "unknown node"_L1)
            with.faults = "node:nobody@+1s";
        else if (what == "rate"_L1)
            with.rateHz = 0;
        else if (what == "speed"_L1)
            with.speed = -1;
        else if (what == "elevation"_L1)
            with.minElevationDegrees = 90;
        else
            with.backfill = -1s;
        const auto link = SimulatorLink::create(with, wallClock);
        QVERIFY(!link);
        QVERIFY(!link.error().message.empty());
    }
};

DESK_TEST(TstSimulatorLink)
#include "tst_simulatorlink.moc"
