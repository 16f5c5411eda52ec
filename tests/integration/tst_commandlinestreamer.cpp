// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/integration/commandrunner.h"
#include "tests/support/testprogram.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QStandardPaths>
#include <QTcpServer>
#include <QTest>

#include <csignal>

using namespace desk;
using namespace Qt::StringLiterals;

namespace {

const auto streamedFiles = QStringLiteral(DESK_TEST_DATA "/post/");

QByteArray gpuRecord(int second)
{
    return R"({"timestamp":"2026-11-21T14:00:0)" + QByteArray::number(second) +
           R"(Z","uuid":"GPU-1","value":"7","metric_name":"DCGM_FI_DEV_GPU_UTIL"})";
}

QString freePort()
{
    QTcpServer free;
    free.listen(QHostAddress::LocalHost);
    return QString::number(free.serverPort());
}

} // namespace

// `constellation post` as a streamer: a server that goes away, refuses, comes back; a streamer that is
// killed.
class TstCommandLineStreamer : public QObject
{
    Q_OBJECT

    CommandRunner m_runner;
    QString m_port;
    std::unique_ptr<QProcess> m_server;

    void stopServer()
    {
        if (!m_server)
            return;
        m_server->terminate();
        QCOMPARE(CommandRunner::finish(*m_server).code, 0);
        m_server.reset();
    }
    void startServer()
    {
        m_server = m_runner.serve(m_port);
        QVERIFY(m_server);
    }
    QString path(const QString &name) const { return m_runner.folder() + u'/' + name; }
    QString rows(int count) const
    {
        QFile file(path(u"rows.csv"_s));
        if (!file.open(QIODevice::WriteOnly))
            return {};
        file.write("second,value\n");
        for (int i = 0; i < count; ++i)
            file.write(QByteArray::number(i) + ',' + QByteArray::number(i) + ".5\n");
        return file.fileName();
    }
    QByteArrayList lines(const QString &name) const
    {
        QFile file(path(name));
        if (!file.open(QIODevice::ReadOnly))
            return {};
        auto all = file.readAll().split('\n');
        all.removeAll(QByteArray());
        return all;
    }
    // What is recorded, once the server is gone.
    int recorded()
    {
        stopServer();
        const Ran ran = m_runner.run({u"verify"_s, u"--json"_s, path(u"data"_s)});
        return jsonOf(ran)["report"_L1]["points"_L1].toInt(-1);
    }
    std::unique_ptr<QProcess> startIntake(QString &url, const QStringList &more = {})
    {
        auto intake = m_runner.start(QStringList{u"post"_s, u"--json"_s, u"--intake"_s, u"0"_s} + more);
        intake->setReadChannel(QProcess::StandardError);
        while (!intake->canReadLine() && intake->waitForReadyRead(40'000)) {
        }
        const QString line = QString::fromUtf8(intake->readLine());
        url = line.section(u' ', 3, 3);
        return intake;
    }
    // The status and the body.
    static QPair<int, QByteArray> curl(const QString &url, const QByteArray &body)
    {
        QProcess process;
        process.start(u"curl"_s, {u"--silent"_s, u"--max-time"_s, u"30"_s, u"--write-out"_s,
                                  u"\n%{http_code}"_s, u"--data-binary"_s, QString::fromUtf8(body), url});
        process.waitForFinished(40'000);
        const QByteArray out = process.readAllStandardOutput();
        const auto at = out.lastIndexOf('\n');
        return {out.mid(at + 1).toInt(), out.left(at)};
    }

private Q_SLOTS:
    void init()
    {
        m_runner.clear();
        m_port = freePort();
        startServer();
    }

    void cleanup() { stopServer(); }

    void aServerThatIsAwayCostsABatchAndNoPointIsLost()
    {
        constexpr int count = 150;
        const auto post = m_runner.start({u"post"_s, u"--json"_s, u"--rate"_s, u"50"_s, u"--batch"_s, u"5"_s,
                                          u"--dead-letter"_s, path(u"dead.jsonl"_s), rows(count)});
        QTRY_VERIFY_WITH_TIMEOUT(m_runner.accepted() > 0, 40'000);
        stopServer();
        QTRY_VERIFY_WITH_TIMEOUT(!lines(u"dead.jsonl"_s).isEmpty(), 40'000);
        post->setReadChannel(QProcess::StandardError);
        QTRY_VERIFY_WITH_TIMEOUT(post->peek(10'000).contains("waiting: circuit open: "), 40'000);
        startServer();
        const Ran ran = CommandRunner::finish(*post);
        const auto dead = lines(u"dead.jsonl"_s);
        QCOMPARE(ran.code, 1); // not everything was delivered
        QCOMPARE(dead.size(), 5);
        const auto letter = QJsonDocument::fromJson(dead[0]).object()["dead_letter"_L1].toObject();
        QVERIFY(letter["reason"_L1].toString().startsWith(u"tried 3 times: "_s));
        QVERIFY(letter["from"_L1].toString().contains(u"rows.csv:"_s));
        QCOMPARE(jsonOf(ran)["points"_L1]["accepted"_L1].toInt(), count - 5);
        QCOMPARE(jsonOf(ran)["points"_L1]["given_up"_L1].toInt(), 5);
        QCOMPARE(jsonOf(ran)["dead_letters"_L1]["points"_L1].toInt(), 5);
        QCOMPARE(jsonOf(ran)["circuit"_L1]["opened"_L1].toInt(), 1);
        QCOMPARE(jsonOf(ran)["circuit"_L1]["state"_L1].toString(), u"closed"_s);
        const Ran again =
            m_runner.run({u"post"_s, u"--json"_s, u"--stamp"_s, u"file"_s, path(u"dead.jsonl"_s)});
        QVERIFY2(again.code == 0, again.err.constData());
        QCOMPARE(recorded(), count);
    }

    void rowsThatTheServerRefusesAreDeadLettersAndTheStreamGoesOn()
    {
        const QStringList arguments{u"post"_s,
                                    u"--json"_s,
                                    u"--batch"_s,
                                    u"2"_s,
                                    u"--dead-letter"_s,
                                    path(u"dead.jsonl"_s),
                                    streamedFiles + u"rows.csv"_s};
        const Ran ran = m_runner.run(arguments);
        QCOMPARE(ran.code, 1);
        QCOMPARE(jsonOf(ran)["points"_L1]["accepted"_L1].toInt(), 4);
        const auto dead = lines(u"dead.jsonl"_s);
        QCOMPARE(dead.size(), 1); // those that cannot be read are skipped, and counted
        QCOMPARE(jsonOf(ran)["rows"_L1]["skipped"_L1].toInt(), 2);
        const auto letter = QJsonDocument::fromJson(dead[0]).object()["dead_letter"_L1].toObject();
        QVERIFY(letter["reason"_L1].toString().contains(u"utilization: must be 0 to 1"_s));
        QVERIFY(letter["from"_L1].toString().endsWith(u"rows.csv:5"_s));
        QVERIFY2(ran.err.contains("constellation post --stamp file"), ran.err.constData());
        QCOMPARE(m_runner.run(arguments).code, 1);
        QCOMPARE(lines(u"dead.jsonl"_s).size(), 2); // appended
    }

    void aWrongTokenIsNoMatterOfTheRows()
    {
        const Ran ran = m_runner.run({u"post"_s, u"--token"_s, u"nonsense"_s, u"--dead-letter"_s,
                                      path(u"dead.jsonl"_s), streamedFiles + u"elapsed.csv"_s});
        QCOMPARE(ran.code, 1);
        QVERIFY2(ran.err.contains("401"), ran.err.constData());
        QVERIFY(lines(u"dead.jsonl"_s).isEmpty());
    }

    void aKilledStreamerGoesOnAndNothingIsLostOrDoubled()
    {
        constexpr int count = 400;
        const QStringList arguments{u"post"_s, u"--json"_s,   u"--rate"_s,       u"200"_s,   u"--batch"_s,
                                    u"3"_s,    u"--resume"_s, path(u"resume"_s), rows(count)};
        qint64 before = 0;
        for (int kills = 0; kills < 5; ++kills) {
            const auto post = m_runner.start(arguments);
            QTRY_VERIFY_WITH_TIMEOUT(m_runner.accepted() > before + 10, 40'000);
            post->kill();
            post->waitForFinished();
            before = m_runner.accepted();
        }
        QVERIFY(before < count);
        const Ran ran = m_runner.run(arguments);
        QVERIFY2(ran.code == 0, ran.err.constData());
        QVERIFY2(ran.err.contains("going on after "), ran.err.constData());
        QCOMPARE(jsonOf(ran)["resume"_L1]["sent"_L1].toInt(), count);
        const Ran nothing = m_runner.run(arguments);
        QCOMPARE(nothing.code, 0);
        QVERIFY2(nothing.err.contains("nothing new"), nothing.err.constData());
        QCOMPARE(m_runner.accepted(), count); // what was taken twice would be counted twice
        QCOMPARE(recorded(), count);
    }

    void aLoopGoesOnInItsRound()
    {
        const QStringList arguments{u"post"_s, u"--json"_s, u"--rate"_s,   u"100"_s,          u"--batch"_s,
                                    u"1"_s,    u"--loop"_s, u"--resume"_s, path(u"resume"_s), rows(20)};
        int sent = 0;
        for (int runs = 0; runs < 2; ++runs) {
            const auto post = m_runner.start(arguments);
            QTRY_VERIFY_WITH_TIMEOUT(m_runner.accepted() > sent + 30, 40'000);
            post->terminate();
            const Ran ran = CommandRunner::finish(*post);
            QCOMPARE(ran.code, 0);
            QCOMPARE(jsonOf(ran)["resume"_L1]["before"_L1].toInt(), sent);
            sent = jsonOf(ran)["resume"_L1]["sent"_L1].toInt();
        }
        QFile file(path(u"resume"_s));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const auto kept = QJsonDocument::fromJson(file.readAll()).object();
        QCOMPARE(kept["sent"_L1].toInt(),
                 kept["round"_L1].toInt() * 20 + kept["files"_L1][0]["points"_L1].toInt());
        QCOMPARE(recorded(), sent);
    }

    void theIntakePassesOnWhatCurlPosts()
    {
        if (QStandardPaths::findExecutable(u"curl"_s).isEmpty())
            QFAIL("curl is missing: apt-get install curl");
        QString url;
        const auto intake = startIntake(url);
        const QByteArray point = R"({"node_id":"c","node_type":"host","load":1})";
        const auto [status, body] = curl(url + u"/api/v1/telemetry/batch"_s, '[' + point + ',' + point + ']');
        QVERIFY2(status == 200, body.constData());
        QCOMPARE(m_runner.accepted(), 2);
        const QByteArray record = gpuRecord(7);
        QCOMPARE(curl(url + u"/telemetry"_s, record).second, QByteArray(R"({"status":"published"})"));
        QCOMPARE(m_runner.accepted(), 3);
        stopServer();
        const auto [away, why] = curl(url + u"/telemetry"_s, record); // the producer keeps it
        QCOMPARE(away, 503);
        QVERIFY2(why.contains("tried 2 times"), why.constData());
        startServer();
        int back = 0; // asked until it is 200, and then no more
        QTRY_VERIFY_WITH_TIMEOUT(
            back == 200 || (back = curl(url + u"/telemetry"_s, gpuRecord(8)).first) == 200, 40'000);
        intake->terminate();
        const Ran ran = CommandRunner::finish(*intake);
        QVERIFY2(ran.code == 0, ran.err.constData());
        QCOMPARE(jsonOf(ran)["points"_L1]["accepted"_L1].toInt(), 4);
        QCOMPARE(recorded(), 4);
    }

    void anIntakeThatIsEndedDeliversWhatWaits()
    {
        QString url;
        const auto intake = startIntake(url, {u"--rate"_s, u"10"_s});
        QByteArray body = "[";
        for (int i = 0; i < 20; ++i) // due after 2 s
            body += (i > 0 ? "," : "") + QByteArray(R"({"node_id":"c","node_type":"host","load":1})");
        QProcess producer;
        producer.start(u"curl"_s, {u"--silent"_s, u"--data-binary"_s, QString::fromUtf8(body + ']'),
                                   url + u"/api/v1/telemetry/batch"_s});
        const auto waits = [&url] {
            QProcess health;
            health.start(u"curl"_s, {u"--silent"_s, url + u"/health"_s});
            health.waitForFinished();
            return QJsonDocument::fromJson(health.readAllStandardOutput()).object()["waiting"_L1].toInt();
        };
        QTRY_VERIFY_WITH_TIMEOUT(waits() == 20, 40'000);
        intake->terminate();
        const Ran ran = CommandRunner::finish(*intake);
        QCOMPARE(ran.code, 0);
        QVERIFY(producer.waitForFinished(40'000));
        const auto answer = QJsonDocument::fromJson(producer.readAllStandardOutput()).object();
        QCOMPARE(answer["count"_L1].toInt(), 20);
        QCOMPARE(recorded(), 20);
    }

    void whatTheIntakeCannotDeliverIsKept()
    {
        QString url;
        const auto intake = startIntake(url, {u"--dead-letter"_s, path(u"dead.jsonl"_s)});
        stopServer();
        const QByteArray point =
            R"({"timestamp":"2026-11-21T14:00:00Z","node_id":"c","node_type":"host","load":)";
        constexpr int count = 8;
        for (int i = 0; i < count; ++i) { // the circuit opens: those after are kept at once
            const auto [status, body] =
                curl(url + u"/api/v1/telemetry"_s, point + QByteArray::number(i) + '}');
            QVERIFY2(status == 202, body.constData());
        }
        QCOMPARE(lines(u"dead.jsonl"_s).size(), count);
        intake->terminate();
        const Ran ran = CommandRunner::finish(*intake);
        QCOMPARE(ran.code, 0);
        QCOMPARE(jsonOf(ran)["circuit"_L1]["state"_L1].toString(), u"open"_s);
        startServer();
        QCOMPARE(m_runner.run({u"post"_s, u"--stamp"_s, u"file"_s, path(u"dead.jsonl"_s)}).code, 0);
        QCOMPARE(recorded(), count);
    }

    void wrongUseOfTheStreamerIsNamed_data()
    {
        QTest::addColumn<QString>("arguments");
        QTest::addColumn<QByteArray>("word");
        const auto row = [](const char *arguments, const char *word) {
            QTest::addRow("%s", arguments) << QString::fromLatin1(arguments) << QByteArray(word);
        };
        row("--tries 2 FILE", "--tries needs --dead-letter");
        row("--resume r -", "--resume needs files");
        row("--intake 0 FILE", "leave out FILE");
        row("--intake 0 --loop", "leave out --loop");
        row("--intake here", "--intake");
        row("--dead-letter FILE FILE", "name another file");
        row("--resume r --dead-letter r FILE", "name two files");
        row("--resume r --dead-letter r.new FILE", "name two files");
    }

    void wrongUseOfTheStreamerIsNamed()
    {
        QFETCH(QString, arguments);
        QFETCH(QByteArray, word);
        const QString file = rows(1);
        const Ran ran = m_runner.run(QStringList{u"post"_s} + arguments.replace(u"FILE"_s, file).split(u' '));
        QVERIFY2(ran.err.contains(word), ran.err.constData());
        QCOMPARE(ran.code, 2);
    }

    void theIntakeStaysOnThisMachine()
    {
        const Ran ran = m_runner.run({u"post"_s, u"--intake"_s, u"0.0.0.0:0"_s});
        QCOMPARE(ran.code, 1);
        QVERIFY2(ran.err.contains("this machine only"), ran.err.constData());
    }
};

DESK_TEST(TstCommandLineStreamer)
#include "tst_commandlinestreamer.moc"
