// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/integration/commandrunner.h"
#include "tests/support/testprogram.h"

#include <QDir>
#include <QFile>
#include <QTest>

using namespace desk;
using namespace Qt::StringLiterals;

// constellation-desk --session as a process: what it refuses, before any window is seen.
class TstDeskSession : public QObject
{
    Q_OBJECT

    CommandRunner m_runner;

    QString in(const QString &name) const { return m_runner.folder() + u'/' + name; }

    Ran desk(const QStringList &arguments)
    {
        QProcess process;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"QT_QPA_PLATFORM"_s, u"offscreen"_s);
        environment.insert(u"HOME"_s, m_runner.folder());
        environment.insert(u"XDG_DATA_HOME"_s, in(u"share"_s));
        environment.insert(u"XDG_RUNTIME_DIR"_s, m_runner.folder());
        environment.insert(u"CONSTELLATION_CONFIG_DIR"_s, in(u"config"_s));
        process.setProcessEnvironment(environment);
        process.start(QStringLiteral(DESK_BIN_DIR "/constellation-desk"), arguments);
        return CommandRunner::finish(process);
    }

private Q_SLOTS:
    void init() { m_runner.clear(); }

    void whatIsNoRecordingIsRefused_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QByteArray>("word");
        QTest::addRow("missing") << u"none.desk"_s << QByteArray("none.desk");
        QTest::addRow("a folder") << u"folder.desk"_s << QByteArray("is a folder");
        QTest::addRow("a text") << u"text.desk"_s << QByteArray("text.desk");
        QTest::addRow("damaged") << u"damaged.desk"_s << QByteArray("damaged.desk");
        QTest::addRow("cut off") << u"cut.desk"_s << QByteArray("cut.desk");
    }
    void whatIsNoRecordingIsRefused()
    {
        QFETCH(QString, name);
        QFETCH(QByteArray, word);
        const Ran made = m_runner.run({u"import"_s, in(u"a.desk"_s), u"-"_s},
                                      "time,bus\n2026-11-21T13:00:00Z,1\n2026-11-21T13:01:00Z,2\n");
        QCOMPARE(made.code, 0);
        QFile whole(in(u"a.desk"_s));
        QVERIFY(whole.open(QIODevice::ReadOnly));
        const QByteArray bytes = whole.readAll();
        QByteArray damaged = bytes;
        damaged.replace(16, 2, "??"); // the size of its pages
        const std::pair<QString, QByteArray> files[]{{u"text.desk"_s, "no recording\n"},
                                                     {u"damaged.desk"_s, damaged},
                                                     {u"cut.desk"_s, bytes.left(bytes.size() / 3)}};
        for (const auto &[file, content] : files) {
            QFile out(in(file));
            QVERIFY(out.open(QIODevice::WriteOnly) && out.write(content) == content.size());
        }
        QVERIFY(QDir(m_runner.folder()).mkdir(u"folder.desk"_s));
        const Ran ran = desk({u"--session"_s, in(name), u"--exit-after"_s, u"30"_s});
        QVERIFY2(ran.code == 1, ran.err.constData());
        QVERIFY2(ran.err.contains(word), ran.err.constData());
    }

    void aRecordingIsOpened()
    {
        QCOMPARE(
            m_runner.run({u"import"_s, in(u"a.desk"_s), u"-"_s}, "time,bus\n2026-11-21T13:00:00Z,1\n").code,
            0);
        const Ran ran = desk({u"--session"_s, in(u"a.desk"_s), u"--exit-after"_s, u"1"_s});
        QVERIFY2(ran.code == 0, ran.err.constData());
    }

    void wrongUseIsSaid()
    {
        const Ran ran = desk({u"--session"_s});
        QCOMPARE(ran.code, 2);
        QVERIFY2(ran.err.contains("--session needs"), ran.err.constData());
    }
};

DESK_TEST(TstDeskSession)
#include "tst_desksession.moc"
