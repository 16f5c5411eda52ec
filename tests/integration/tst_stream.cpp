// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/instancetest.h"
#include "tests/support/testprogram.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSignalSpy>
#include <QTcpSocket>
#include <QTest>
#include <QWebSocket>
#include <QWebSocketHandshakeOptions>

#include <thread>

using namespace desk;
using namespace Qt::StringLiterals;

namespace {

// A subscriber as a program of somebody else would be one.
struct Client
{
    QWebSocket socket;
    QList<QJsonObject> messages;
    QList<QJsonArray> points;

    explicit Client(const Instance::Ready &ready, const std::string &token)
    {
        QObject::connect(&socket, &QWebSocket::textMessageReceived, &socket, [this](const QString &text) {
            const QJsonObject message = QJsonDocument::fromJson(text.toUtf8()).object();
            messages << message;
            if (message["op"_L1] != "batch"_L1)
                return;
            for (const QJsonValue point : message["points"_L1].toArray())
                points << point.toArray();
        });
        QNetworkRequest request(
            QUrl(u"ws://127.0.0.1:"_s + QString::number(ready.port) + u"/api/v1/stream"_s));
        request.setRawHeader("Authorization", "Bearer " + QByteArray::fromStdString(token));
        QWebSocketHandshakeOptions options;
        options.setSubprotocols({u"constellation.stream.v1"_s});
        socket.open(request, options);
    }
    void say(const char *json) { socket.sendTextMessage(QString::fromLatin1(json)); }
    [[nodiscard]] QList<QJsonObject> ofOp(QLatin1String op) const
    {
        QList<QJsonObject> some;
        for (const QJsonObject &message : messages) {
            if (message["op"_L1] == op)
                some << message;
        }
        return some;
    }
};

} // namespace

// The live streams of the real server over real sockets.
class TstStream : public InstanceTest
{
    Q_OBJECT

    void post(const std::string &node, int from, int count) const
    {
        std::string body = "[";
        for (int i = 0; i < count; ++i)
            body += std::string(i ? "," : "") +
                    "{\"timestamp\":\"2026-11-21T14:03:07Z\",\"node_type\":\"satellite\",\"node_id\":\"" +
                    node + "\",\"latency_ms\":2,\"snr_db\":" + std::to_string(from + i) + "}";
        QCOMPARE(send("POST", "/api/v1/telemetry/batch", body + "]").status, 200);
    }

private Q_SLOTS:
    void init() { start(); }
    void cleanup() { m_instance.reset(); }

    void aSubscriberGetsWhatItAskedForAndNothingElse()
    {
        Client client(m_ready, m_instance->token());
        QTRY_COMPARE(client.socket.state(), QAbstractSocket::ConnectedState);
        QCOMPARE(client.socket.subprotocol(), u"constellation.stream.v1"_s);
        client.say(R"({"op":"subscribe","id":7,"nodes":["live-*"],"metrics":["snr_db"]})");
        QTRY_COMPARE(client.ofOp("subscribed"_L1).size(), 1);
        const qint64 next = client.ofOp("subscribed"_L1)[0]["next_seq"_L1].toInteger();
        post("live-1", 0, 3);
        post("other", 0, 3);
        post("live-2", 5, 1);
        QTRY_COMPARE(client.points.size(), 4);
        const QJsonArray first = client.points[0];
        QCOMPARE(first[0].toInteger(), next);
        QCOMPARE(first[1].toString(), u"live-1"_s);
        QVERIFY(first[2].isNull());
        QCOMPARE(first[3].toString(), u"snr_db"_s);
        QCOMPARE(first[4].toString(), u"1795269787000000000"_s);
        QCOMPARE(first[5].toDouble(), 0.0);
        QVERIFY(first[6].isString());
        QCOMPARE(client.points[3][0].toInteger(), next + 6);
        QCOMPARE(client.ofOp("batch"_L1)[0]["id"_L1].toInt(), 7);
        client.say(R"({"op":"ping"})");
        QTRY_COMPARE(client.ofOp("pong"_L1).size(), 1);
    }

    void aSubscriberResumesAcrossARestartWithoutALoss()
    {
        post("r", 0, 1000);
        start();
        post("r", 1000, 500);
        Client client(m_ready, m_instance->token());
        QTRY_COMPARE(client.socket.state(), QAbstractSocket::ConnectedState);
        client.say(R"({"op":"subscribe","id":1,"nodes":["r"],"metrics":["snr_db"],"since_seq":0})");
        QTRY_VERIFY(client.points.size() >= 1500);
        post("r", 1500, 10);
        QTRY_COMPARE(client.points.size(), 1510);
        for (int i = 0; i < 1510; ++i)
            QCOMPARE(client.points[i][5].toInt(), i);
        QVERIFY(client.ofOp("gap"_L1).isEmpty());
    }

    void wrongCommandsAreAnsweredAndTheConnectionLives()
    {
        Client client(m_ready, m_instance->token());
        QTRY_COMPARE(client.socket.state(), QAbstractSocket::ConnectedState);
        client.say("{");
        client.say(R"({"op":"subscribe","id":1,"mode":"newest"})");
        client.say(R"({"op":"unsubscribe","id":9})");
        QTRY_COMPARE(client.ofOp("error"_L1).size(), 3);
        QVERIFY(client.ofOp("error"_L1)[1]["message"_L1].toString().contains("latest"_L1));
        QCOMPARE(client.socket.state(), QAbstractSocket::ConnectedState);
    }

    void theServersEndClosesWith1001()
    {
        Client client(m_ready, m_instance->token());
        QTRY_COMPARE(client.socket.state(), QAbstractSocket::ConnectedState);
        QSignalSpy closed(&client.socket, &QWebSocket::disconnected);
        std::thread stopping([this] { m_instance->stop(); });
        QTRY_COMPARE(closed.size(), 1);
        stopping.join();
        QCOMPARE(int(client.socket.closeCode()), 1001);
    }

    void aTokenThatIsMissingOpensNothing()
    {
        HttpClient stranger({m_ready.http, "wrong"});
        for (const char *path : {"/api/v1/stream", "/api/v1/telemetry/stream", "/api/v1/telemetry"}) {
            const auto response = stranger.send("GET", path);
            QVERIFY(response);
            QCOMPARE(response->status, 401);
        }
        QCOMPARE(send("GET", "/api/v1/stream").status, 426); // not asked for a WebSocket
    }

    void serverSentEventsResumeByTheirId()
    {
        post("sse", 0, 5);
        QTcpSocket socket;
        socket.connectToHost(u"127.0.0.1"_s, m_ready.port);
        QVERIFY(socket.waitForConnected(5000));
        socket.write("GET /api/v1/telemetry/stream?nodes=sse&metrics=snr_db HTTP/1.1\r\nHost: 127.0.0.1:" +
                     QByteArray::number(m_ready.port) + "\r\nLast-Event-ID: 0\r\nAuthorization: Bearer " +
                     QByteArray::fromStdString(m_instance->token()) + "\r\n\r\n");
        QByteArray all;
        QTRY_VERIFY((all += socket.readAll()).contains("\"sse\",null,\"snr_db\""));
        QVERIFY(all.contains("Content-Type: text/event-stream"));
        QVERIFY(all.contains("retry: 2000\n\n"));
        post("sse", 5, 1);
        QTRY_COMPARE((all += socket.readAll()).count("\"sse\",null,\"snr_db\""), 6);
        const QByteArray last = all.mid(all.lastIndexOf("id: ") + 4);
        QVERIFY(last.left(last.indexOf('\n')).toLongLong() >= 6);
    }

    void historyIsReadAndReducedToRealValues()
    {
        post("h", 0, 50);
        const auto all = QJsonDocument::fromJson(
            QByteArray::fromStdString(send("GET", "/api/v1/telemetry?node_id=h&metric=snr_db").body));
        QCOMPARE(all["series"_L1].toArray().size(), 1);
        QCOMPARE(all["series"_L1][0]["encoding"_L1].toString(), u"raw"_s);
        QCOMPARE(all["series"_L1][0]["points"_L1].toArray().size(), 50);
        const auto few = QJsonDocument::fromJson(QByteArray::fromStdString(
            send("GET", "/api/v1/telemetry?node_id=h&metric=snr_db&max_points=2").body));
        QCOMPARE(few["series"_L1][0]["encoding"_L1].toString(), u"minmax"_s);
        QCOMPARE(few["series"_L1][0]["points"_L1][0][1].toInt(), 0);
        QCOMPARE(few["series"_L1][0]["points"_L1][1][1].toInt(), 49);
        QVERIFY(send("GET", "/api/v1/telemetry?node_id=h&format=csv").body.starts_with("node_id,dst,metric"));
        QCOMPARE(send("GET", "/api/v1/telemetry?start=yesterday").status, 422);
    }

    void topologyChangesAreTold()
    {
        Client client(m_ready, m_instance->token());
        QTRY_COMPARE(client.socket.state(), QAbstractSocket::ConnectedState);
        post("fresh-node", 0, 1);
        QTRY_VERIFY(!client.ofOp("topology"_L1).isEmpty());
        QVERIFY(QJsonDocument(client.ofOp("topology"_L1).last()).toJson().contains("fresh-node"));
    }
};

DESK_TEST(TstStream)
#include "tst_stream.moc"
