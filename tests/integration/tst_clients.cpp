// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/integration/commandrunner.h"
#include "tests/support/testprogram.h"

#include <QFile>
#include <QTest>
#include <QUrl>

using namespace desk;
using namespace Qt::StringLiterals;

// Foreign programs as they are installed, posting to `constellation serve`.
class TstClients : public QObject
{
    Q_OBJECT

    CommandRunner m_runner;
    std::unique_ptr<QProcess> m_server;

    void runs(const QString &program, const QStringList &arguments)
    {
        QProcess client;
        client.setWorkingDirectory(QStringLiteral(DESK_CLIENTS_DIR));
        client.start(program, arguments);
        QVERIFY2(client.waitForFinished(60'000), qPrintable(program + u": "_s + client.errorString()));
        QVERIFY2(client.exitStatus() == QProcess::NormalExit && client.exitCode() == 0,
                 QByteArray(client.readAllStandardError() + client.readAllStandardOutput()).constData());
    }

private Q_SLOTS:
    void init()
    {
        m_runner.clear();
        m_server = m_runner.serve();
        QVERIFY(m_server);
        QCOMPARE(m_runner.accepted(), qint64(0));
    }
    void cleanup()
    {
        m_server->terminate();
        QVERIFY(m_server->waitForFinished(20'000));
    }

    void curlPostsLineProtocol()
    {
        runs(u"curl"_s, {u"--fail"_s, u"--silent"_s, u"--show-error"_s, u"--data-binary"_s,
                         u"cpu,host=lab load=1\ncpu,host=lab load=2"_s, m_runner.url() + u"/write?db=lab"_s});
        QCOMPARE(m_runner.accepted(), qint64(2));
    }

    void theInfluxClientWrites()
    {
        runs(u"node"_s, {u"influx.mjs"_s, m_runner.url()});
        QCOMPARE(m_runner.accepted(), qint64(100));
    }

    void openTelemetryExportersSend()
    {
        runs(u"node"_s, {u"otlp.mjs"_s, m_runner.url()});
        QVERIFY(m_runner.accepted() >= 6); // three instruments by two exporters
    }

    void webSocketsAndEventSourcesGetWhatIsPosted()
    {
        runs(u"node"_s, {u"stream.mjs"_s, m_runner.url(), m_runner.token()});
    }

    void tokensOfAnIssuerByJoseAreJudged()
    {
        const QString keys = m_runner.folder() + u"/keys.json"_s;
        runs(u"node"_s, {u"jose.mjs"_s, u"keys"_s, keys});
        QFile config(m_runner.folder() + u"/config/config.toml"_s);
        QVERIFY(config.open(QIODevice::WriteOnly));
        config.write("[jwt]\nissuer = \"https://issuer.example\"\naudience = \"desk\"\njwks = \"" +
                     keys.toUtf8() + "\"\n");
        config.close();
        cleanup();
        m_server = m_runner.serve();
        QVERIFY(m_server);
        runs(u"node"_s,
             {u"jose.mjs"_s, u"post"_s, keys, m_runner.url(), u"https://issuer.example"_s, u"desk"_s});
        QCOMPARE(m_runner.accepted(), qint64(4));
    }

    void prometheusForwardsWhatItScrapes()
    {
        QFile file(m_runner.folder() + u"/prometheus.yml"_s);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(
            "global:\n  scrape_interval: 1s\n  scrape_timeout: 1s\nscrape_configs:\n  - job_name: desk\n"
            "    static_configs:\n      - targets: ['" +
            QUrl(m_runner.url()).authority().toUtf8() + "']\nremote_write:\n  - url: " +
            m_runner.url().toUtf8() + "/api/v1/write\n    queue_config:\n      batch_send_deadline: 1s\n");
        file.close();
        QProcess prometheus;
        prometheus.start(u"prometheus"_s, {u"--enable-feature=agent"_s, u"--config.file="_s + file.fileName(),
                                           u"--storage.agent.path="_s + m_runner.folder() + u"/agent"_s,
                                           u"--web.listen-address=127.0.0.1:0"_s});
        QVERIFY2(prometheus.waitForStarted(20'000), qPrintable(prometheus.errorString()));
        QTRY_VERIFY_WITH_TIMEOUT(m_runner.accepted() > 0, 60'000);
        prometheus.terminate();
        if (!prometheus.waitForFinished(20'000)) {
            prometheus.kill();
            prometheus.waitForFinished();
        }
    }
};

DESK_TEST(TstClients)
#include "tst_clients.moc"
