// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/datalink/httpclient.h"
#include "models/instance/instance.h"
#include "models/instance/remoteinstance.h"

#include <QTemporaryDir>
#include <QTest>

using namespace desk;

// A real server and a real subscriber to it, over a real socket.
class TstSubscription : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    SystemTimeService m_time;
    std::unique_ptr<Instance> m_instance;
    Instance::Ready m_ready;
    Configuration m_configuration;

    void start()
    {
        m_instance = std::make_unique<Instance>(Instance::Options{m_configuration, "test"}, m_time);
        const auto ready = m_instance->start();
        QVERIFY2(ready, ready ? "" : ready.error().message.c_str());
        m_ready = *ready;
        m_configuration.listenPort = ready->port; // the same address after a restart
    }

    void post(int points)
    {
        HttpClient client({m_ready.http, m_instance->token()});
        std::string body = "[";
        for (int i = 0; i < points; ++i)
            body += (i == 0 ? "" : ",") + ("{\"timestamp\":\"" + formatTimestamp(m_time.now())) +
                    "\",\"node_id\":\"sat-" + std::to_string(i % 50) +
                    "\",\"node_type\":\"satellite\",\"snr_db\":12.5,\"latency_ms\":3}";
        const auto answer = client.send("POST", "/api/v1/telemetry/batch", body + "]");
        QVERIFY2(answer && answer->isSuccess(),
                 answer ? answer->body.c_str() : answer.error().message.c_str());
    }

private Q_SLOTS:
    void init()
    {
        m_configuration = Configuration();
        m_configuration.dataFolder = m_folder.path().toStdString();
        m_configuration.listenPort = 0;
        start();
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
        start();
        for (int i = 0; i < 20; ++i)
            post(1000);
        QTRY_COMPARE_WITH_TIMEOUT(remote.counters().points, before + 20'000, 60'000);
        QVERIFY(remote.topology());
        QCOMPARE(remote.topology()->nodes.size(), std::size_t(50));
        for (const Event &event : remote.events().changesSince(0).events)
            QVERIFY2(event.code != EventCode::streamGap, event.detail.c_str());
        remote.stop();
    }

    void cleanup() { m_instance.reset(); }
};

QTEST_GUILESS_MAIN(TstSubscription)

#include "tst_subscription.moc"
