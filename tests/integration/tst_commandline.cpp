// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/integration/commandrunner.h"
#include "tests/support/testprogram.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace desk;
using namespace Qt::StringLiterals;

namespace {

const auto data = QStringLiteral(DESK_TEST_DATA "/post/");

} // namespace

// The program as a process, without a server.
class TstCommandLine : public QObject
{
    Q_OBJECT

    CommandRunner m_runner;

private Q_SLOTS:
    void init() { m_runner.clear(); }

    void anUnknownOptionIsNamed()
    {
        const Ran ran = m_runner.run({u"post"_s, u"--colour"_s, u"x.csv"_s});
        QCOMPARE(ran.code, 2);
        QVERIFY2(ran.err.contains("--colour"), ran.err.constData());
        QVERIFY2(ran.err.contains("constellation post --help"), ran.err.constData());
        QVERIFY(ran.out.isEmpty());
    }

    void wrongUseNamesWhatIsMissing_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QByteArray>("word");
        const auto row = [](const char *arguments, const char *word) {
            QTest::addRow("%s", arguments)
                << QString::fromLatin1(arguments).split(u' ', Qt::SkipEmptyParts) << QByteArray(word);
        };
        row("", "a command is missing");
        row("fly", "unknown command fly; the commands are serve, post");
        row("token", "create, list, revoke");
        row("token burn", "unknown command burn");
        row("post", "FILE");
        row("post --batch 1001 x.csv", "--batch");
        row("post --step soon x.csv", "soon is not a duration");
        row("post --zone CET x.csv", "+02:00");
        row("post --loop -", "--loop needs files");
        row("simulate --faults hail:any --stdout", "--faults");
        row("simulate --speed slow --stdout", "slow is not a speed");
        row("token create --expires someday", "--expires");
    }

    void wrongUseNamesWhatIsMissing()
    {
        QFETCH(QStringList, arguments);
        QFETCH(QByteArray, word);
        const Ran ran = m_runner.run(arguments);
        QVERIFY2(ran.err.contains(word), ran.err.constData());
        QCOMPARE(ran.code, 2);
    }

    void helpAndVersionAreEverywhere()
    {
        for (const char *command :
             {"", "serve", "post", "simulate", "topology", "topology pull", "topology push", "token",
              "token create", "token list", "token revoke", "bench", "bench ingest", "bench forecast",
              "forecast-score", "verify", "doctor", "route", "contacts"}) {
            const QStringList words = QString::fromLatin1(command).split(u' ', Qt::SkipEmptyParts);
            const Ran help = m_runner.run(words + QStringList{u"--help"_s});
            QCOMPARE(help.code, 0);
            QVERIFY2(help.out.contains("Usage: constellation"), command);
            QVERIFY(help.err.isEmpty());
            const Ran version = m_runner.run(words + QStringList{u"--version"_s});
            QCOMPARE(version.code, 0);
            QVERIFY2(version.out.startsWith("constellation "), command);
        }
    }

    void aDryRunShowsWhatWouldBeSent()
    {
        const Ran ran = m_runner.run({u"post"_s, u"--dry-run"_s, data + u"elapsed.csv"_s});
        QVERIFY2(ran.code == 0, ran.err.constData());
        const auto first = QJsonDocument::fromJson(ran.out.split('\n').first()).object();
        QCOMPARE(first["node_id"_L1].toString(), u"elapsed"_s);
        QCOMPARE(first["node_type"_L1].toString(), u"device"_s);
        QCOMPARE(first["value"_L1].toDouble(), -0.695162);
        QVERIFY2(ran.err.contains("5 points of 1 node (elapsed) with 1 metric (value)"), ran.err.constData());
        QVERIFY2(ran.err.contains("--stamp now --rate N"), ran.err.constData()); // later rows lie ahead
    }

    void gpuRowsAreNodesOfTheirOwn()
    {
        const Ran ran =
            m_runner.run({u"post"_s, u"--dry-run"_s, u"--stamp"_s, u"file"_s, data + u"gpu.csv"_s});
        QVERIFY2(ran.code == 0, ran.err.constData());
        QVERIFY2(ran.err.contains("CSV of GPU metrics"), ran.err.constData());
        const auto first = QJsonDocument::fromJson(ran.out.split('\n').first()).object();
        QCOMPARE(first["node_id"_L1].toString(), u"GPU-0001"_s);
        QCOMPARE(first["node_type"_L1].toString(), u"gpu"_s);
        QCOMPARE(first["timestamp"_L1].toString(), u"2026-11-21T14:00:00Z"_s);
        QCOMPARE(first["DCGM_FI_DEV_GPU_UTIL"_L1].toInt(), 98);
    }

    void badRowsAreNamedByTheirLine()
    {
        const Ran ran = m_runner.run({u"post"_s, u"--dry-run"_s, data + u"rows.csv"_s});
        QVERIFY2(ran.code == 0, ran.err.constData());
        QVERIFY2(ran.err.contains("rows.csv:3: snr_db: 'twelve' is not a number"), ran.err.constData());
        QVERIFY2(ran.err.contains("rows.csv:4: 3 columns instead of 4"), ran.err.constData());
        QVERIFY2(ran.err.contains("2 rows would be skipped"), ran.err.constData());
    }

    void filesThatCannotBeReadAreNamed()
    {
        const Ran missing = m_runner.run({u"post"_s, u"--dry-run"_s, u"/nowhere/x.csv"_s});
        QCOMPARE(missing.code, 1);
        QVERIFY2(missing.err.contains("/nowhere/x.csv"), missing.err.constData());
        const Ran binary = m_runner.run({u"post"_s, u"--dry-run"_s, u"-"_s}, QByteArray("\x1F\x8B\x08", 3));
        QCOMPARE(binary.code, 1);
        QVERIFY2(binary.err.contains("compressed"), binary.err.constData());
        const Ran elements = m_runner.run({u"simulate"_s, u"--stdout"_s, u"--tle"_s, data + u"rows.csv"_s});
        QCOMPARE(elements.code, 1);
        QVERIFY2(elements.err.contains("rows.csv: "), elements.err.constData());
    }

    void aDeadPortNamesTheCause()
    {
        const Ran ran = m_runner.run({u"post"_s, u"--url"_s, u"http://127.0.0.1:1"_s, u"--give-up"_s, u"0"_s,
                                      data + u"elapsed.csv"_s});
        QCOMPARE(ran.code, 1);
        QVERIFY2(ran.err.contains("http://127.0.0.1:1: connection refused"), ran.err.constData());
        QVERIFY2(ran.err.contains("0 of 5 points were sent"), ran.err.constData());
    }

    void aFolderWithoutAServerSaysSo()
    {
        const Ran ran = m_runner.run({u"post"_s, u"--data"_s, m_runner.folder(), data + u"elapsed.csv"_s});
        QCOMPARE(ran.code, 1);
        QVERIFY2(ran.err.contains("no server owns the data folder"), ran.err.constData());
    }

    void tokensAreMadeListedAndRevokedWithoutAServer()
    {
        const Ran made = m_runner.run({u"token"_s, u"create"_s, u"--name"_s, u"lab"_s, u"--scopes"_s,
                                       u"telemetry:write,topology:read"_s, u"--expires"_s, u"30d"_s});
        QVERIFY2(made.code == 0, made.err.constData());
        QVERIFY(made.out.startsWith("cos_dev_"));
        QCOMPARE(made.out.count('\n'), 1);
        const Ran listed = m_runner.run({u"token"_s, u"list"_s, u"--json"_s});
        const auto tokens = QJsonDocument::fromJson(listed.out)["tokens"_L1].toArray();
        QCOMPARE(tokens.size(), 1);
        QCOMPARE(tokens[0]["name"_L1].toString(), u"lab"_s);
        QCOMPARE(tokens[0]["scopes"_L1].toArray().size(), 2);
        QVERIFY(tokens[0]["expires"_L1].isString());
        QVERIFY(!listed.out.contains(made.out.trimmed()));
        const QString id = tokens[0]["id"_L1].toString();
        const Ran revoked = m_runner.run({u"token"_s, u"revoke"_s, id});
        QVERIFY2(revoked.code == 0, revoked.err.constData());
        const Ran again = m_runner.run({u"token"_s, u"revoke"_s, id});
        QCOMPARE(again.code, 1);
        QVERIFY2(again.err.contains("no token with id"), again.err.constData());
    }

    void anUnknownScopeNamesTheKnownOnes()
    {
        const Ran ran = m_runner.run({u"token"_s, u"create"_s, u"--scopes"_s, u"everything"_s});
        QCOMPARE(ran.code, 1);
        QVERIFY2(ran.err.contains("everything") && ran.err.contains("telemetry:write"), ran.err.constData());
    }

    void aDataFolderThatCannotBeWrittenIsRefused()
    {
        // Below a file nobody can make a folder, not even root.
        QFile file(m_runner.folder() + u"/file"_s);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.close();
        for (const char *command : {"serve", "token create"}) {
            const Ran ran = m_runner.run(QString::fromLatin1(command).split(u' ') +
                                         QStringList{u"--data"_s, file.fileName() + u"/data"_s});
            QCOMPARE(ran.code, 78);
            QVERIFY2(ran.err.contains("file/data cannot be used"), ran.err.constData());
        }
        const Ran doctor = m_runner.run({u"doctor"_s, u"--data"_s, file.fileName() + u"/data"_s});
        QCOMPARE(doctor.code, 1);
        QVERIFY2(doctor.out.contains("is not a folder"), doctor.out.constData());
    }

    void aDamagedConfigurationIsRefused()
    {
        QFile file(m_runner.folder() + u"/config/config.toml"_s);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("[server]\nlisten = \"127.0.0.1:0\"\ncolour = 1\n");
        file.close();
        const Ran ran = m_runner.run({u"topology"_s, u"pull"_s});
        QCOMPARE(ran.code, 78);
        QVERIFY2(ran.err.contains("line 3, server.colour"), ran.err.constData());
        const Ran doctor = m_runner.run({u"doctor"_s});
        QCOMPARE(doctor.code, 1);
    }

    void theDoctorSpeaksJson()
    {
        const Ran ran = m_runner.run({u"doctor"_s, u"--json"_s});
        const auto report = QJsonDocument::fromJson(ran.out).object();
        const auto checks = report["checks"_L1].toArray();
        QStringList names;
        for (const auto &check : checks) {
            names += check.toObject()["check"_L1].toString();
            QVERIFY((QStringList{u"OK"_s, u"WARN"_s, u"FAIL"_s})
                        .contains(check.toObject()["result"_L1].toString()));
        }
        for (const auto &name :
             {u"configuration"_s, u"data folder"_s, u"disk"_s, u"instance"_s, u"port 8000"_s, u"::1"_s,
              u"clock"_s, u"time zone"_s, u"display"_s, u"fonts"_s, u"open files"_s, u"key ring"_s})
            QVERIFY2(names.contains(name), qPrintable(name));
        QCOMPARE(ran.code, report["failures"_L1].toInt() > 0 ? 1 : 0);
        QCOMPARE(report["ok"_L1].toInt() + report["warnings"_L1].toInt() + report["failures"_L1].toInt(),
                 int(checks.size()));
    }

    void theDoctorWarnsOfOpenSecrets()
    {
        QFile file(m_runner.folder() + u"/config/credentials"_s);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ReadOther);
        const Ran ran = m_runner.run({u"doctor"_s});
        QVERIFY2(ran.out.contains("can be read by others"), ran.out.constData());
        QVERIFY2(ran.out.contains("chmod 600"), ran.out.constData());
    }

    void theSameSeedSimulatesTheSamePoints()
    {
        const QStringList arguments{u"simulate"_s,     u"--stdout"_s,
                                    u"--satellites"_s, u"20"_s,
                                    u"--speed"_s,      u"max"_s,
                                    u"--duration"_s,   u"3"_s,
                                    u"--start"_s,      u"2026-11-21T14:00:00Z"_s,
                                    u"--seed"_s,       u"5"_s};
        const Ran one = m_runner.run(arguments);
        QVERIFY2(one.code == 0, one.err.constData());
        const auto lines = one.out.trimmed().split('\n');
        QVERIFY(lines.size() >= 3 * 20);
        for (const auto &line : lines)
            QVERIFY2(QJsonDocument::fromJson(line).object().contains("node_id"_L1), line.constData());
        QCOMPARE(m_runner.run(arguments).out, one.out.constData());
        QStringList other = arguments;
        other.last() = u"6"_s;
        QVERIFY(m_runner.run(other).out != one.out);
    }
};

DESK_TEST(TstCommandLine)
#include "tst_commandline.moc"
