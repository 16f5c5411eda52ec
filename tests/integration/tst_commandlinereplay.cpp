// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/integration/commandrunner.h"
#include "tests/support/testprogram.h"

#include <QElapsedTimer>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace desk;
using namespace Qt::StringLiterals;

namespace {

// Everything that a recording can hold: a link, a wide integer, a state, texts, labels, a raw sibling and the
// labels of GPUs as they came.
const QByteArray recorded =
    "{\"seq\":1,\"received_at\":\"2026-11-21T12:00:00Z\",\"timestamp\":\"2026-11-21T12:00:00Z\",\"node_id\":"
    "\"sat-1\",\"node_type\":\"satellite\",\"snr_db\":12.25,\"count\":9007199254740993,\"is_on\":true,"
    "\"health\":\"nominal\",\"quality\":\"good\"}\n"
    "{\"seq\":2,\"received_at\":\"2026-11-21T12:00:01Z\",\"timestamp\":\"2026-11-21T12:00:00.500Z\",\"node_"
    "id\":"
    "\"sat-1\",\"node_type\":\"satellite\",\"link\":{\"dst\":\"gs-1\"},\"latency_ms\":0.1,\"dst_type\":"
    "\"ground_station\",\"quality\":\"good\"}\n"
    "{\"seq\":3,\"received_at\":\"2026-11-21T12:00:02Z\",\"timestamp\":\"2026-11-21T12:00:02Z\",\"node_id\":"
    "\"rack\",\"node_type\":\"host\",\"load\":1.5,\"labels\":\"core=\\\"0\\\",zone=\\\"a "
    "b,c\\\"\",\"quality\":"
    "\"good\"}\n"
    "{\"seq\":3,\"received_at\":\"2026-11-21T12:00:02Z\",\"timestamp\":\"2026-11-21T12:00:02Z\",\"node_id\":"
    "\"rack\",\"node_type\":\"host\",\"load\":2.5,\"labels\":\"core=\\\"1\\\"\",\"quality\":\"good\"}\n"
    "{\"seq\":4,\"received_at\":\"2026-11-21T12:00:03Z\",\"timestamp\":\"2026-11-21T12:00:03Z\",\"node_id\":"
    "\"GPU-1\",\"node_type\":\"gpu\",\"DCGM_FI_DEV_GPU_TEMP\":61,\"modelName\":\"NVIDIA H100 80GB\","
    "\"labels_raw\":\"DCGM=\\\"1\\\",k=\\\"v\\\\\\\"w\\\"\",\"quality\":\"good\"}\n"
    "{\"seq\":5,\"received_at\":\"2026-11-21T12:00:05Z\",\"timestamp\":\"2026-11-21T12:00:05Z\",\"node_id\":"
    "\"zond\",\"node_type\":\"device\",\"volts\":3.3,\"volts#raw\":2703,\"quality\":\"simulated\"}\n";

// Whom, when and what, a value each: what a stream carries of a recording.
QStringList valuesOf(const QByteArray &lines)
{
    static const QStringList aside{u"seq"_s,       u"received_at"_s, u"timestamp"_s, u"node_id"_s,
                                   u"node_type"_s, u"link"_s,        u"dst_type"_s,  u"labels"_s,
                                   u"quality"_s,   u"kinds"_s,       u"instance"_s};
    QStringList values;
    for (const QByteArray &line : lines.split('\n')) {
        const QJsonObject point = QJsonDocument::fromJson(line).object();
        for (auto member = point.begin(); member != point.end(); ++member) {
            if (aside.contains(member.key()))
                continue;
            values += QStringList{point[u"timestamp"].toString(),
                                  point[u"node_id"].toString(),
                                  point[u"node_type"].toString(),
                                  point[u"link"][u"dst"].toString(),
                                  member.key(),
                                  point[u"labels"].toString(),
                                  member->isString() ? member->toString() : member->toVariant().toString()}
                          .join(u'|');
        }
    }
    values.sort();
    return values;
}

} // namespace

// constellation replay as a process: to stdout, and to a server on the loopback interface.
class TstCommandLineReplay : public QObject
{
    Q_OBJECT

    CommandRunner m_runner;

    QString session() const { return m_runner.folder() + u"/a.desk"_s; }
    QByteArray linesOf(int first, int last) const
    {
        return recorded.split('\n').mid(first, last - first).join('\n') + '\n';
    }

private Q_SLOTS:
    void init()
    {
        m_runner.clear();
        const Ran ran = m_runner.run({u"import"_s, session(), u"-"_s}, recorded);
        QVERIFY2(ran.code == 0, ran.err.constData());
    }

    void stdoutGetsWhatWasRecordedInItsOrder()
    {
        const Ran ran = m_runner.run({u"replay"_s, session(), u"--stdout"_s, u"--speed"_s, u"max"_s});
        QVERIFY2(ran.code == 0, ran.err.constData());
        const Ran lines = m_runner.run({u"export"_s, session(), u"-"_s, u"--format"_s, u"jsonl"_s});
        QCOMPARE(QString::fromUtf8(ran.out), QString::fromUtf8(lines.out));
        QCOMPARE(valuesOf(ran.out), valuesOf(recorded));
        QVERIFY2(ran.err.contains("5 points of ") && !ran.err.contains("left out"), ran.err.constData());
    }

    void aServerGetsAllOfIt()
    {
        const auto server = m_runner.serve();
        QVERIFY(server);
        const Ran ran =
            m_runner.run({u"replay"_s, session(), u"--url"_s, m_runner.url(), u"--speed"_s, u"max"_s});
        QVERIFY2(ran.code == 0, ran.err.constData());
        QVERIFY2(!ran.err.contains("left out") && !ran.err.contains("rejected"), ran.err.constData());
        server->terminate();
        QCOMPARE(CommandRunner::finish(*server).code, 0);
        const Ran back =
            m_runner.run({u"export"_s, m_runner.folder() + u"/data"_s, u"-"_s, u"--format"_s, u"jsonl"_s});
        QVERIFY2(back.code == 0, back.err.constData());
        QStringList got = valuesOf(back.out);
        got.removeIf([](const QString &value) { return value.contains(u"|constellation|"_s); });
        QCOMPARE(got, valuesOf(recorded));
        // What was simulated is not taken for real.
        QVERIFY2(back.out.contains("\"volts\":3.3,\"quality\":\"back_filled|simulated\"") ||
                     back.out.contains("\"volts\":3.3,\"quality\":\"simulated|back_filled\""),
                 back.out.constData());
    }

    void onlyWhatWasReceivedThenIsReplayed()
    {
        const Ran ran =
            m_runner.run({u"replay"_s, session(), u"--stdout"_s, u"--speed"_s, u"max"_s, u"--start"_s,
                          u"2026-11-21T12:00:01Z"_s, u"--end"_s, u"2026-11-21T12:00:02Z"_s});
        QVERIFY2(ran.code == 0, ran.err.constData());
        QCOMPARE(valuesOf(ran.out), valuesOf(linesOf(1, 4)));
    }

    void thePaceIsThatOfTheReception()
    {
        QElapsedTimer timer;
        timer.start();
        const Ran ran = m_runner.run({u"replay"_s, session(), u"--stdout"_s, u"--speed"_s, u"10"_s});
        QVERIFY2(ran.code == 0, ran.err.constData());
        QCOMPARE(valuesOf(ran.out), valuesOf(recorded));
        QVERIFY2(timer.elapsed() >= 490, "5 s at ten times their speed");
    }

    void aStopIsObeyed()
    {
        const auto replay = m_runner.start({u"replay"_s, session(), u"--stdout"_s, u"--speed"_s, u"0.1"_s});
        QTRY_VERIFY_WITH_TIMEOUT(replay->bytesAvailable() > 0, 40'000);
        QElapsedTimer timer;
        timer.start();
        replay->terminate();
        const Ran ran = CommandRunner::finish(*replay);
        QVERIFY(timer.elapsed() < 5000);
        QCOMPARE(ran.code, 1);
        QVERIFY2(ran.err.contains("interrupted"), ran.err.constData());
        QVERIFY(ran.out.endsWith('\n'));
    }

    void whatIsWrongIsSaid_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<int>("code");
        QTest::addColumn<QByteArray>("word");
        const auto row = [](const char *name, QStringList arguments, int code, const char *word) {
            QTest::addRow("%s", name) << arguments << code << QByteArray(word);
        };
        row("nowhere to go", {u"SESSION"_s}, 2, "--url U or --stdout");
        row("two places", {u"SESSION"_s, u"--stdout"_s, u"--url"_s, u"http://127.0.0.1:1"_s}, 2,
            "do not go together");
        row("no such file", {u"FOLDER/none.desk"_s, u"--stdout"_s}, 1, "none.desk");
        row("a folder", {u"FOLDER"_s, u"--stdout"_s}, 1, "folder");
        row("no session", {u"FOLDER/text.desk"_s, u"--stdout"_s}, 1, "text.desk");
        row("damaged", {u"FOLDER/damaged.desk"_s, u"--stdout"_s}, 1, "damaged.desk");
        row("cut off", {u"FOLDER/cut.desk"_s, u"--stdout"_s}, 1, "cut.desk");
        row("nobody there", {u"SESSION"_s, u"--url"_s, u"http://127.0.0.1:1"_s, u"--speed"_s, u"max"_s}, 1,
            "127.0.0.1:1");
        row("a time that is none", {u"SESSION"_s, u"--stdout"_s, u"--start"_s, u"noon"_s}, 2, "--start");
        row("an end that is none", {u"SESSION"_s, u"--stdout"_s, u"--end"_s, u"12:00"_s}, 2, "--end");
        row("end before start",
            {u"SESSION"_s, u"--stdout"_s, u"--start"_s, u"2026-11-21T12:00:02Z"_s, u"--end"_s,
             u"2026-11-21T12:00:01Z"_s},
            2, "--end is before --start");
        row("behind it all", {u"SESSION"_s, u"--stdout"_s, u"--start"_s, u"2027-01-01T00:00:00Z"_s}, 1,
            "--start: the recording has what was received 2026-11-21T12:00:00");
        row("before it all", {u"SESSION"_s, u"--stdout"_s, u"--end"_s, u"2020-01-01T00:00:00Z"_s}, 1,
            "--end: the recording has what was received 2026-11-21T12:00:00");
        row("too fast", {u"SESSION"_s, u"--stdout"_s, u"--speed"_s, u"33"_s}, 2,
            "max or a number from 0.1 to 32");
        row("too slow", {u"SESSION"_s, u"--stdout"_s, u"--speed"_s, u"0"_s}, 2,
            "max or a number from 0.1 to 32");
    }
    void whatIsWrongIsSaid()
    {
        QFETCH(QStringList, arguments);
        QFETCH(int, code);
        QFETCH(QByteArray, word);
        const QString folder = m_runner.folder();
        QFile whole(session());
        QVERIFY(whole.open(QIODevice::ReadOnly));
        const QByteArray bytes = whole.readAll();
        QByteArray damaged = bytes;
        damaged.replace(16, 2, "??"); // the size of its pages
        const std::pair<QString, QByteArray> files[]{{u"text.desk"_s, "no recording\n"},
                                                     {u"damaged.desk"_s, damaged},
                                                     {u"cut.desk"_s, bytes.left(bytes.size() / 3)}};
        for (const auto &[name, content] : files) {
            QFile file(folder + u'/' + name);
            QVERIFY(file.open(QIODevice::WriteOnly) && file.write(content) == content.size());
        }
        arguments.replaceInStrings(u"SESSION"_s, session());
        arguments.replaceInStrings(u"FOLDER"_s, folder);
        const Ran ran = m_runner.run(QStringList{u"replay"_s} + arguments);
        QVERIFY2(ran.code == code, ran.err.constData());
        QVERIFY2(ran.err.contains(word), ran.err.constData());
        QVERIFY(ran.out.isEmpty());
    }
};

DESK_TEST(TstCommandLineReplay)
#include "tst_commandlinereplay.moc"
