// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/instancetest.h"
#include "tests/support/testprogram.h"

#include <QTcpSocket>
#include <QTest>
#include <QWebSocket>
#include <QWebSocketHandshakeOptions>

using namespace desk;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

// How the real server ends its streams, and keeps them, by a clock that the test moves.
class TstStreamClose : public InstanceTest
{
    Q_OBJECT

    SimulatedTimeService m_clock{fromNanoseconds(1'800'000'000'000'000'000)};

    void post(int points, const std::string &node = "n")
    {
        for (int done = 0; done < points; done += 1000) {
            std::string body = "[";
            for (int i = 0; i < std::min(1000, points - done); ++i)
                body += std::string(i ? "," : "") +
                        "{\"timestamp\":\"2027-01-15T08:00:00Z\",\"node_type\":\"device\",\"node_id\":\"" +
                        node + "\",\"a\":1.25,\"b\":2.5,\"c\":3.75,\"d\":" + std::to_string(done + i) + "}";
            QCOMPARE(send("POST", "/api/v1/telemetry/batch", body + "]").status, 200);
            m_clock.advance(10ms); // live frames wait some milliseconds for more
        }
    }

    [[nodiscard]] double metric(const std::string &name)
    {
        const std::string text = send("GET", "/metrics").body;
        const auto at = text.find("\n" + name + " ");
        return at == std::string::npos ? -1 : std::atof(text.c_str() + at + name.size() + 2);
    }

    // A WebSocket by hand, because a QWebSocket reads as soon as it can.
    void openByHand(QTcpSocket &socket)
    {
        socket.setReadBufferSize(4096);
        socket.connectToHost(u"127.0.0.1"_s, m_ready.port);
        QVERIFY(socket.waitForConnected(5000));
        socket.write("GET /api/v1/stream HTTP/1.1\r\nHost: 127.0.0.1:" + QByteArray::number(m_ready.port) +
                     "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                     "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nAuthorization: Bearer " +
                     QByteArray::fromStdString(m_instance->token()) + "\r\n\r\n");
        QByteArray head;
        while (!head.endsWith("\r\n\r\n")) {
            QVERIFY(socket.bytesAvailable() > 0 || socket.waitForReadyRead(5000));
            head += socket.read(1);
        }
        QVERIFY(head.startsWith("HTTP/1.1 101 "));
        const QByteArray text = R"({"op":"subscribe","id":1,"since_seq":0})";
        // FIN and text; masked by zeros.
        socket.write("\x81" + QByteArray(1, char(0x80 | text.size())) + QByteArray(4, '\0') + text);
    }

    std::unique_ptr<QWebSocket> open()
    {
        auto socket = std::make_unique<QWebSocket>();
        QNetworkRequest request(
            QUrl(u"ws://127.0.0.1:"_s + QString::number(m_ready.port) + u"/api/v1/stream"_s));
        request.setRawHeader("Authorization", "Bearer " + QByteArray::fromStdString(m_instance->token()));
        QWebSocketHandshakeOptions options;
        options.setSubprotocols({u"constellation.stream.v1"_s});
        socket->open(request, options);
        return socket;
    }

    void openEvents(QTcpSocket &socket, const QByteArray &query)
    {
        socket.connectToHost(u"127.0.0.1"_s, m_ready.port);
        QVERIFY(socket.waitForConnected(5000));
        socket.write("GET /api/v1/telemetry/stream?" + query + " HTTP/1.1\r\nHost: 127.0.0.1:" +
                     QByteArray::number(m_ready.port) + "\r\nAuthorization: Bearer " +
                     QByteArray::fromStdString(m_instance->token()) + "\r\n\r\n");
    }

public:
    TstStreamClose()
        : InstanceTest(m_clock)
    {
    }

private Q_SLOTS:
    void init()
    {
        forget();
        start();
    }
    void cleanup() { m_instance.reset(); }

    void aClientThatTakesNothingFor30SecondsIsClosedWith1013()
    {
        post(60'000); // more than sockets hold
        QTcpSocket socket;
        openByHand(socket);
        double sent = -1;
        QTRY_VERIFY(std::exchange(sent, metric("constellation_stream_bytes_total")) == sent && sent > 1e6);
        QVERIFY(sent < 16e6); // the rest waits in the journal
        m_clock.advance(29s);
        QTest::qWait(1500); // the server looks once a second of its machine
        QCOMPARE(metric("constellation_stream_clients"), 1.0);
        m_clock.advance(2s);
        QTest::qWait(1500);
        socket.setReadBufferSize(0);
        QByteArray all;
        // 88 = close, 1013 = 03 f5
        QTRY_VERIFY_WITH_TIMEOUT((all += socket.readAll()).contains("\x03\xf5nothing was taken for 30 s"),
                                 20'000);
        m_clock.advance(6s); // it does not answer the close
        QTRY_COMPARE(metric("constellation_stream_clients"), 0.0);
        // Who resumes with what it had loses nothing.
        QVERIFY(all.contains("\"first_seq\":1,"));
    }

    void aClientThatDoesNotEvenTakeItsCloseIsDropped()
    {
        post(60'000);
        QTcpSocket socket;
        openByHand(socket);
        double sent = -1;
        QTRY_VERIFY(std::exchange(sent, metric("constellation_stream_bytes_total")) == sent && sent > 1e6);
        m_clock.advance(31s);
        QTest::qWait(1500);
        QCOMPARE(metric("constellation_stream_clients"), 1.0);
        m_clock.advance(6s);
        QTRY_COMPARE(metric("constellation_stream_clients"), 0.0);
    }

    void aClientThatAnswersNoPingIsDead()
    {
        QTcpSocket socket;
        openByHand(socket);
        QTRY_COMPARE(metric("constellation_stream_subscriptions"), 1.0);
        m_clock.advance(42s); // two pings and a second
        QTRY_COMPARE(metric("constellation_stream_clients"), 0.0);
    }

    void aBinaryMessageIsClosedWith1008()
    {
        const auto socket = open();
        QTRY_COMPARE(socket->state(), QAbstractSocket::ConnectedState);
        socket->sendBinaryMessage("abc");
        QTRY_COMPARE(socket->state(), QAbstractSocket::UnconnectedState);
        QCOMPARE(int(socket->closeCode()), 1008);
    }

    void aMessageOfMoreThanAMebibyteIsClosedWith1009()
    {
        const auto socket = open();
        QTRY_COMPARE(socket->state(), QAbstractSocket::ConnectedState);
        socket->sendTextMessage(QString((1 << 20) + 1, u' '));
        QTRY_COMPARE(socket->state(), QAbstractSocket::UnconnectedState);
        QCOMPARE(int(socket->closeCode()), 1009);
    }

    void aLiveStreamHasNoIdleDeadlineAndEventsHaveAHeartbeat()
    {
        QTcpSocket socket;
        openEvents(socket, "nodes=n");
        QByteArray all;
        QTRY_VERIFY((all += socket.readAll()).contains("retry: 2000\n\n"));
        QVERIFY(!all.contains(": hb"));
        for (int i = 1; i <= 8; ++i) { // two minutes
            m_clock.advance(15s);
            QTRY_COMPARE((all += socket.readAll()).count(": hb\n\n"), i);
        }
        post(1);
        QTRY_VERIFY((all += socket.readAll()).contains("\nid: 1\n") || all.contains("id: 1\n"));
    }

    void readersOfAGroupShareItsPointsAndItsPlaceIsKept()
    {
        QTcpSocket one;
        QTcpSocket two;
        openEvents(one, "nodes=n&group=g");
        openEvents(two, "nodes=n&group=g");
        QTRY_COMPARE(metric("constellation_stream_clients"), 2.0);
        for (int i = 0; i < 20; ++i)
            post(50);
        const auto numbers = [](const QByteArray &text) {
            QList<int> found;
            for (qsizetype at = 0; (at = text.indexOf(",null,\"d\",", at)) >= 0; ++at)
                found << text.mid(text.lastIndexOf('[', at) + 1, 10).split(',')[0].toInt();
            return found;
        };
        QByteArray first;
        QByteArray second;
        QTRY_COMPARE(numbers(first += one.readAll()).size() + numbers(second += two.readAll()).size(), 1000);
        QList<int> both = numbers(first) + numbers(second);
        std::sort(both.begin(), both.end());
        for (int i = 0; i < 1000; ++i)
            QCOMPARE(both[i], i + 1);
        one.abort();
        two.abort();
        QTRY_COMPARE(metric("constellation_stream_clients"), 0.0);
        post(10); // while nobody reads
        QTcpSocket three;
        openEvents(three, "nodes=n&group=g");
        QByteArray third;
        QTRY_VERIFY(numbers(third += three.readAll()).contains(1010));
        for (int i = 1001; i <= 1010; ++i)
            QVERIFY(numbers(third).contains(i)); // at least once
    }
};

DESK_TEST(TstStreamClose)
#include "tst_streamclose.moc"
