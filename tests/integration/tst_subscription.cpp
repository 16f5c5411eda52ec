// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/instance/remoteinstance.h"
#include "tests/support/instancetest.h"

#include <QTest>

using namespace desk;

// A real server and a real subscriber to it, over a real socket.
class TstSubscription : public InstanceTest
{
    Q_OBJECT

    Configuration m_configuration;

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

    void cleanup() { m_instance.reset(); }
};

QTEST_GUILESS_MAIN(TstSubscription)

#include "tst_subscription.moc"
