// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/integration/commandrunner.h"
#include "tests/support/testprogram.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTcpServer>
#include <QTest>

using namespace desk;
using namespace Qt::StringLiterals;

namespace {

const auto postedFiles = QStringLiteral(DESK_TEST_DATA "/post/");

} // namespace

// The program as a process, with a running `constellation serve` on the same data folder.
class TstCommandLineLive : public QObject
{
    Q_OBJECT

    CommandRunner m_runner;
    std::unique_ptr<QProcess> m_server;

    void stopServer()
    {
        if (!m_server)
            return;
        m_server->terminate();
        QCOMPARE(CommandRunner::finish(*m_server).code, 0);
        m_server.reset();
    }

private Q_SLOTS:
    void init()
    {
        m_runner.clear();
        m_server = m_runner.serve();
        QVERIFY(m_server);
    }

    void cleanup() { stopServer(); }

    void aFileIsPostedToTheRunningInstance()
    {
        const Ran ran = m_runner.run(
            {u"post"_s, u"--json"_s, postedFiles + u"elapsed.csv"_s, postedFiles + u"gpu.csv"_s});
        QVERIFY2(ran.code == 0, ran.err.constData());
        QCOMPARE(jsonOf(ran)["url"_L1].toString(), m_runner.url());
        QCOMPARE(jsonOf(ran)["points"_L1]["accepted"_L1].toInt(), 8);
        const Ran pulled = m_runner.run({u"topology"_s, u"pull"_s});
        QVERIFY2(pulled.out.contains("GPU-0002") && pulled.out.contains("elapsed"), pulled.out.constData());
    }

    // While the server writes, after it ended, and once the recording is damaged.
    void aRecordingIsVerifiedAndRepaired()
    {
        const QString folder = m_runner.folder() + u"/data"_s;
        const QString mended = m_runner.folder() + u"/mended.desk"_s;
        QCOMPARE(m_runner.run({u"post"_s, postedFiles + u"elapsed.csv"_s, postedFiles + u"gpu.csv"_s}).code,
                 0);
        const Ran live = m_runner.run({u"verify"_s, u"--json"_s, folder});
        QVERIFY2(live.code == 0, live.out.constData());
        stopServer();
        const Ran ended = m_runner.run({u"verify"_s, u"--json"_s, folder});
        QVERIFY2(ended.code == 0, ended.out.constData());
        QCOMPARE(jsonOf(ended)["report"_L1]["points"_L1].toInt(), 8);
        QCOMPARE(jsonOf(ended)["report"_L1]["journal"_L1]["not_recorded"_L1].toInt(), 0);
        QFile file(folder + u"/session.desk"_s);
        QVERIFY(file.open(QFile::ReadWrite));
        file.seek(16); // the size of its pages
        file.write("??");
        file.close();
        const Ran damaged = m_runner.run({u"verify"_s, u"--json"_s, folder, u"--repair-to"_s, mended});
        QVERIFY2(damaged.code == 1, damaged.out.constData());
        QCOMPARE(jsonOf(damaged)["repaired"_L1]["points"_L1].toInt(), 8);
        const Ran again = m_runner.run({u"verify"_s, mended});
        QVERIFY2(again.code == 0 && again.out.contains("whole"), again.out.constData());
        QCOMPARE(m_runner.run({u"verify"_s, folder, u"--repair-to"_s, mended}).code, 1); // exists
        QCOMPARE(m_runner.run({u"verify"_s, folder + u"/nothing"_s}).code, 1);
        // It is put aside, and the next start records what the journal has.
        m_server = m_runner.serve();
        QVERIFY(m_server);
        QCOMPARE(QDir(folder).entryList({u"session-*.desk"_s}).size(), 1);
        stopServer();
        const Ran anew = m_runner.run({u"verify"_s, u"--json"_s, folder});
        QVERIFY2(anew.code == 0, anew.out.constData());
        QCOMPARE(jsonOf(anew)["report"_L1]["points"_L1].toInt(), 8);
    }

    void whatTheServerRefusesIsNamedByItsLine()
    {
        const Ran ran =
            m_runner.run({u"post"_s, u"--json"_s, u"--batch"_s, u"2"_s, postedFiles + u"rows.csv"_s});
        QCOMPARE(ran.code, 1);
        QCOMPARE(jsonOf(ran)["points"_L1]["accepted"_L1].toInt(), 4);
        QCOMPARE(jsonOf(ran)["points"_L1]["rejected"_L1].toInt(), 1);
        QCOMPARE(jsonOf(ran)["rows"_L1]["skipped"_L1].toInt(), 2);
        QCOMPARE(jsonOf(ran)["requests"_L1].toInt(), 3);
        QCOMPARE(jsonOf(ran)["rejected"_L1][0]["line"_L1].toInt(), 5);
        QVERIFY2(ran.err.contains("rows.csv:5: utilization: must be 0 to 1"), ran.err.constData());
    }

    void aPipeIsPostedAsItComes()
    {
        const auto post = m_runner.start({u"post"_s, u"--json"_s, u"-"_s});
        const QByteArray point = "{\"timestamp\":\"2026-11-21T14:00:00Z\",\"node_id\":\"piped\",\"node_"
                                 "type\":\"host\",\"load\":1}\n";
        post->write(point + point);
        post->waitForBytesWritten();
        // It is there while the pipe is still open.
        QTRY_COMPARE_WITH_TIMEOUT(m_runner.accepted(), 2, 40'000);
        post->write(point);
        const Ran ran = CommandRunner::finish(*post);
        QVERIFY2(ran.code == 0, ran.err.constData());
        QCOMPARE(jsonOf(ran)["points"_L1]["accepted"_L1].toInt(), 3);
    }

    void aRateIsKept()
    {
        QElapsedTimer timer;
        timer.start();
        const Ran ran = m_runner.run(
            {u"post"_s, u"--rate"_s, u"10"_s, u"--stamp"_s, u"now"_s, postedFiles + u"elapsed.csv"_s});
        QVERIFY2(ran.code == 0, ran.err.constData());
        QVERIFY2(timer.elapsed() >= 500, "5 points at 10 a second");
    }

    void aBreakIsWaitedOutAndNothingIsDoubled()
    {
        stopServer();
        QTcpServer free;
        QVERIFY(free.listen(QHostAddress::LocalHost));
        const QString port = QString::number(free.serverPort());
        free.close();
        m_server = m_runner.serve(port);
        QVERIFY(m_server);
        QFile file(m_runner.folder() + u"/long.csv"_s);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("second,value\n");
        constexpr int rows = 150;
        for (int i = 0; i < rows; ++i)
            file.write(QByteArray::number(i) + ",1.5\n");
        file.close();
        const auto post = m_runner.start(
            {u"post"_s, u"--json"_s, u"--rate"_s, u"30"_s, u"--batch"_s, u"5"_s, file.fileName()});
        QTRY_VERIFY_WITH_TIMEOUT(m_runner.accepted() > 0, 40'000);
        stopServer();
        post->setReadChannel(QProcess::StandardError);
        QTRY_VERIFY_WITH_TIMEOUT(post->peek(10'000).contains("waiting: "), 40'000);
        m_server = m_runner.serve(port);
        QVERIFY(m_server);
        const Ran ran = CommandRunner::finish(*post);
        QVERIFY2(ran.code == 0, ran.err.constData());
        QCOMPARE(jsonOf(ran)["points"_L1]["accepted"_L1].toInt(), rows);
        QVERIFY2(jsonOf(ran)["retries"_L1].toInt() > 0, ran.out.constData());
    }

    void anInterruptionSaysHowFarItGot()
    {
        const auto post = m_runner.start({u"post"_s, u"--rate"_s, u"2"_s, postedFiles + u"elapsed.csv"_s});
        QTRY_VERIFY_WITH_TIMEOUT(m_runner.accepted() > 0, 40'000);
        QElapsedTimer timer;
        timer.start();
        post->terminate();
        const Ran ran = CommandRunner::finish(*post);
        QVERIFY(timer.elapsed() < 5000);
        QCOMPARE(ran.code, 1);
        QVERIFY2(ran.err.contains("interrupted; ") && ran.err.contains("elapsed.csv:"), ran.err.constData());
    }

    void tokensOfARunningServer()
    {
        const Ran made = m_runner.run({u"token"_s, u"create"_s, u"--scopes"_s, u"telemetry:write"_s});
        QVERIFY2(made.code == 0, made.err.constData());
        const QString token = QString::fromLatin1(made.out.trimmed());
        const QStringList post{u"post"_s,    u"--url"_s, m_runner.url(),
                               u"--token"_s, token,      postedFiles + u"elapsed.csv"_s};
        QCOMPARE(m_runner.run(post).code, 0);
        const Ran narrow = m_runner.run({u"topology"_s, u"pull"_s, u"--token"_s, token});
        QCOMPARE(narrow.code, 1);
        QVERIFY2(narrow.err.contains("topology:read"), narrow.err.constData());
        const Ran listed = m_runner.run({u"token"_s, u"list"_s, u"--json"_s});
        const auto tokens = jsonOf(listed)["tokens"_L1].toArray();
        QCOMPARE(tokens.size(), 2); // and that of this machine
        QCOMPARE(m_runner.run({u"token"_s, u"revoke"_s, tokens[1]["id"_L1].toString()}).code, 0);
        const Ran refused = m_runner.run(post);
        QCOMPARE(refused.code, 1);
        QVERIFY2(refused.err.contains("401") && refused.err.contains("--token"), refused.err.constData());
    }

    void aFleetIsPulledAndPushed()
    {
        QFile fleet(m_runner.folder() + u"/fleet.json"_s);
        QVERIFY(fleet.open(QIODevice::WriteOnly));
        fleet.write("{\"nodes\":[{\"id\":\"gs-1\",\"type\":\"ground_station\",\"lat\":52.5,\"lon\":13.4},"
                    "{\"id\":\"sat-1\",\"type\":\"satellite\"}],\"edges\":[{\"source\":\"gs-1\",\"target\":"
                    "\"sat-1\"}]}");
        fleet.close();
        const Ran pushed = m_runner.run({u"topology"_s, u"push"_s, fleet.fileName()});
        QVERIFY2(pushed.code == 0, pushed.err.constData());
        QVERIFY2(pushed.err.contains("2 nodes, 1 edges"), pushed.err.constData());
        const QString out = m_runner.folder() + u"/out.json"_s;
        QCOMPARE(m_runner.run({u"topology"_s, u"pull"_s, u"--out"_s, out}).code, 0);
        QFile pulled(out);
        QVERIFY(pulled.open(QIODevice::ReadOnly));
        QCOMPARE(QJsonDocument::fromJson(pulled.readAll())["nodes"_L1].toArray().size(), 2);
        const Ran wrong = m_runner.run({u"topology"_s, u"push"_s, u"-"_s}, "{\"nodes\":[{}]}");
        QCOMPARE(wrong.code, 1);
        QVERIFY2(wrong.err.contains("422"), wrong.err.constData());
    }

    void aSimulatedConstellationIsPosted()
    {
        const Ran ran = m_runner.run(
            {u"simulate"_s, u"--satellites"_s, u"20"_s, u"--speed"_s, u"max"_s, u"--duration"_s, u"5"_s});
        QVERIFY2(ran.code == 0, ran.err.constData());
        const Ran pulled = m_runner.run({u"topology"_s, u"pull"_s});
        QVERIFY(jsonOf(pulled)["nodes"_L1].toArray().size() >= 20);
    }

    void aSecondServerNamesTheFirst()
    {
        const Ran ran = m_runner.run({u"serve"_s, u"--listen"_s, u"127.0.0.1:0"_s});
        QCOMPARE(ran.code, 78);
        QVERIFY2(ran.err.contains(QByteArray::number(m_server->processId())), ran.err.constData());
        const Ran taken = m_runner.run({u"serve"_s, u"--data"_s, m_runner.folder() + u"/other"_s,
                                        u"--listen"_s, m_runner.url().section(u'/', 2)});
        QCOMPARE(taken.code, 78);
        const Ran doctor = m_runner.run({u"doctor"_s});
        QVERIFY2(doctor.out.contains(QByteArray("answers at " + m_runner.url().toLatin1())),
                 doctor.out.constData());
    }

    void theBenchmarkMeasuresAServerOfItsOwn()
    {
        const Ran ran = m_runner.run(
            {u"bench"_s, u"ingest"_s, u"--seconds"_s, u"0.3"_s, u"--connections"_s, u"4"_s, u"--json"_s});
        const auto report = jsonOf(ran);
        QVERIFY2(report["benchmark"_L1].toString() == u"ingest"_s, ran.err.constData());
        const auto results = report["results"_L1].toArray();
        bool holds = true;
        QStringList names;
        for (const auto &result : results) {
            names += result.toObject()["name"_L1].toString();
            holds = holds && result.toObject()["holds"_L1].toBool(true);
        }
        QVERIFY(names.contains(u"points_per_second"_s) && names.contains(u"server_cpu"_s));
        QVERIFY(results[0]["value"_L1].toDouble() > 0);
        QCOMPARE(results[0]["must"_L1].toDouble(), 1'000'000.0);
        QCOMPARE(ran.code, holds ? 0 : 1);
    }

    void theBenchmarkComparesWithAndWithoutASlowReader()
    {
        const Ran ran = m_runner.run({u"bench"_s, u"ingest"_s, u"--seconds"_s, u"0.5"_s, u"--rate"_s,
                                      u"2000"_s, u"--batch"_s, u"100"_s, u"--subscribers"_s, u"5"_s,
                                      u"--slow-readers"_s, u"1"_s, u"--json"_s});
        const auto report = jsonOf(ran);
        QHash<QString, QJsonObject> results;
        for (const auto &each : report["results"_L1].toArray())
            results[each.toObject()["name"_L1].toString()] = each.toObject();
        QVERIFY2(!results.isEmpty(), ran.err.constData());
        const double with = results[u"delivery_p99"_s]["value"_L1].toDouble();
        const double without = results[u"delivery_p99_without"_s]["value"_L1].toDouble();
        QVERIFY(with > 0 && without > 0);
        const double growth = results[u"delivery_p99_growth"_s]["value"_L1].toDouble();
        QVERIFY(std::abs(growth - 100 * (with / without - 1)) < 0.1);
        QCOMPARE(results[u"delivery_p99_growth"_s]["must"_L1].toDouble(), 5.0);
        QCOMPARE(results[u"slow_readers"_s]["value"_L1].toDouble(), 1.0);
        QCOMPARE(results[u"lost_points"_s]["value"_L1].toDouble(), 0.0); // of the others
    }
};

DESK_TEST(TstCommandLineLive)
#include "tst_commandlinelive.moc"
