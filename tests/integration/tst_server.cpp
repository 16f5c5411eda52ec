// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/instancetest.h"
#include "tests/support/testprogram.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

using namespace desk;
using namespace Qt::StringLiterals;

namespace {

QByteArray point(const QByteArray &node, double snr)
{
    return "{\"timestamp\":\"2026-11-21T14:03:07Z\",\"node_id\":\"" + node +
           "\",\"node_type\":\"satellite\",\"snr_db\":" + QByteArray::number(snr) + "}";
}

} // namespace

// The real server over a real socket.
class TstServer : public InstanceTest
{
    Q_OBJECT

    HttpAnswer request(const QByteArray &method, const QByteArray &target, const QByteArray &body = {},
                       const QByteArray &fields = {}, bool authorized = true) const
    {
        QByteArray bytes = method + " " + target + " HTTP/1.1\r\n" + host();
        if (authorized)
            bytes += authorization();
        if (method == "POST" || method == "PUT")
            bytes += "Content-Length: " + QByteArray::number(body.size()) + "\r\n";
        return exchange(m_ready.port, bytes + fields + "\r\n" + body);
    }

private Q_SLOTS:
    void init() { start(configuration()); }
    void cleanup() { m_instance.reset(); }

    void aPointIsTakenNumberedAndShown()
    {
        const HttpAnswer answer = request("POST", "/api/v1/telemetry", point("sat-1", 12.5));
        QCOMPARE(answer.status, 200);
        QVERIFY(answer.json()["success"_L1].toBool());
        QVERIFY(answer.json()["telemetry_id"_L1].toString().startsWith("tel-sat-1-"_L1));
        QVERIFY(answer.json()["received_at"_L1].toString().endsWith('Z'_L1));
        const auto shown = m_instance->displayQueue().take();
        QVERIFY(!shown.empty());
        QCOMPARE(shown.back()->value[0], 12.5);
        QVERIFY(shown.back()->firstSequence > 0);
        QVERIFY(has(shown.back()->quality[0], Quality::backFilled) ||
                has(shown.back()->quality[0], Quality::clockAhead));
        QTRY_VERIFY(m_instance->topology()->nodes.size() >= 1); // learned from telemetry
    }

    void aBatchIsAllOrNothingUnlessPartial()
    {
        const QByteArray mixed =
            "[" + point("p-1", 1) + "," + point("p-2", 2).replace("satellite", "toaster") + "]";
        const HttpAnswer refused = request("POST", "/api/v1/telemetry/batch", mixed);
        QCOMPARE(refused.status, 422);
        QCOMPARE(refused.code(), u"VALIDATION_ERROR"_s);
        QVERIFY(refused.message().contains("element 1"_L1));
        QVERIFY(refused.message().contains("node_type"_L1));
        QVERIFY(!refused.closes());
        QCOMPARE(m_instance->counters().points, quint64(0));
        const HttpAnswer partial = request("POST", "/api/v1/telemetry/batch?partial=true", mixed);
        QCOMPARE(partial.status, 200);
        QCOMPARE(partial.json()["count"_L1].toInt(), 1);
        QCOMPARE(partial.json()["rejected"_L1].toArray().size(), 1);
        QCOMPARE(partial.json()["rejected"_L1][0]["field"_L1].toString(), u"node_type"_s);
    }

    void moreThanAThousandPointsAreCutOffAndSaidSo()
    {
        QByteArray body = "[" + point("many", 0);
        for (int i = 1; i < 1005; ++i)
            body += "," + point("many", i);
        const HttpAnswer answer = request("POST", "/api/v1/telemetry/batch", body + "]");
        QCOMPARE(answer.status, 200);
        QCOMPARE(answer.json()["count"_L1].toInt(), 1000);
        QVERIFY(answer.head.contains("X-Truncated: 5"));
    }

    void aKeyedBatchIsTakenOnceEvenAcrossARestart()
    {
        const QByteArray key = "Idempotency-Key: once\r\n";
        const HttpAnswer first =
            request("POST", "/api/v1/telemetry/batch", "[" + point("once", 1) + "]", key);
        const HttpAnswer again =
            request("POST", "/api/v1/telemetry/batch", "[" + point("once", 1) + "]", key);
        QCOMPARE(again.body, first.body);
        QVERIFY(again.head.contains("Idempotency-Replayed: true"));
        QCOMPARE(m_instance->counters().points, quint64(1));
        start(configuration());
        const HttpAnswer later =
            request("POST", "/api/v1/telemetry/batch", "[" + point("once", 1) + "]", key);
        QCOMPARE(later.body, first.body);
        QCOMPARE(m_instance->counters().points, quint64(0));
    }

    void refusalsSayWhy_data()
    {
        QTest::addColumn<QByteArray>("method");
        QTest::addColumn<QByteArray>("target");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QByteArray>("fields");
        QTest::addColumn<int>("status");
        QTest::addColumn<QString>("code");
        QTest::addColumn<QString>("says");
        QTest::addRow("malformed") << QByteArray("POST") << QByteArray("/api/v1/telemetry")
                                   << QByteArray("{\"node_id\": }") << QByteArray() << 422
                                   << u"VALIDATION_ERROR"_s << u"byte"_s;
        QTest::addRow("unknown path") << QByteArray("GET") << QByteArray("/api/v1/nothing") << QByteArray()
                                      << QByteArray() << 404 << u"NOT_FOUND"_s << u"/api/v1/nothing"_s;
        QTest::addRow("wrong method")
            << QByteArray("DELETE") << QByteArray("/api/v1/telemetry") << QByteArray() << QByteArray() << 405
            << u"METHOD_NOT_ALLOWED"_s << u"POST"_s;
        QTest::addRow("compressed") << QByteArray("POST") << QByteArray("/api/v1/telemetry")
                                    << QByteArray("x") << QByteArray("Content-Encoding: gzip\r\n") << 415
                                    << u"UNSUPPORTED_MEDIA_TYPE"_s << u"gzip"_s;
        QTest::addRow("foreign origin") << QByteArray("GET") << QByteArray("/health") << QByteArray()
                                        << QByteArray("Origin: http://evil.example\r\n") << 403
                                        << u"AUTHORIZATION_ERROR"_s << u"Origin"_s;
        QTest::addRow("topology not json")
            << QByteArray("PUT") << QByteArray("/api/v1/topology/") << QByteArray("nodes") << QByteArray()
            << 422 << u"VALIDATION_ERROR"_s << u""_s;
    }
    void refusalsSayWhy()
    {
        QFETCH(QByteArray, method);
        QFETCH(QByteArray, target);
        QFETCH(QByteArray, body);
        QFETCH(QByteArray, fields);
        QFETCH(int, status);
        QFETCH(QString, code);
        QFETCH(QString, says);
        const HttpAnswer answer = request(method, target, body, fields);
        QCOMPARE(answer.status, status);
        QCOMPARE(answer.code(), code);
        QVERIFY2(answer.message().contains(says), qPrintable(answer.message()));
    }

    void aBodyThatIsTooLargeIsRefusedBeforeItIsRead()
    {
        const QByteArray head =
            "POST /api/v1/telemetry/batch HTTP/1.1\r\nHost: 127.0.0.1:" + QByteArray::number(m_ready.port) +
            "\r\nContent-Length: 10000001\r\n\r\n";
        const HttpAnswer answer = exchange(m_ready.port, head);
        QCOMPARE(answer.status, 413);
        QVERIFY(answer.message().contains("10000001"_L1));
        QVERIFY(answer.message().contains("10000000"_L1));
        QVERIFY(answer.closes());
    }

    void framingThatCanBeReadTwoWaysIsRefusedAndCloses_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<int>("status");
        QTest::addRow("no host") << QByteArray("GET /health HTTP/1.1\r\n\r\n") << 400;
        QTest::addRow("foreign host") << QByteArray("GET /health HTTP/1.1\r\nHost: evil\r\n\r\n") << 421;
        QTest::addRow("length and chunked")
            << QByteArray("POST /api/v1/telemetry HTTP/1.1\r\nHost: @\r\nContent-Length: "
                          "5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n")
            << 400;
        QTest::addRow("space before colon") << QByteArray("GET /health HTTP/1.1\r\nHost : @\r\n\r\n") << 400;
        QTest::addRow("folded") << QByteArray("GET /health HTTP/1.1\r\nHost: @\r\nX: a\r\n b\r\n\r\n") << 400;
        QTest::addRow("bare LF") << QByteArray("GET /health HTTP/1.1\nHost: @\n\n\r\n\r\n") << 400;
        QTest::addRow("garbage") << QByteArray("\x16\x03\x01hello\r\n\r\n") << 400;
        QTest::addRow("bad chunk")
            << QByteArray(
                   "POST /api/v1/telemetry HTTP/1.1\r\nHost: @\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n")
            << 400;
        QTest::addRow("long header") << "GET /health HTTP/1.1\r\nHost: @\r\nX: " + QByteArray(30'000, 'x') +
                                            "\r\n\r\n"
                                     << 431;
        QTest::addRow("long url") << "GET /" + QByteArray(9'000, 'x') + " HTTP/1.1\r\nHost: @\r\n\r\n" << 414;
    }
    void framingThatCanBeReadTwoWaysIsRefusedAndCloses()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(int, status);
        const HttpAnswer answer = exchange(
            m_ready.port, bytes.replace("@", QByteArray("127.0.0.1:" + QByteArray::number(m_ready.port))));
        QCOMPARE(answer.status, status);
        QVERIFY(answer.closes());
        QVERIFY(!answer.code().isEmpty());
    }

    void chunkedBodiesAreRead()
    {
        const QByteArray body = point("chunky", 3);
        QByteArray bytes =
            "POST /api/v1/telemetry HTTP/1.1\r\nHost: 127.0.0.1:" + QByteArray::number(m_ready.port) +
            "\r\nAuthorization: Bearer " + QByteArray::fromStdString(m_instance->token()) +
            "\r\nTransfer-Encoding: chunked\r\n\r\n";
        for (qsizetype at = 0; at < body.size(); at += 7) {
            const QByteArray part = body.mid(at, 7);
            bytes += QByteArray::number(part.size(), 16) + "\r\n" + part + "\r\n";
        }
        QCOMPARE(exchange(m_ready.port, bytes + "0\r\n\r\n").status, 200);
        QCOMPARE(m_instance->counters().points, quint64(1));
    }

    void expectingClientsAreToldToGoOn()
    {
        QTcpSocket socket;
        socket.connectToHost(u"127.0.0.1"_s, m_ready.port);
        QVERIFY(socket.waitForConnected(5000));
        const QByteArray body = point("patient", 1);
        socket.write(
            "POST /api/v1/telemetry HTTP/1.1\r\nHost: 127.0.0.1:" + QByteArray::number(m_ready.port) +
            "\r\nAuthorization: Bearer " + QByteArray::fromStdString(m_instance->token()) +
            "\r\nExpect: 100-continue\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n\r\n");
        QVERIFY(socket.waitForReadyRead(5000));
        QVERIFY(socket.readAll().startsWith("HTTP/1.1 100 "));
        socket.write(body);
        QVERIFY(socket.waitForReadyRead(5000));
        QVERIFY(socket.readAll().startsWith("HTTP/1.1 200 "));
    }

    void requestsInOnePacketAreAnsweredInOrder()
    {
        QTcpSocket socket;
        socket.connectToHost(u"127.0.0.1"_s, m_ready.port);
        QVERIFY(socket.waitForConnected(5000));
        const QByteArray host = "Host: 127.0.0.1:" + QByteArray::number(m_ready.port) + "\r\n";
        socket.write("GET /health HTTP/1.1\r\n" + host + "\r\nGET /api/nothing HTTP/1.1\r\n" + host +
                     "\r\nGET /ready HTTP/1.1\r\n" + host + "Connection: close\r\n\r\n");
        QByteArray all;
        while (socket.waitForReadyRead(5000))
            all += socket.readAll();
        QCOMPARE(all.count("HTTP/1.1 200"), 2);
        QVERIFY(all.indexOf("HTTP/1.1 404") > all.indexOf("HTTP/1.1 200"));
    }

    void aRefusalAfterAHeadHasItsBody()
    {
        QTcpSocket socket;
        socket.connectToHost(u"127.0.0.1"_s, m_ready.port);
        QVERIFY(socket.waitForConnected(5000));
        socket.write("HEAD /health HTTP/1.1\r\nHost: 127.0.0.1:" + QByteArray::number(m_ready.port) +
                     "\r\n\r\nBAD\r\n\r\n");
        QByteArray all;
        while (socket.waitForReadyRead(5000))
            all += socket.readAll();
        const qsizetype refusal = all.indexOf("HTTP/1.1 400");
        QVERIFY(refusal > 0);
        const qsizetype at = all.indexOf("Content-Length: ", refusal) + 16;
        const qsizetype body = all.indexOf("\r\n\r\n", refusal) + 4;
        QCOMPARE(all.size() - body, all.mid(at, all.indexOf('\r', at) - at).toLongLong());
    }

    void tokensOpenWhatTheirScopesSay()
    {
        QCOMPARE(request("POST", "/api/v1/telemetry", point("a", 1), {}, false).status, 401);
        QCOMPARE(request("POST", "/api/v1/telemetry", point("a", 1), {}, false).message(),
                 u"Missing authentication token"_s);
        QCOMPARE(request("GET", "/health", {}, {}, false).status, 200);
        QCOMPARE(request("GET", "/health", {}, "X-API-Key: wrong\r\n", false).status, 401);
        const HttpAnswer made =
            request("POST", "/api/v1/tokens", "{\"name\":\"reader\",\"scopes\":[\"topology:read\"]}");
        QCOMPARE(made.status, 201);
        const QByteArray key = "X-API-Key: " + made.json()["token"_L1].toString().toLatin1() + "\r\n";
        QCOMPARE(request("GET", "/api/v1/topology", {}, key, false).status, 200);
        const HttpAnswer refused = request("POST", "/api/v1/telemetry", point("a", 1), key, false);
        QCOMPARE(refused.status, 403);
        QVERIFY(refused.message().startsWith("Missing required scope: "_L1));
        const QByteArray id = made.json()["id"_L1].toString().toLatin1();
        QCOMPARE(request("DELETE", "/api/v1/tokens/" + id).status, 200);
        QCOMPARE(request("GET", "/api/v1/topology", {}, key, false).status, 401); // fails at its next request
    }

    void withoutAuthAWrongTokenIsStillWrong()
    {
        Configuration open = configuration();
        open.requireToken = false;
        start(open);
        QCOMPARE(request("POST", "/api/v1/telemetry", point("a", 1), {}, false).status, 200);
        QCOMPARE(request("POST", "/api/v1/telemetry", point("a", 1), "Authorization: Bearer wrong\r\n", false)
                     .status,
                 401);
    }

    void theFleetIsKeptAcrossARestart()
    {
        const QByteArray fleet =
            R"({"nodes":[{"id":"a","type":"satellite","lat":1,"lon":2,"altitude_km":550},{"id":"b","type":"ground_station"}],
                                     "edges":[{"source":"b","target":"a","capacity_gbps":10}]})";
        QCOMPARE(request("PUT", "/api/v1/topology/", fleet).status, 200);
        const QJsonObject pulled = request("GET", "/api/v1/topology/").json();
        const auto ids = [](const QJsonObject &answer) {
            QStringList all;
            for (const QJsonValue node : answer["nodes"_L1].toArray())
                all << node["id"_L1].toString();
            return all;
        };
        QVERIFY(ids(pulled).contains(u"a"_s) && ids(pulled).contains(u"b"_s));
        QCOMPARE(pulled["edges"_L1][0]["source"_L1].toString(), u"a"_s);
        start(configuration());
        const QJsonObject again = request("GET", "/api/v1/topology").json();
        QVERIFY(ids(again).contains(u"a"_s) && ids(again).contains(u"b"_s));
        QCOMPARE(again["edges"_L1].toArray().size(), 1);
    }

    void metricsCountWhatHappened()
    {
        request("POST", "/api/v1/telemetry", point("m", 1));
        request("POST", "/api/v1/telemetry", "{}");
        const QByteArray text = request("GET", "/metrics", {}, {}, false).body;
        QVERIFY(text.contains("constellation_points_received_total 1"));
        QVERIFY(text.contains("constellation_points_rejected_total{reason=\"validation\"} 1"));
        QVERIFY(text.contains("# TYPE constellation_journal_bytes gauge"));
    }

    void whatWasAcknowledgedIsShownAgainAfterARestart()
    {
        QCOMPARE(request("POST", "/api/v1/telemetry", point("kept", 7.25)).status, 200);
        start(configuration());
        double last = 0;
        for (const SampleBatchPtr &batch : m_instance->displayQueue().take())
            last = batch->value[0];
        QCOMPARE(last, 7.25);
        QVERIFY(m_instance->counters().journalled > 0);
    }

    void anAnswerNamesTheAcknowledgementItGot()
    {
        const QByteArray body = "[" + point("ack", 1) + "]";
        HttpAnswer answer = request("POST", "/api/v1/telemetry/batch", body, "X-Ack: disk\r\n");
        QCOMPARE(answer.status, 200);
        QVERIFY(answer.head.contains("X-Ack: disk"));
        answer = request("POST", "/api/v1/telemetry", point("ack", 2), "X-Ack: memory\r\n");
        QVERIFY(answer.head.contains("X-Ack: os")); // never less than the server's
        answer = request("POST", "/api/v1/telemetry/batch", body, "X-Ack: tape\r\n");
        QCOMPARE(answer.status, 422);
        QVERIFY(answer.message().contains("memory, os or disk"_L1));
        QCOMPARE(m_instance->counters().points, quint64(2));
    }

    // A server may promise as little as memory; a request may still ask for more.
    void theLevelMemoryPromisesNoMoreAndKeepsTheOrder()
    {
        Configuration c = configuration();
        QVERIFY(c.setAck("memory").has_value());
        start(c);
        HttpAnswer answer = request("POST", "/api/v1/telemetry", point("ack", 1), "X-Ack: memory\r\n");
        QCOMPARE(answer.status, 200);
        QVERIFY(answer.head.contains("X-Ack: memory"));
        // Stricter than promised: it is in the journal when the answer comes.
        const quint64 first = m_instance->counters().journalled; // 0 before it
        QVERIFY(first > 0);
        for (const QByteArray &field : {QByteArray("X-Ack: os\r\n"), QByteArray("X-Ack: disk\r\n")}) {
            answer = request("POST", "/api/v1/telemetry", point("ack", 2), field);
            QCOMPARE(answer.status, 200);
            QVERIFY(answer.head.contains(field.trimmed()));
        }
        QCOMPARE(m_instance->counters().journalled, first + 2);
    }

    void pipelinedPointsAreEachAnsweredAndAllTaken()
    {
        constexpr int count = 50;
        QByteArray requests;
        for (int i = 0; i < count; ++i) {
            const QByteArray body = point("pipe", i);
            requests +=
                "POST /api/v1/telemetry HTTP/1.1\r\nHost: 127.0.0.1:" + QByteArray::number(m_ready.port) +
                "\r\nAuthorization: Bearer " + QByteArray::fromStdString(m_instance->token()) +
                "\r\nX-Ack: " + (i % 2 == 0 ? "disk" : "os") +
                "\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body;
        }
        QTcpSocket socket;
        socket.connectToHost(u"127.0.0.1"_s, m_ready.port);
        QVERIFY(socket.waitForConnected(5000));
        socket.write(requests);
        QByteArray answers;
        while (answers.count("Telemetry data received") < count && socket.waitForReadyRead(5000))
            answers += socket.readAll();
        QCOMPARE(answers.count("HTTP/1.1 200 OK"), qsizetype(count));
        QCOMPARE(answers.count("X-Ack: disk"), qsizetype(count / 2));
        QCOMPARE(m_instance->counters().points, quint64(count));
    }

    void aProducersSequenceIsTakenOnceAcrossARestart()
    {
        const QByteArray body = "[" + point("once", 1) + "]";
        const QByteArray fields = "X-Producer: rig-7\r\nX-Sequence: 42\r\n";
        const HttpAnswer first = request("POST", "/api/v1/telemetry/batch", body, fields);
        QCOMPARE(first.status, 200);
        start(configuration());
        const HttpAnswer again = request("POST", "/api/v1/telemetry/batch", body, fields);
        QCOMPARE(again.body, first.body);
        QVERIFY(again.head.contains("Idempotency-Replayed: true"));
        QCOMPARE(m_instance->counters().points, quint64(0));
        QCOMPARE(request("POST", "/api/v1/telemetry", point("once", 2), "X-Producer: rig-7\r\n").status, 422);
        QCOMPARE(
            request("POST", "/api/v1/telemetry", point("once", 2), "X-Producer: rig-7\r\nX-Sequence: -1\r\n")
                .status,
            422);
    }

    void aTakenPortIsTheNextOneOrARefusal()
    {
        QTcpServer other;
        QVERIFY(other.listen(QHostAddress::LocalHost, 0));
        Configuration c = configuration();
        c.listenPort = other.serverPort();
        start(c);
        QVERIFY(m_ready.port != other.serverPort());
        m_instance.reset();
        c.listenGiven = true;
        Instance refused({c, "test"}, m_time);
        const auto ready = refused.start();
        QVERIFY(!ready);
        QVERIFY(ready.error().code == ErrorCode::addressInUse);
        QVERIFY(ready.error().message.find(std::to_string(other.serverPort())) != std::string::npos);
    }

    void aSecondOwnerIsRefusedNamingTheFirst()
    {
        Instance second({configuration(), "test"}, m_time);
        const auto ready = second.start();
        QVERIFY(!ready);
        QVERIFY(ready.error().code == ErrorCode::alreadyRunning);
        QVERIFY(ready.error().message.find(m_ready.http) != std::string::npos);
    }

    void anOutwardAddressIsRefused()
    {
        m_instance.reset();
        Configuration c = configuration();
        c.listenAddress = "0.0.0.0";
        Instance open({c, "test"}, m_time);
        const auto ready = open.start();
        QVERIFY(!ready);
        QVERIFY(ready.error().message.find("TLS") != std::string::npos);
    }
};

DESK_TEST(TstServer)
#include "tst_server.moc"
