// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/integration/brokerclient.h"
#include "tests/integration/foreignworker.h"
#include "tests/support/instancetest.h"
#include "tests/support/testprogram.h"

#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonObject>
#include <QRandomGenerator>
#include <QSet>
#include <QTest>

using namespace desk;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

QByteArray fieldOf(const HttpAnswer &answer, const QByteArray &name)
{
    for (const QByteArray &line : answer.head.split('\n')) {
        if (line.toLower().startsWith(QByteArray(name + ':')))
            return line.mid(name.size() + 1).trimmed();
    }
    return {};
}

} // namespace

// A worker in another language behind the real server, over real sockets.
class TstOwnership : public InstanceTest
{
    Q_OBJECT

    HttpAnswer request(const QByteArray &method, const QByteArray &target, const QByteArray &body = {},
                       const QByteArray &fields = {}) const
    {
        return BrokerConnection(m_ready.port).request(method, target, body, fields);
    }
    // The answer to a HEAD, which has no body whatever its length says.
    QByteArray headOf(const QByteArray &target) const
    {
        QTcpSocket socket;
        socket.connectToHost(u"127.0.0.1"_s, m_ready.port);
        socket.write("HEAD " + target + " HTTP/1.1\r\n" + host() + "\r\n");
        QByteArray head;
        while (!head.endsWith("\r\n\r\n") && socket.waitForReadyRead(clientPatience))
            head += socket.readAll();
        return head;
    }
    QByteArray admin() const
    {
        return "X-API-Key: " + QByteArray::fromStdString(m_instance->token()) + "\r\n";
    }
    QJsonArray workers() const
    {
        return QJsonDocument::fromJson(request("GET", "/workers", {}, admin()).body).array();
    }
    std::unique_ptr<ForeignWorker> worker(const QStringList &options = {}) const
    {
        auto made = std::make_unique<ForeignWorker>(m_ready.workersPort, options);
        return made->isReady() ? std::move(made) : nullptr;
    }

private Q_SLOTS:
    void init()
    {
        forget();
        start();
    }
    void cleanup() { m_instance.reset(); }

    void aRequestReachesTheWorkerAsTheProtocolSays()
    {
        const auto peer = worker({u"--guid"_s, u"0123ABCD-4567-89ab-cdef-0123456789ab"_s});
        QVERIFY(peer);
        const auto answer =
            request("PATCH", "/devices/x?a=1&a=2", "hello",
                    admin() + "X-Own: 1\r\nX-Forwarded-For: 10.0.0.1\r\nConnection: X-Gone\r\n"
                              "X-Gone: 1\r\ntraceparent: 00-1-2-01\r\n");
        QCOMPARE(answer.status, 200);
        QCOMPARE(fieldOf(answer, "x-worker"), QByteArray("0123abcd-4567-89ab-cdef-0123456789ab"));
        const QJsonObject message = answer.json()["message"_L1].toObject();
        QCOMPARE(fieldOf(answer, "x-request"), message["GUID"_L1].toString().toLatin1());
        QCOMPARE(message["Method"_L1].toString(), u"PATCH"_s);
        QCOMPARE(message["Data"_L1].toString(), u"aGVsbG8="_s);
        QCOMPARE(message["TraceParent"_L1].toString(), u"00-1-2-01"_s);
        QCOMPARE(message["Url"_L1]["Url"_L1].toString(),
                 u"http://127.0.0.1:%1/devices/x?a=1&a=2"_s.arg(m_ready.port));
        const QJsonObject headers = message["Headers"_L1].toObject();
        QCOMPARE(headers["x-forwarded-for"_L1].toString(), u"10.0.0.1, 127.0.0.1"_s);
        QCOMPARE(headers["X-Own"_L1].toString(), u"1"_s);
        QVERIFY(!headers.contains("X-Gone"_L1) && !headers.contains("Connection"_L1));
        QVERIFY(!QJsonDocument(message).toJson().contains(m_instance->token().c_str()));
    }

    void aWorkersAnswerGoesThrough()
    {
        const auto peer = worker();
        QVERIFY(peer);
        const auto answer =
            request("GET", "/x?status=418&body=tea&type=text/plain&header=Set-Cookie:a&header="
                           "Set-Cookie:b&header=x-request:mine&header=x-worker:mine&header=Server:me"
                           "&header=Bad:a%0D%0AInjected:1&header=Content-Length:1");
        QCOMPARE(answer.status, 418);
        QCOMPARE(answer.body, QByteArray("tea"));
        QCOMPARE(fieldOf(answer, "content-type"), QByteArray("text/plain"));
        QCOMPARE(answer.head.count("Set-Cookie"), qsizetype(2));
        QCOMPARE(answer.head.count("Server:"), qsizetype(1));
        QVERIFY(!answer.head.contains("mine") && !answer.head.contains("Injected"));
        const auto plain = request("GET", "/x?numeric");
        QCOMPARE(plain.status, 200);
        QCOMPARE(request("GET", "/x?status=100").status, 502); // no answer to a request
        QVERIFY(headOf("/x?body=&header=Content-Length:77").contains("\r\nContent-Length: 77\r\n"));
        QCOMPARE(request("GET", "/x?status=204&body=odd").body, QByteArray());
    }

    void ownNamesStayOursAndAdminSeesWho()
    {
        const auto peer = worker();
        QVERIFY(peer);
        QCOMPARE(request("GET", "/api/v1/nothing").code(), u"NOT_FOUND"_s);
        QCOMPARE(request("GET", "/docs/nothing").code(), u"NOT_FOUND"_s);
        QCOMPARE(request("GET", "/favicon.ico").status, 404);
        QCOMPARE(request("POST", "/health").status, 405);
        QCOMPARE(request("GET", "/write").status, 405);
        QVERIFY(request("GET", "/").body.contains("node is operational"));
        QVERIFY(headOf("/").startsWith("HTTP/1.1 200 "));
        for (const char *path : {"/", "/workers", "/maps", "/x"}) {
            const auto wrong = request("GET", path, {}, "X-API-Key: constellationadmin\r\n");
            QCOMPARE(wrong.status, 401);
            QCOMPARE(wrong.json()["Error"_L1].toString(), u"AuthorizationFailed"_s);
        }
        QCOMPARE(request("GET", "/workers").json()["worker"_L1].toString(), u"python"_s); // like any path
        QCOMPARE(request("POST", "/maps", "x", admin()).json()["worker"_L1].toString(), u"python"_s);
        const QJsonArray list = workers();
        QCOMPARE(list.size(), 1);
        const QJsonObject one = list[0].toObject();
        QCOMPARE(one.keys(), (QStringList{u"AddedUtc"_s, u"GUID"_s, u"Healthy"_s, u"Ip"_s,
                                          u"LastMessageUtc"_s, u"Port"_s}));
        QCOMPARE(one["Healthy"_L1].toBool(), true);
        const auto maps =
            request("GET", "/maps", {},
                    "Authorization: Bearer " + QByteArray::fromStdString(m_instance->token()) + "\r\n");
        QCOMPARE(maps.json()[one["GUID"_L1].toString()].toArray(), (QJsonArray{u"/maps"_s, u"/workers"_s}));
        QVERIFY(!fieldOf(maps, "x-request").isEmpty());
    }

    void withoutAWorkerTheCallerIsTold()
    {
        const auto none = request("GET", "/devices/x?a=1");
        QCOMPARE(none.status, 502);
        QCOMPARE(none.json()["Error"_L1].toString(), u"BadGateway"_s);
        QCOMPARE(none.json()["StatusCode"_L1].toInt(), 502);
        QCOMPARE(none.json()["Description"_L1].toString(),
                 u"No workers available for resource /devices/x."_s);
        QVERIFY(!fieldOf(none, "x-request").isEmpty());
        QVERIFY(fieldOf(none, "x-worker").isEmpty());
        const auto peer = worker();
        QVERIFY(peer);
        const auto died = request("GET", "/devices/x?die");
        QCOMPARE(died.status, 502);
        QCOMPARE(died.json()["Description"_L1].toString(),
                 u"Unable to proxy request for resource /devices/x."_s);
    }

    void twentyConcurrentFirstRequestsReachOneWorker()
    {
        std::vector<std::unique_ptr<ForeignWorker>> peers;
        for (int i = 0; i < 4; ++i)
            peers.push_back(worker({u"--name"_s, u"w%1"_s.arg(i)}));
        std::vector<std::unique_ptr<BrokerConnection>> clients;
        for (int i = 0; i < 20; ++i)
            clients.push_back(std::make_unique<BrokerConnection>(m_ready.port));
        for (const auto &client : clients)
            client->send("GET", "/same?ms=50");
        QSet<QString> names;
        for (const auto &client : clients)
            names << client->receive().json()["worker"_L1].toString();
        QCOMPARE(names.size(), 1);
        QVERIFY(!names.contains(QString()));
        qsizetype asked = 0;
        for (const auto &peer : peers)
            asked += peer->seen("/same");
        QCOMPARE(asked, qsizetype(20));
    }

    void aLateAnswerReachesNobodyElse()
    {
        Configuration c = configuration();
        c.proxyTimeout = 1s;
        start(c);
        const auto peer = worker();
        QVERIFY(peer);
        BrokerConnection client(m_ready.port);
        for (int i = 0; i < 3; ++i) {
            const auto late = client.request("GET", "/x?ms=1300&body=late");
            QCOMPARE(late.status, 408);
            QCOMPARE(late.json()["Error"_L1].toString(), u"Timeout"_s);
            const auto own =
                client.request("GET", "/x?ms=500&body=own" + QByteArray::number(i)); // while it comes
            QCOMPARE(own.status, 200);
            QCOMPARE(own.body, QByteArray("own" + QByteArray::number(i)));
        }
        QVERIFY(request("GET", "/metrics").body.contains("\nconstellation_responses_pending 3"));
        QCOMPARE(client.request("GET", "/x?twice&body=first").body, QByteArray("first"));
        QCOMPARE(client.request("GET", "/x?body=next").body, QByteArray("next"));
    }

    void aDeadWorkersPathsMoveWithinASecond()
    {
        auto first = worker({u"--name"_s, u"first"_s});
        QVERIFY(first);
        QCOMPARE(request("GET", "/x").json()["worker"_L1].toString(), u"first"_s);
        const auto second = worker({u"--name"_s, u"second"_s});
        QVERIFY(second);
        QCOMPARE(request("GET", "/x").json()["worker"_L1].toString(), u"first"_s); // it moves nothing
        QElapsedTimer clock;
        clock.start();
        first->kill();
        while (request("GET", "/x").json()["worker"_L1].toString() != u"second"_s)
            QVERIFY2(clock.elapsed() < 1000, "the path did not move");
    }

    void aSilentWorkerLosesItsPathsAndReturns()
    {
        const auto silent = worker({u"--name"_s, u"silent"_s});
        QVERIFY(silent);
        QCOMPARE(request("GET", "/x").json()["worker"_L1].toString(), u"silent"_s);
        const auto other = worker({u"--name"_s, u"other"_s});
        QVERIFY(other);
        QElapsedTimer clock;
        clock.start();
        silent->signal(SIGSTOP);
        while (workers()[0]["Healthy"_L1].toBool()) {
            QVERIFY2(clock.elapsed() < 7'500, "it is still taken for healthy");
            QTest::qWait(20);
        }
        QCOMPARE(request("GET", "/x").json()["worker"_L1].toString(), u"other"_s);
        silent->signal(SIGCONT);
        QTRY_VERIFY(workers()[0]["Healthy"_L1].toBool());
    }

    void noRequestIsLostWhileWorkersAreKilled()
    {
        std::vector<std::unique_ptr<ForeignWorker>> peers(4);
        for (auto &peer : peers)
            peer = std::make_unique<ForeignWorker>(m_ready.workersPort);
        for (auto &peer : peers)
            QVERIFY(peer->isReady());
        std::vector<std::unique_ptr<BrokerConnection>> clients;
        for (int i = 0; i < 8; ++i)
            clients.push_back(std::make_unique<BrokerConnection>(m_ready.port));
        auto *random = QRandomGenerator::global();
        const int seconds = qEnvironmentVariableIntValue("DESK_KILL_SECONDS");
        QElapsedTimer clock;
        clock.start();
        qint64 nextKill = 300;
        int good = 0;
        int refused = 0;
        int number = 0;
        while (clock.elapsed() < (seconds > 0 ? seconds : 6) * 1000) {
            std::vector<QByteArray> expected;
            std::vector<std::optional<HttpAnswer>> answers(clients.size());
            // The others are with their workers when the first is answered.
            const bool kills = clock.elapsed() > nextKill;
            for (const auto &client : clients) {
                expected.push_back(QByteArray::number(++number));
                client->send("GET", "/" + QByteArray::number(number % 40) +
                                        (kills && client != clients[0] ? "?ms=300&body=" : "?ms=5&body=") +
                                        expected.back());
            }
            if (kills) {
                answers[0] = clients[0]->receive();
                auto &victim = peers[random->bounded(quint32(peers.size()))];
                victim->kill();
                victim = std::make_unique<ForeignWorker>(m_ready.workersPort);
                nextKill = clock.elapsed() + random->bounded(200, 600);
            }
            for (std::size_t i = 0; i < clients.size(); ++i) {
                const auto answer = answers[i] ? *answers[i] : clients[i]->receive();
                if (answer.status == 200) {
                    QCOMPARE(answer.body, expected[i]); // nobody else's
                    ++good;
                } else {
                    QVERIFY2(answer.status == 502 || answer.status == 408, answer.head.constData());
                    ++refused;
                }
            }
        }
        QVERIFY2(good > 500 && refused > 0, qPrintable(u"%1 good, %2 refused"_s.arg(good).arg(refused)));
        qInfo("%d answered, %d refused", good, refused);
    }

    void aThousandWorkersAreServed()
    {
        constexpr int count = 1000;
        const auto peers = worker({u"--count"_s, QString::number(count)});
        QVERIFY(peers);
        QCOMPARE(workers().size(), count);
        BrokerConnection client(m_ready.port);
        QSet<QString> names;
        for (int i = 0; i < count; ++i)
            names << client.request("GET", "/p" + QByteArray::number(i)).json()["worker"_L1].toString();
        QCOMPARE(names.size(), count);
        QTest::qWait(4'500); // two heartbeats each
        int healthy = 0;
        const QJsonArray list = workers();
        for (const auto &each : list)
            healthy += each["Healthy"_L1].toBool() ? 1 : 0;
        QCOMPARE(healthy, count);
        const auto snapshot = m_instance->ownership()->ownership();
        QCOMPARE(snapshot->workers.size(), std::size_t(count));
        QCOMPARE(snapshot->pinsInAll, std::size_t(count));
    }

    void thePortOfWorkersSpeaksNoHttp()
    {
        const auto ask = [this](const QByteArray &bytes) { return exchange(m_ready.workersPort, bytes); };
        const QByteArray host = "Host: 127.0.0.1:" + QByteArray::number(m_ready.workersPort) + "\r\n";
        QCOMPARE(ask("GET / HTTP/1.1\r\n" + host + "\r\n").status, 400);
        QCOMPARE(ask("POST /x HTTP/1.1\r\n" + host + "Content-Length: 1\r\n\r\nx").status, 400);
        QCOMPARE(ask("GET / HTTP/1.1\r\nHost: elsewhere\r\n\r\n").status, 400);
        const QByteArray upgrade =
            "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
            "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n";
        QCOMPARE(ask("GET / HTTP/1.1\r\n" + host + upgrade + "Origin: http://evil.example\r\n\r\n").status,
                 403);
        QCOMPARE(ask("GET / HTTP/1.1\r\nHost: evil.example\r\n" + upgrade + "\r\n").status, 421);
        QCOMPARE(ask("GET / HTTP/1.1\r\n" + host + upgrade + "X-API-Key: wrong\r\n\r\n").status, 401);
        QCOMPARE(workers().size(), 0);
    }

    void theDoorsCanBeClosed()
    {
        Configuration c = configuration();
        c.loopbackNeedsToken = true;
        start(c);
        const auto refused = request("GET", "/x");
        QCOMPARE(refused.status, 401);
        QCOMPARE(refused.json()["Error"_L1].toString(), u"AuthorizationFailed"_s);
        QCOMPARE(request("GET", "/x", {}, admin()).status, 502);
        c.workers = false;
        start(c);
        QVERIFY(m_ready.workers.empty());
        QCOMPARE(request("GET", "/x", {}, admin()).code(), u"NOT_FOUND"_s);
    }

    void withoutCompatibilityItsNamesAreForWorkers()
    {
        Configuration c = configuration();
        c.compatibility = false;
        start(c);
        const auto peer = worker();
        QVERIFY(peer);
        for (const char *path : {"/ping", "/write", "/query", "/v1/metrics", "/telemetry", "/produce",
                                 "/consume", "/ack", "/topics", "/topics/x", "/status", "/stats"})
            QCOMPARE(request("POST", path, "x").json()["worker"_L1].toString(), u"python"_s);
    }

    void largeBodiesGoBothWays()
    {
        const auto peer = worker();
        QVERIFY(peer);
        const QByteArray body(20 << 20, 'x');
        const auto answer = request("POST", "/x", body);
        QCOMPARE(answer.status, 200);
        QCOMPARE(QByteArray::fromBase64(answer.json()["message"_L1]["Data"_L1].toString().toLatin1()), body);
    }

    void figuresAreCounted()
    {
        const auto peer = worker();
        QVERIFY(peer);
        request("GET", "/x");
        request("GET", "/x");
        request("BREW", "/y");
        const QByteArray text = request("GET", "/metrics").body;
        for (const char *line :
             {"constellation_proxy_requests_total{http_request_method=\"GET\",outcome=\"success\"} 2",
              "constellation_proxy_requests_total{http_request_method=\"_OTHER\",outcome=\"success\"} 1",
              "constellation_proxy_request_duration_seconds_count 3",
              "constellation_placement_decisions_total{decision=\"pinned\"} 1",
              "constellation_placement_decisions_total{decision=\"assigned\"} 2",
              "constellation_resources_mapped 2", "constellation_workers{state=\"healthy\"} 1",
              "constellation_workers_events_total{event=\"connected\"} 1",
              "constellation_heartbeats_total{outcome=\"success\"} 1", "constellation_responses_pending 0"})
            QVERIFY2(text.contains(QByteArray("\n" + QByteArray(line) + "\n")), line);
    }
};

DESK_TEST(TstOwnership)

#include "tst_ownership.moc"
