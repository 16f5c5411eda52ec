// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/integration/commandrunner.h"

#include "models/archive/sessioncursor.h"
#include "models/archive/sessionreader.h"
#include "tests/support/testprogram.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace desk;
using namespace Qt::StringLiterals;

namespace {

const QStringList simulated{u"simulate"_s,
                            u"--satellites"_s,
                            u"20"_s,
                            u"--speed"_s,
                            u"max"_s,
                            u"--duration"_s,
                            u"90"_s,
                            u"--seed"_s,
                            u"7"_s,
                            u"--start"_s,
                            u"2026-11-21T04:50:00Z"_s,
                            u"--faults"_s,
                            u"node:any@+20s/30s,skew:any=-90s@+40s/20s"_s};

// The points as numbers, one after the other: those of a recording say more of them, and times are written
// with other digits.
QList<QJsonObject> pointsOf(const QByteArray &lines)
{
    QList<QJsonObject> points;
    for (const QByteArray &line : lines.split('\n')) {
        QJsonObject point = QJsonDocument::fromJson(line).object();
        if (point.isEmpty())
            continue;
        const QJsonObject air = point.take(u"atmospheric_state"_s).toObject();
        for (auto member = air.begin(); member != air.end(); ++member)
            point[u"atmospheric_state."_s + member.key()] = *member;
        for (const auto &name :
             {u"seq"_s, u"received_at"_s, u"quality"_s, u"dst_type"_s, u"source"_s, u"kinds"_s})
            point.remove(name);
        point[u"timestamp"] =
            QDateTime::fromString(point[u"timestamp"].toString(), Qt::ISODateWithMs).toMSecsSinceEpoch();
        points += point;
    }
    return points;
}

} // namespace

// constellation simulate --session as a process.
class TstCommandLineSession : public QObject
{
    Q_OBJECT

    CommandRunner m_runner;

    QString in(const QString &name) const { return m_runner.folder() + u'/' + name; }
    Ran record(const QString &name)
    {
        return m_runner.run(simulated + QStringList{u"--session"_s, in(name)});
    }

private Q_SLOTS:
    void init() { m_runner.clear(); }

    void theFileHoldsWhatWouldHaveBeenPrinted()
    {
        const Ran ran = record(u"a.desk"_s);
        QVERIFY2(ran.code == 0, ran.err.constData());
        QCOMPARE(QDir(m_runner.folder()).entryList({u"a.desk?*"_s}, QDir::AllEntries), QStringList());
        const Ran printed = m_runner.run(simulated + QStringList{u"--stdout"_s});
        QCOMPARE(printed.code, 0);
        const Ran exported = m_runner.run({u"export"_s, in(u"a.desk"_s), u"-"_s, u"--format"_s, u"jsonl"_s});
        QVERIFY2(exported.code == 0, exported.err.constData());
        const auto expected = pointsOf(printed.out);
        const auto points = pointsOf(exported.out);
        QVERIFY(expected.size() > 2000);
        QCOMPARE(points.size(), expected.size());
        for (qsizetype i = 0; i < points.size(); ++i)
            QCOMPARE(points[i], expected[i]);
        const QByteArray count = QLocale(QLocale::English).toString(points.size()).toLatin1();
        QVERIFY2(ran.err.contains(QByteArray(count + " points to ")), ran.err.constData());
        const Ran verified = m_runner.run({u"verify"_s, in(u"a.desk"_s)});
        QVERIFY2(verified.code == 0 && verified.out.contains("whole"), verified.out.constData());
        const Ran replayed =
            m_runner.run({u"replay"_s, in(u"a.desk"_s), u"--stdout"_s, u"--speed"_s, u"max"_s});
        QVERIFY2(replayed.code == 0, replayed.err.constData());
        QVERIFY(replayed.out == exported.out);
    }

    void itIsRecordedAsItWouldHaveBeenLive()
    {
        const Ran ran = record(u"a.desk"_s);
        QVERIFY2(ran.code == 0, ran.err.constData());
        const auto begin = parseTimestamp("2026-11-21T04:50:00Z").value();
        const auto end = begin + std::chrono::seconds(90);
        auto cursor = SessionCursor::open(in(u"a.desk"_s).toStdString());
        QVERIFY(cursor);
        const auto extent = (*cursor)->extent().value();
        QCOMPARE(extent.first, 1U);
        QVERIFY(extent.begin == begin && extent.end == end - std::chrono::seconds(1));
        auto reader = SessionReader::open(in(u"a.desk"_s).toStdString());
        QVERIFY(reader);
        const SessionLog log = (*reader)->log().between(begin, end).value();
        QVERIFY(log.gaps.empty());
        QCOMPARE(log.limits.size(), 1U);
        QCOMPARE(log.limits[0].sequence, 1U);
        // The fleet before the first point, and again whenever it changed.
        QVERIFY(log.topologies.size() >= 2);
        QVERIFY(log.topologies[0].reception == begin && log.topologies[0].sequence == 1);
        const QJsonObject fleet =
            QJsonDocument::fromJson(QByteArray::fromStdString(log.topologies[0].json)).object();
        QVERIFY(!fleet[u"nodes"].toArray().isEmpty() && !fleet[u"edges"].toArray().isEmpty());
        int faults = 0;
        for (const Event &event : log.events)
            faults += event.code == EventCode::faultInjected ? 1 : 0;
        QCOMPARE(faults, 2);
        const Ran late = m_runner.run({u"export"_s, in(u"a.desk"_s), u"-"_s, u"--format"_s, u"jsonl"_s});
        QVERIFY(late.out.contains("\"quality\":\"back_filled|simulated\"")); // of the skewed clock
    }

    void nothingIsReplaced()
    {
        QFile there(in(u"there.desk"_s));
        QVERIFY(there.open(QIODevice::WriteOnly) && there.write("mine") == 4);
        there.close();
        const Ran ran = record(u"there.desk"_s);
        QCOMPARE(ran.code, 1);
        QVERIFY2(ran.err.contains("there.desk is there already"), ran.err.constData());
        QVERIFY(there.open(QIODevice::ReadOnly) && there.readAll() == "mine");
        const Ran folder = record(QString());
        QCOMPARE(folder.code, 1);
        QVERIFY2(folder.err.contains("is a folder"), folder.err.constData());
        const Ran nowhere = record(u"none/a.desk"_s);
        QCOMPARE(nowhere.code, 1);
        QVERIFY2(nowhere.err.contains("none/a.desk"), nowhere.err.constData());
        const Ran both = m_runner.run({u"simulate"_s, u"--session"_s, in(u"a.desk"_s), u"--stdout"_s});
        QCOMPARE(both.code, 2);
        QVERIFY2(both.err.contains("--url, --session and --stdout exclude each other"), both.err.constData());
        const Ran wrong = m_runner.run({u"simulate"_s, u"--session"_s, in(u"a.desk"_s), u"--faults"_s,
                                        u"node:nobody@+1s"_s, u"--duration"_s, u"1"_s});
        QVERIFY(wrong.code != 0);
        QVERIFY(!QFile::exists(in(u"a.desk"_s)));
        QCOMPARE(QDir(m_runner.folder()).entryList({u"*.journal*"_s}, QDir::AllEntries), QStringList());
    }

    void aStopLeavesASoundFile_data()
    {
        QTest::addColumn<QString>("speed");
        QTest::addRow("in real time") << u"1"_s;
        QTest::addRow("as fast as it goes") << u"max"_s;
    }
    void aStopLeavesASoundFile()
    {
        QFETCH(QString, speed);
        const auto process = m_runner.start({u"simulate"_s, u"--satellites"_s, u"20"_s, u"--speed"_s, speed,
                                             u"--session"_s, in(u"a.desk"_s)});
        QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(in(u"a.desk"_s)), 40'000);
        QElapsedTimer timer;
        timer.start();
        process->terminate();
        const Ran ran = CommandRunner::finish(*process);
        QVERIFY(timer.elapsed() < 5000);
        QVERIFY2(ran.code == 0, ran.err.constData());
        QCOMPARE(QDir(m_runner.folder()).entryList({u"a.desk?*"_s}, QDir::AllEntries), QStringList());
        const Ran verified = m_runner.run({u"verify"_s, in(u"a.desk"_s)});
        QVERIFY2(verified.code == 0, verified.out.constData());
    }
};

DESK_TEST(TstCommandLineSession)
#include "tst_commandlinesession.moc"
