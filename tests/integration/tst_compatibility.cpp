// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/instancetest.h"
#include "tests/support/testprogram.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QTest>

using namespace desk;
using namespace Qt::StringLiterals;

// Line protocol and the paths of other systems over a real socket.
class TstCompatibility : public InstanceTest
{
    Q_OBJECT

    void restart(bool compatibility, bool loopbackNeedsToken = false)
    {
        Configuration c = configuration();
        c.compatibility = compatibility;
        c.loopbackNeedsToken = loopbackNeedsToken;
        start(c);
    }

    HttpAnswer request(const QByteArray &method, const QByteArray &target, const QByteArray &body = {},
                       const QByteArray &fields = {}) const
    {
        QByteArray bytes = method + " " + target + " HTTP/1.1\r\n" + host();
        if (method == "POST")
            bytes += "Content-Length: " + QByteArray::number(body.size()) + "\r\n";
        return exchange(m_ready.port, bytes + fields + "\r\n" + body);
    }

private Q_SLOTS:
    void init() { restart(true); }
    void cleanup() { m_instance.reset(); }

    void theOpenDoorCanBeClosed()
    {
        QCOMPARE(request("POST", "/write", "load,host=a value=1").status, 204);
        restart(true, true);
        QCOMPARE(request("POST", "/write", "load,host=a value=1").status, 401);
        QCOMPARE(request("POST", "/write", "load,host=a value=1", authorization()).status, 204);
    }

    void linesAreTakenAllOrNothing()
    {
        QCOMPARE(request("POST", "/api/v1/telemetry/ingest", "m,node_id=a x=1").status, 401);
        const HttpAnswer good =
            request("POST", "/api/v1/telemetry/ingest?precision=s",
                    "m,node_id=a x=1 1795269787\nm,node_id=b x=2 1795269787\n", authorization());
        QCOMPARE(good.status, 200);
        QCOMPARE(good.json()["count"_L1].toInt(), 2);
        QCOMPARE(m_instance->counters().points, quint64(2));
        const HttpAnswer bad =
            request("POST", "/api/v1/telemetry/ingest", "m,node_id=a x=1\nm,node_id=a x=\n", authorization());
        QCOMPARE(bad.status, 422);
        QCOMPARE(bad.json()["error"_L1]["index"_L1].toInt(), 2);
        QCOMPARE(bad.json()["error"_L1]["offset"_L1].toInt(), 30);
        QCOMPARE(m_instance->counters().points, quint64(2));
        QCOMPARE(request("POST", "/api/v1/telemetry/ingest?precision=d", "m,node_id=a x=1", authorization())
                     .status,
                 422);
    }

    void influxAgentsAreAnsweredInTheirOwnForm()
    {
        const HttpAnswer ping = request("GET", "/ping");
        QCOMPARE(ping.status, 204);
        QVERIFY(ping.head.contains("X-Influxdb-Version: "));
        QVERIFY(!ping.head.contains("Content-Length"));
        QCOMPARE(request("HEAD", "/ping").status, 204);
        QCOMPARE(request("POST", "/write?db=lab&precision=s", "cpu,host=h usage=1 1795269787\n").status, 204);
        QCOMPARE(request("POST", "/api/v2/write?bucket=b&org=o", "cpu,host=h usage=2\n").status, 204);
        const HttpAnswer first = request("POST", "/write?db=lab", "cpu,host=h usage=1\ncpu,host=h usage=\n");
        QCOMPARE(first.status, 400);
        QVERIFY(first.json()["error"_L1].toString().contains(u"line 2, byte 36"_s));
        QVERIFY(first.json()["error"_L1].toString().endsWith(u"dropped=1"_s));
        const HttpAnswer second = request("POST", "/api/v2/write?bucket=b", "cpu,host=h usage=\n");
        QCOMPARE(second.json()["code"_L1].toString(), u"invalid"_s);
        QCOMPARE(second.json()["line"_L1].toInt(), 1);
        QCOMPARE(m_instance->counters().points, quint64(3)); // the good line of the partial write too
        QCOMPARE(request("POST", "/write", "cpu x=1", "Authorization: Token wrong\r\n").status, 401);
        const HttpAnswer shown = request("GET", "/query?q=show%20databases");
        QCOMPARE(shown.json()["results"_L1][0]["series"_L1][0]["values"_L1][0][0].toString(), u"telemetry"_s);
        QCOMPARE(request("POST", "/query", "q=CREATE+DATABASE+%22lab%22").status, 200);
        QCOMPARE(request("GET", "/query?q=DROP%20DATABASE%20x").status, 400);
    }

    void compressedBodiesAreUndoneOnlyWhereTheRouteSaysSo()
    {
        // gzip of "m,host=a x=1\n", stored
        const QByteArray text = "m,host=a x=1\n";
        const QByteArray zlib = qCompress(text).mid(4);
        QCOMPARE(request("POST", "/write", zlib, "Content-Encoding: deflate\r\n").status, 204);
        QCOMPARE(request("POST", "/write", zlib.left(5), "Content-Encoding: deflate\r\n").status, 400);
        QCOMPARE(request("POST", "/write", zlib, "Content-Encoding: br\r\n").status, 415);
        QCOMPARE(request("POST", "/api/v1/telemetry", zlib, authorization() + "Content-Encoding: deflate\r\n")
                     .status,
                 415);
        const QByteArray bomb = qCompress(QByteArray(40 << 20, 'a'), 9).mid(4);
        QCOMPARE(request("POST", "/write", bomb, "Content-Encoding: deflate\r\n").status, 413);
        QCOMPARE(request("POST", "/api/v1/write", QByteArray("\xFF\xFF\xFF\xFF\x0F", 5),
                         "Content-Encoding: snappy\r\n")
                     .status,
                 413);
        QCOMPARE(request("POST", "/api/v1/write", "x").status, 415);
        QCOMPARE(m_instance->counters().points, quint64(1));
    }

    void otlpIsAnsweredInItsEncoding()
    {
        const QByteArray json = "Content-Type: application/json\r\n";
        const QByteArray one =
            R"({"resourceMetrics":[{"scopeMetrics":[{"metrics":[{"name":"t","gauge":{"dataPoints":[{"timeUnixNano":"1795269787250000000","asDouble":1},{"asDouble":1}]}}]}]}]})";
        const HttpAnswer partial = request("POST", "/v1/metrics", one, json);
        QCOMPARE(partial.status, 200);
        QCOMPARE(partial.json()["partialSuccess"_L1]["rejectedDataPoints"_L1].toString(), u"1"_s);
        QCOMPARE(m_instance->counters().points, quint64(1));
        QCOMPARE(request("POST", "/v1/metrics", "{", json).status, 400);
        QCOMPARE(request("POST", "/v1/metrics", one).status, 415);
        const HttpAnswer empty =
            request("POST", "/v1/metrics", {}, "Content-Type: application/x-protobuf\r\n");
        QCOMPARE(empty.status, 200);
        QCOMPARE(empty.body, QByteArray());
        QCOMPARE(request("POST", "/v1/metrics", "\xFF", "Content-Type: application/x-protobuf\r\n").status,
                 400);
    }

    // What the server refuses before it looks at the content, in the words that the agents show.
    void refusalsAreInTheFormOfThePath()
    {
        const QByteArray wrong = "Authorization: Token wrong\r\n";
        const HttpAnswer first = request("POST", "/write", "cpu x=1", wrong);
        QCOMPARE(first.status, 401);
        QVERIFY(first.json()["error"_L1].toString().contains(u"token"_s));
        QVERIFY(first.head.contains("X-Influxdb-Error: ") && first.head.contains("WWW-Authenticate: "));
        const HttpAnswer second = request("POST", "/api/v2/write", "cpu x=1", wrong);
        QCOMPARE(second.status, 401);
        QCOMPARE(second.json()["code"_L1].toString(), u"unauthorized"_s);
        QVERIFY(second.json()["message"_L1].toString().contains(u"token"_s));
        QVERIFY(!second.json().contains("success"_L1));
        const HttpAnswer remote = request("POST", "/api/v1/write", "x", wrong);
        QCOMPARE(remote.status, 401);
        QVERIFY(remote.head.contains("text/plain"));
        QCOMPARE(remote.body, QByteArray("Invalid or expired token\n"));
        const HttpAnswer json =
            request("POST", "/v1/metrics", "{}", wrong + "Content-Type: application/json\r\n");
        QCOMPARE(json.status, 401);
        QCOMPARE(json.json()["code"_L1].toInt(), 16);
        QCOMPARE(json.json()["message"_L1].toString(), u"Invalid or expired token"_s);
        const HttpAnswer bytes =
            request("POST", "/v1/metrics", {}, wrong + "Content-Type: application/x-protobuf\r\n");
        QCOMPARE(bytes.status, 401);
        QVERIFY(bytes.head.contains("application/x-protobuf"));
        QCOMPARE(bytes.body, QByteArray("\x08\x10\x12\x18Invalid or expired token"));
    }

    void bodiesThatAreTooLargeAreRefusedInTheFormOfThePath()
    {
        // A length alone, an endless chunk, a bomb: three places refuse.
        const auto large = [this](const QByteArray &path, const QByteArray &fields) {
            return exchange(m_ready.port, "POST " + path + " HTTP/1.1\r\n" + host() + fields + "\r\n");
        };
        const QByteArray length = "Content-Length: 99999999\r\n";
        const HttpAnswer first = large("/write", length);
        QCOMPARE(first.status, 413);
        QVERIFY(first.json()["error"_L1].toString().contains(u"99999999"_s));
        QVERIFY(first.head.contains("X-Influxdb-Error: "));
        const HttpAnswer second = large("/api/v2/write", length);
        QCOMPARE(second.status, 413);
        QCOMPARE(second.json()["code"_L1].toString(), u"request too large"_s);
        const HttpAnswer remote = large("/api/v1/write", length + "Content-Encoding: snappy\r\n");
        QCOMPARE(remote.status, 413);
        QVERIFY2(remote.body.startsWith("the body has 99999999 bytes"), remote.body.constData());
        const HttpAnswer otlp = large("/v1/metrics", length + "Content-Type: application/x-protobuf\r\n");
        QCOMPARE(otlp.status, 413);
        QVERIFY(otlp.body.startsWith("\x08\x08\x12"));
        const HttpAnswer ours = large("/api/v1/telemetry", length + authorization());
        QCOMPARE(ours.status, 413);
        QCOMPARE(ours.json()["error"_L1]["code"_L1].toString(), u"PAYLOAD_TOO_LARGE"_s);
        const QByteArray bomb = qCompress(QByteArray(40 << 20, 'a'), 9).mid(4);
        const HttpAnswer grown = request("POST", "/api/v2/write", bomb, "Content-Encoding: deflate\r\n");
        QCOMPARE(grown.status, 413);
        QCOMPARE(grown.json()["code"_L1].toString(), u"request too large"_s);
    }

    void encodingsThatAreUnknownAreRefusedInTheFormOfThePath()
    {
        const QByteArray brotli = "Content-Encoding: br\r\n";
        QVERIFY(request("POST", "/write", "x", brotli)
                    .json()["error"_L1]
                    .toString()
                    .contains(u"as it is or as gzip, deflate"_s));
        QCOMPARE(request("POST", "/api/v2/write", "x", brotli).json()["code"_L1].toString(), u"invalid"_s);
        QVERIFY(request("POST", "/api/v1/write", "x", brotli).body.contains("snappy\n"));
        QCOMPARE(request("POST", "/v1/metrics", "{}", brotli + "Content-Type: application/json\r\n")
                     .json()["code"_L1]
                     .toInt(),
                 3);
        const HttpAnswer type = request("POST", "/v1/metrics", "x", "Content-Type: text/plain\r\n");
        QCOMPARE(type.status, 415);
        QCOMPARE(type.json()["code"_L1].toInt(), 3);
        QVERIFY(type.json()["message"_L1].toString().contains(u"application/x-protobuf"_s));
    }

    void exponentialHistogramsLoseTheirBucketsAndItIsSaid()
    {
        const QByteArray body =
            "{\"resourceMetrics\":[{\"scopeMetrics\":[{\"metrics\":[{\"name\":\"t\",\"exponentialHistogram\":"
            "{"
            "\"dataPoints\":[{\"timeUnixNano\":\"1795269787250000000\",\"count\":\"4\",\"sum\":10,\"min\":1,"
            "\"max\":4,\"scale\":2,\"positive\":{\"offset\":1,\"bucketCounts\":[\"2\",\"2\"]}}]}}]}]}]}";
        const HttpAnswer answer = request("POST", "/v1/metrics", body, "Content-Type: application/json\r\n");
        QCOMPARE(answer.status, 200);
        QCOMPARE(answer.json()["partialSuccess"_L1]["rejectedDataPoints"_L1].toString(), u"0"_s);
        QVERIFY(answer.json()["partialSuccess"_L1]["errorMessage"_L1].toString().contains(
            u"buckets of 1 exponential histogram"_s));
        const QByteArray metrics = request("GET", "/metrics").body;
        QVERIFY(metrics.contains("reason=\"exponential_buckets\"} 1\n"));
        for (const char *name : {"t.count", "t.sum", "t.min", "t.max"})
            QVERIFY2(request("GET", "/api/v1/telemetry?metric=*", {}, authorization()).body.contains(name),
                     name);
    }

    void theyCanBeSwitchedOff()
    {
        restart(false);
        QCOMPARE(request("GET", "/ping").status, 502); // a name for workers, and there are none
        QCOMPARE(request("POST", "/v1/metrics", "{}").status, 502);
        QCOMPARE(request("POST", "/api/v1/telemetry/ingest", "m,node_id=a x=1", authorization()).status, 200);
    }
};

DESK_TEST(TstCompatibility)
#include "tst_compatibility.moc"
