// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/instance/remoteinstance.h"
#include "tests/support/instancetest.h"
#include "tests/support/testprogram.h"

#include <QTest>

using namespace desk;

// A real server and a real subscriber to it, over a real socket.
class TstSubscription : public InstanceTest
{
    Q_OBJECT

    Configuration m_configuration;
    QTemporaryDir m_other; // data folder of a window that is not the server's

    void startTls()
    {
        forget();
        m_configuration = configuration();
        m_configuration.tls = true;
        start(m_configuration);
        QVERIFY(m_ready.http.starts_with("https://"));
    }

    void post(int points)
    {
        std::string body = "[";
        for (int i = 0; i < points; ++i)
            body += (i == 0 ? "" : ",") + ("{\"timestamp\":\"" + formatTimestamp(m_time.now())) +
                    "\",\"node_id\":\"sat-" + std::to_string(i % 50) +
                    "\",\"node_type\":\"satellite\",\"snr_db\":12.5,\"latency_ms\":3}";
        const HttpResponse answer = send("POST", "/api/v1/telemetry/batch", body + "]");
        QVERIFY2(answer.isSuccess(), answer.body.c_str());
    }

private Q_SLOTS:
    void init()
    {
        m_configuration = configuration();
        start(m_configuration);
        m_configuration.listenPort = m_ready.port; // the same address after a restart
    }

    void aRestartOfTheServerLosesNothingAndDoublesNothing()
    {
        const auto owner = RemoteServer::ownerOf(m_configuration);
        QVERIFY(owner);
        QCOMPARE(owner->url, m_ready.http);
        QCOMPARE(owner->token, m_instance->token());
        RemoteInstance remote(*owner, m_configuration, m_time);
        QVERIFY(remote.start());
        QTRY_VERIFY(remote.serverStatus().state == DataLinkState::up);
        for (int i = 0; i < 10; ++i)
            post(1000);
        QTRY_VERIFY_WITH_TIMEOUT(remote.counters().points >= 10'000, 20'000);
        const auto before = remote.counters().points; // with what was shown of the past
        m_instance->stop();
        QTRY_VERIFY_WITH_TIMEOUT(remote.serverStatus().state == DataLinkState::down, 20'000);
        start(m_configuration);
        for (int i = 0; i < 20; ++i)
            post(1000);
        QTRY_COMPARE_WITH_TIMEOUT(remote.counters().points, before + 20'000, 60'000);
        QVERIFY(remote.topology());
        QCOMPARE(remote.topology()->nodes.size(), std::size_t(50));
        for (const Event &event : remote.events().changesSince(0).events)
            QVERIFY2(event.code != EventCode::streamGap, event.detail.c_str());
        remote.stop();
    }

    void aSelfMadeCertificateIsTrustedWhereItIsNamed_data()
    {
        QTest::addColumn<QString>("how");
        for (const char *how : {"by --ca", "by CONSTELLATION_CA", "by the own data folder", "as its owner"})
            QTest::addRow("%s", how) << QString::fromLatin1(how);
    }
    void aSelfMadeCertificateIsTrustedWhereItIsNamed()
    {
        QFETCH(QString, how);
        startTls();
        Configuration window = m_configuration;
        if (how == u"by --ca" || how == u"by CONSTELLATION_CA")
            window.dataFolder = m_other.path().toStdString();
        if (how == u"by CONSTELLATION_CA")
            qputenv("CONSTELLATION_CA", QByteArray::fromStdString(certificate()));
        auto server = how == u"as its owner" ? RemoteServer::ownerOf(window)
                                             : RemoteServer::choose(m_ready.http, window,
                                                                    how == u"by --ca" ? certificate() : "");
        QVERIFY2(server, server ? "" : server.error().message.c_str());
        QCOMPARE(server->caFile, certificate());
        server->token = m_instance->token();
        RemoteInstance remote(*server, window, m_time);
        QVERIFY(remote.start());
        QTRY_VERIFY(remote.serverStatus().state == DataLinkState::up);
        post(1000); // by the stream, what was before by requests
        QTRY_COMPARE_WITH_TIMEOUT(remote.counters().points, quint64(1000), 20'000);
        remote.stop();
    }

    void aCertificateThatNobodyNamedIsRefusedWithTheRemedy()
    {
        startTls();
        Configuration window = m_configuration;
        window.dataFolder = m_other.path().toStdString();
        auto server = RemoteServer::choose(m_ready.http, window);
        QVERIFY(server);
        QCOMPARE(server->caFile, std::string());
        server->token = m_instance->token();
        RemoteInstance remote(*server, window, m_time);
        QVERIFY(remote.start());
        const auto said = [&] {
            const DataLinkStatus status = remote.serverStatus();
            return status.state == DataLinkState::down &&
                   status.reason.find("certificate is not trusted") != std::string::npos &&
                   status.reason.find("--ca") != std::string::npos;
        };
        QTRY_VERIFY(said());
        QCOMPARE(remote.counters().points, quint64(0));
        remote.stop();
    }

    void aFileOfCertificatesThatIsNoneIsNamed()
    {
        const auto refused = RemoteServer::choose("https://127.0.0.1:1", m_configuration, "/no/such.pem");
        QVERIFY(!refused);
        QCOMPARE(refused.error().field, std::string("ca"));
        QVERIFY(refused.error().message.find("/no/such.pem is no file; --ca") != std::string::npos);
    }

    void cleanup()
    {
        qunsetenv("CONSTELLATION_CA");
        m_instance.reset();
    }
};

DESK_TEST(TstSubscription)

#include "tst_subscription.moc"
