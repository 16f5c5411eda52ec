// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/integration/commandrunner.h"
#include "tests/support/testprogram.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace desk;
using namespace Qt::StringLiterals;

namespace {

QByteArray contentsOf(const QString &name)
{
    QFile file(name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

// As export writes it.
const QByteArray recorded = contentsOf(QStringLiteral(DESK_TEST_DATA "/exchange/recorded.jsonl"));

} // namespace

// constellation import and export as processes, on session files.
class TstCommandLineExchange : public QObject
{
    Q_OBJECT

    CommandRunner m_runner;

    QString in(const QString &name) const { return m_runner.folder() + u'/' + name; }

private Q_SLOTS:
    void init()
    {
        m_runner.clear();
        const Ran ran = m_runner.run({u"import"_s, in(u"a.desk"_s), u"-"_s}, recorded);
        QVERIFY2(ran.code == 0, ran.err.constData());
    }

    void aRecordingSurvivesEveryFormat_data()
    {
        QTest::addColumn<QString>("name");
        for (const char *name : {"a.csv", "a.wide.csv", "a.jsonl", "a.lp", "a.mcap"})
            QTest::addRow("%s", name) << QString::fromLatin1(name);
    }
    void aRecordingSurvivesEveryFormat()
    {
        QFETCH(QString, name);
        Ran ran = m_runner.run({u"export"_s, in(u"a.desk"_s), in(name)});
        QVERIFY2(ran.code == 0, ran.err.constData());
        QVERIFY(!QFile::exists(in(name) + u".part"_s));
        ran = m_runner.run({u"import"_s, in(u"b.desk"_s), in(name), u"--json"_s});
        QVERIFY2(ran.code == 0, ran.err.constData());
        const QJsonObject summary = QJsonDocument::fromJson(ran.out).object();
        QCOMPARE(summary[u"points"].toInt(), 3);
        QCOMPARE(summary[u"rows_skipped"].toInt(), 0);
        ran = m_runner.run({u"export"_s, in(u"b.desk"_s), u"-"_s, u"--format"_s, u"jsonl"_s});
        QCOMPARE(QString::fromUtf8(ran.out), QString::fromUtf8(recorded));
    }

    void unitsOfAForeignFileAreKept_data() { aRecordingSurvivesEveryFormat_data(); }
    void unitsOfAForeignFileAreKept()
    {
        QFETCH(QString, name);
        Ran ran = m_runner.run({u"import"_s, in(u"f.desk"_s), u"-"_s, u"--node"_s, u"bench"_s},
                               "time,bus,latency_ms,load\n,mV,us,\n2026-11-21T13:00:00Z,28100,5,0.5\n"
                               "2026-11-21T13:01:00Z,28200,6,0.25\n");
        QVERIFY2(ran.code == 0, ran.err.constData());
        const QStringList asCsv{u"-"_s, u"--format"_s, u"csv"_s};
        const Ran foreign = m_runner.run(QStringList{u"export"_s, in(u"f.desk"_s)} + asCsv);
        QVERIFY2(foreign.out.contains(",bus,,number,28100,mV,good\n") &&
                     foreign.out.contains(",latency_ms,,number,5,us,good\n") &&
                     foreign.out.contains(",load,,number,0.5,,good\n"),
                 foreign.out.constData());
        ran = m_runner.run({u"export"_s, in(u"f.desk"_s), in(name)});
        QVERIFY2(ran.code == 0, ran.err.constData());
        ran = m_runner.run({u"import"_s, in(u"g.desk"_s), in(name)});
        QVERIFY2(ran.code == 0, ran.err.constData());
        const Ran again = m_runner.run(QStringList{u"export"_s, in(u"g.desk"_s)} + asCsv);
        QCOMPARE(QString::fromUtf8(again.out), QString::fromUtf8(foreign.out));
    }

    // To a session that knows the series already, where they have none.
    void aLaterFileGivesItsUnits()
    {
        QVERIFY(
            m_runner.run({u"import"_s, in(u"f.desk"_s), u"-"_s}, "time,bus\n2026-11-21T13:00:00Z,1\n").code ==
            0);
        const Ran ran = m_runner.run({u"import"_s, in(u"f.desk"_s), u"-"_s, u"--append"_s},
                                     "time,bus\n,mV\n2026-11-21T13:01:00Z,2\n");
        QVERIFY2(ran.code == 0, ran.err.constData());
        const Ran out = m_runner.run({u"export"_s, in(u"f.desk"_s), u"-"_s, u"--format"_s, u"csv"_s});
        QVERIFY2(out.out.contains(",bus,,number,1,mV,good\n") && out.out.contains(",bus,,number,2,mV,good\n"),
                 out.out.constData());
        const Ran verified = m_runner.run({u"verify"_s, in(u"f.desk"_s)});
        QVERIFY2(verified.code == 0, verified.out.constData());
    }

    void duplicatesAreCountedAndNotStoredAgain()
    {
        const QByteArray rows = "time,bus\n2026-11-21T13:00:00Z,1\n2026-11-21T13:01:00Z,2\n";
        QCOMPARE(m_runner.run({u"import"_s, in(u"f.desk"_s), u"-"_s}, rows).code, 0);
        const Ran ran =
            m_runner.run({u"import"_s, in(u"f.desk"_s), u"-"_s, u"--append"_s, u"--json"_s}, rows);
        QVERIFY2(ran.code == 0, ran.err.constData());
        QVERIFY2(ran.err.contains("2 duplicate values not stored again"), ran.err.constData());
        QCOMPARE(QJsonDocument::fromJson(ran.out).object()[u"duplicates"].toInt(), 2);
        const Ran out = m_runner.run({u"export"_s, in(u"f.desk"_s), u"-"_s, u"--format"_s, u"jsonl"_s});
        QCOMPARE(out.out.count('\n'), 2);
    }

    void onlyWhatIsAskedForIsWritten()
    {
        const Ran ran =
            m_runner.run({u"export"_s, in(u"a.desk"_s), u"-"_s, u"--format"_s, u"csv"_s, u"--node"_s,
                          u"sat-*"_s, u"--metric"_s, u"snr_db"_s, u"--metric"_s, u"latency*"_s, u"--start"_s,
                          u"2026-11-21T11:59:59Z"_s, u"--end"_s, u"2026-11-21T12:00:06Z"_s});
        QVERIFY2(ran.code == 0, ran.err.constData());
        QCOMPARE(
            QString::fromUtf8(ran.out),
            u"seq,received_at,timestamp,node_id,node_type,dst,dst_type,metric,labels,kind,value,unit,"
            u"quality\n"
            "1,2026-11-21T12:00:00.000000005Z,2026-11-21T12:00:00Z,sat-1,satellite,,,snr_db,,number,12.25,dB,good\n"_s);
    }

    void nothingIsReplacedUnasked()
    {
        QFile there(in(u"there.csv"_s));
        QVERIFY(there.open(QIODevice::WriteOnly) && there.write("mine") == 4);
        there.close();
        Ran ran = m_runner.run({u"export"_s, in(u"a.desk"_s), there.fileName()});
        QCOMPARE(ran.code, 1);
        QVERIFY2(ran.err.contains("there already; --force replaces it"), ran.err.constData());
        QCOMPARE(contentsOf(there.fileName()), QByteArray("mine"));
        ran = m_runner.run({u"import"_s, in(u"a.desk"_s), u"-"_s}, recorded);
        QCOMPARE(ran.code, 1);
        QVERIFY2(ran.err.contains("--append goes on with it"), ran.err.constData());
        ran = m_runner.run({u"export"_s, in(u"a.desk"_s), there.fileName(), u"--force"_s, u"--json"_s});
        QVERIFY2(ran.code == 0, ran.err.constData());
        QCOMPARE(QJsonDocument::fromJson(ran.out).object()[u"values"].toInt(), 6);
    }

    void aSessionIsGoneOnWith()
    {
        const Ran ran = m_runner.run({u"import"_s, in(u"a.desk"_s), u"-"_s, u"--append"_s},
                                     "time,cpu\n2026-11-21T13:00:00Z,1\n2026-11-21T13:01:00Z,2\n");
        QVERIFY2(ran.code == 0, ran.err.constData());
        const Ran lines = m_runner.run({u"export"_s, in(u"a.desk"_s), u"-"_s, u"--format"_s, u"jsonl"_s});
        QVERIFY(lines.out.startsWith(recorded));
        QVERIFY2(lines.out.contains("{\"seq\":12,\"received_at\":\"2026-11-21T13:01:00Z\""),
                 lines.out.constData());
    }

    void whatCannotBeReadLeavesNothing_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("word");
        QTest::addRow("packed") << QByteArray("\x1F\x8B\x08 packed") << QByteArray("unpack it first");
        QTest::addRow("empty") << QByteArray("") << QByteArray("there is nothing in it");
        QTest::addRow("no point") << QByteArray("{\"node_id\":\"a\"}\n") << QByteArray("no points in it");
        QTest::addRow("MCAP of another version") << QByteArray("\x89"
                                                               "MCAP1\r\n....")
                                                 << QByteArray("no MCAP file of version 0");
    }
    void whatCannotBeReadLeavesNothing()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, word);
        const Ran ran = m_runner.run({u"import"_s, in(u"new.desk"_s), u"-"_s}, text);
        QCOMPARE(ran.code, 1);
        QVERIFY2(ran.err.contains(word), ran.err.constData());
        QVERIFY(!QFile::exists(in(u"new.desk"_s)) && !QFile::exists(in(u"new.desk.part"_s)));
    }

    void aDataFolderIsExported()
    {
        const auto server = m_runner.serve();
        QVERIFY(server);
        const Ran posted = m_runner.run({u"post"_s, u"--stamp"_s, u"file"_s, u"-"_s},
                                        recorded.left(recorded.indexOf('\n') + 1));
        QVERIFY2(posted.code == 0, posted.err.constData());
        server->terminate();
        QVERIFY(server->waitForFinished(20'000));
        const Ran ran = m_runner.run(
            {u"export"_s, in(u"data"_s), u"-"_s, u"--format"_s, u"csv"_s, u"--metric"_s, u"snr_db"_s});
        QVERIFY2(ran.code == 0, ran.err.constData());
        QVERIFY2(ran.out.contains(",2026-11-21T12:00:00Z,sat-1,satellite,,,snr_db,,number,12.25,dB,"),
                 ran.out.constData());
        QVERIFY2(!ran.err.contains("in the journal only"), ran.err.constData());
        // The same from the journal, when nothing was recorded.
        for (const char *ending : {"", "-wal", "-shm"})
            QFile::remove(in(u"data/session.desk"_s) + QLatin1StringView(ending));
        const Ran journal = m_runner.run(
            {u"export"_s, in(u"data"_s), u"-"_s, u"--format"_s, u"csv"_s, u"--metric"_s, u"snr_db"_s});
        QVERIFY2(journal.code == 0, journal.err.constData());
        QCOMPARE(QString::fromUtf8(journal.out), QString::fromUtf8(ran.out));
        QVERIFY2(journal.err.contains("in the journal only"), journal.err.constData());
        const Ran nothing = m_runner.run({u"export"_s, m_runner.folder(), in(u"x.csv"_s)});
        QCOMPARE(nothing.code, 1);
        QVERIFY2(nothing.err.contains("without a session.desk and without a journal"),
                 nothing.err.constData());
    }

    void wrongUseIsSaid()
    {
        Ran ran = m_runner.run({u"export"_s, in(u"a.desk"_s), u"-"_s});
        QCOMPARE(ran.code, 2);
        QVERIFY2(ran.err.contains("--format is needed"), ran.err.constData());
        ran = m_runner.run({u"export"_s, in(u"a.desk"_s), u"x"_s, u"--format"_s, u"xls"_s});
        QCOMPARE(ran.code, 2);
        QVERIFY2(ran.err.contains("xls is no format; there are csv, csv-wide"), ran.err.constData());
        ran = m_runner.run({u"export"_s, in(u"none.desk"_s), in(u"x.csv"_s)});
        QCOMPARE(ran.code, 1);
        QVERIFY2(ran.err.contains("none.desk"), ran.err.constData());
    }
};

DESK_TEST(TstCommandLineExchange)
#include "tst_commandlineexchange.moc"
