// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/integration/brokerclient.h"
#include "tests/integration/commandrunner.h"
#include "tests/support/testprogram.h"

#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>
#include <QUrl>

#include <cstdlib>
#include <fcntl.h>
#include <thread>
#include <unistd.h>

using namespace desk;
using namespace Qt::StringLiterals;

// `constellation worker` beside `constellation serve`, as processes.
class TstCommandLineWorker : public QObject
{
    Q_OBJECT

    CommandRunner m_runner;
    std::unique_ptr<QProcess> m_server;
    std::unique_ptr<QProcess> m_worker;

    HttpAnswer ask(const QByteArray &method, const QByteArray &target, const QByteArray &body = {}) const
    {
        const auto port = static_cast<std::uint16_t>(QUrl(m_runner.url()).port());
        return BrokerConnection(port).request(method, target, body);
    }
    QJsonObject workerLine()
    {
        while (!m_worker->canReadLine()) {
            if (!m_worker->waitForReadyRead(20'000))
                return {};
        }
        return QJsonDocument::fromJson(m_worker->readLine()).object();
    }
    QJsonObject startWorker(const QStringList &options)
    {
        m_worker = m_runner.start(QStringList{u"worker"_s} + options);
        return workerLine();
    }

private Q_SLOTS:
    void init()
    {
        m_runner.clear();
        m_server = m_runner.serve();
        QVERIFY(m_server);
    }
    void cleanup()
    {
        for (auto *process : {&m_worker, &m_server}) {
            if (!*process)
                continue;
            (*process)->terminate();
            QCOMPARE(CommandRunner::finish(**process).code, 0);
            process->reset();
        }
    }

    void aFolderOfSqliteFilesIsOwned()
    {
        QDir(m_runner.folder()).mkdir(u"files"_s);
        const QJsonObject ready =
            startWorker({u"--path"_s, u"/devices/db"_s, u"--sqlite"_s, m_runner.folder() + u"/files"_s});
        QCOMPARE(ready["event"_L1].toString(), u"ready"_s); // the instance of the data folder was found
        QCOMPARE(ready["path"_L1].toString(), u"/devices/db"_s);
        const auto made = ask("POST", "/devices/db/a.db", R"({"sql":"create table t(x) "})");
        QVERIFY2(made.status == 200, made.body.constData());
        QCOMPARE(
            ask("POST", "/devices/db/a.db", R"({"sql":"insert into t values(?) ","parameters":[7]})").status,
            200);
        const auto read = ask("GET", "/devices/db/a.db?sql=select+x+from+t");
        QCOMPARE(read.json()["rows"_L1].toArray(), (QJsonArray{QJsonArray{7}}));
        QCOMPARE(ask("GET", "/devices/other").status, 502); // it announced what it owns
    }

    void aSerialLineIsOwnedAndSurvivesItsController()
    {
        const int master = ::posix_openpt(O_RDWR | O_NOCTTY);
        QVERIFY(master >= 0 && ::grantpt(master) == 0 && ::unlockpt(master) == 0);
        const QString line = QString::fromLocal8Bit(::ptsname(master));
        const QString controller = [this] {
            const QString file = m_runner.folder() + u"/data/instance.json"_s;
            QFile info(file);
            return info.open(QIODevice::ReadOnly)
                       ? QJsonDocument::fromJson(info.readAll()).object()["workers"_L1].toString()
                       : QString();
        }();
        QVERIFY(controller.startsWith(u"ws://127.0.0.1:"_s));
        const QJsonObject ready = startWorker({u"--path"_s, u"/devices/x"_s, u"--serial"_s, line, u"--baud"_s,
                                               u"3000000"_s, u"--controller"_s, controller});
        QCOMPARE(ready["controller"_L1].toString(), controller);
        std::thread instrument([master] {
            char question[5];
            if (::read(master, question, sizeof question) == 5 && ::write(master, "LAB\n", 4) == 4)
                return;
        });
        QCOMPARE(ask("POST", "/devices/x?wait=5000&until=%0A", "*IDN?").body, QByteArray("LAB\n"));
        instrument.join();
        const Ran second = m_runner.run({u"worker"_s, u"--path"_s, u"/y"_s, u"--serial"_s, line});
        QCOMPARE(second.code, 1);
        QVERIFY(second.err.contains("another program holds it"));

        m_server->kill(); // and comes back at the same place
        m_server->waitForFinished();
        QCOMPARE(::write(master, "kept", 4), ssize_t(4));
        m_server =
            m_runner.start({u"serve"_s, u"--listen"_s, u"127.0.0.1:%1"_s.arg(QUrl(m_runner.url()).port()),
                            u"--workers"_s, u"127.0.0.1:%1"_s.arg(QUrl(controller).port()), u"--no-auth"_s});
        const QJsonObject again = workerLine();
        QCOMPARE(again["guid"_L1], ready["guid"_L1]);
        const auto kept = ask("GET", "/devices/x?since=4&wait=5000");
        QCOMPARE(kept.status, 200);
        QCOMPARE(kept.body, QByteArray("kept"));
        ::close(master);
    }

    void mistakesAreUsageErrors()
    {
        QCOMPARE(m_runner.run({u"worker"_s}).code, 2);
        QCOMPARE(m_runner.run({u"worker"_s, u"--path"_s, u"/x"_s}).code, 2);
        QCOMPARE(m_runner.run({u"worker"_s, u"--path"_s, u"x"_s, u"--sqlite"_s, u"."_s}).code, 2);
        QCOMPARE(
            m_runner.run({u"worker"_s, u"--path"_s, u"/x"_s, u"--sqlite"_s, u"."_s, u"--serial"_s, u"y"_s})
                .code,
            2);
        const Ran nowhere =
            m_runner.run({u"worker"_s, u"--path"_s, u"/x"_s, u"--sqlite"_s, u"/nothing/there"_s});
        QCOMPARE(nowhere.code, 1);
        QVERIFY(nowhere.err.contains("is no folder"));
        const Ran http = m_runner.run(
            {u"worker"_s, u"--path"_s, u"/x"_s, u"--sqlite"_s, u"/tmp"_s, u"--controller"_s, u"http://x"_s});
        QCOMPARE(http.code, 1);
        QVERIFY(http.err.contains("ws://127.0.0.1:8001"));
        const Ran refused =
            m_runner.run({u"serve"_s, u"--data"_s, m_runner.folder() + u"/other"_s, u"--workers"_s, u"x"_s});
        QCOMPARE(refused.code, 78);
    }
};

DESK_TEST(TstCommandLineWorker)

#include "tst_commandlineworker.moc"
