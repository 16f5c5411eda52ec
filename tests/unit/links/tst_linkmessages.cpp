// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/linkrig.h"
#include "tests/support/testprogram.h"

#include <QTcpServer>
#include <QTcpSocket>
#include <QWebSocket>
#include <QWebSocketServer>

using namespace desk;

namespace {

std::string webAddress(const char *scheme, quint16 port)
{
    return std::string(scheme) + "://127.0.0.1:" + std::to_string(port) + "/feed";
}

// A request up to its empty line.
QByteArray requestOf(QTcpSocket &socket)
{
    QByteArray request;
    static_cast<void>(QTest::qWaitFor([&] {
        request += socket.readAll();
        return request.contains("\r\n\r\n");
    }));
    return request;
}

const QByteArray streamBegins = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n";

} // namespace

// WebSocket and server-sent events.
class TstLinkMessages : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void webSocketTakesTextAndBinary();
    void webSocketSendsSubscriptionAndToken();
    void webSocketComesBack();
    void webSocketSaysWhatIsMissing();
    void eventsAreTaken();
    void eventsGoOnWithTheLastId();
    void eventsSayWhatTheServerAnswers_data();
    void eventsSayWhatTheServerAnswers();
};

void TstLinkMessages::webSocketTakesTextAndBinary()
{
    QWebSocketServer server(QStringLiteral("test"), QWebSocketServer::NonSecureMode);
    QVERIFY(server.listen(QHostAddress::LocalHost));
    LinkRig rig(LinkRig::lines(WebSocketSettings{webAddress("ws", server.serverPort()), {}, {}, {}}));
    QTRY_VERIFY(server.hasPendingConnections());
    const std::unique_ptr<QWebSocket> peer(server.nextPendingConnection());
    peer->sendTextMessage(QStringLiteral("{\"a\":1}"));
    peer->sendBinaryMessage("{\"a\":2}");
    QTRY_COMPARE(rig.rows(), (QStringList{QStringLiteral("bench a=1"), QStringLiteral("bench a=2")}));
    QVERIFY(rig.isUp());
}

void TstLinkMessages::webSocketSendsSubscriptionAndToken()
{
    qputenv("CONSTELLATION_LINK_FEED", "secret word");
    QWebSocketServer server(QStringLiteral("test"), QWebSocketServer::NonSecureMode);
    QVERIFY(server.listen(QHostAddress::LocalHost));
    QString subscription;
    std::unique_ptr<QWebSocket> peer;
    connect(&server, &QWebSocketServer::newConnection, this, [&] {
        peer.reset(server.nextPendingConnection());
        connect(peer.get(), &QWebSocket::textMessageReceived, this,
                [&](const QString &text) { subscription = text; });
    });
    LinkRig rig(LinkRig::lines(
        WebSocketSettings{webAddress("ws", server.serverPort()), "{\"op\":\"sub\"}", {}, "feed"}));
    QTRY_COMPARE(subscription, QStringLiteral("{\"op\":\"sub\"}"));
    QCOMPARE(peer->request().rawHeader("Authorization"), QByteArray("Bearer secret word"));
}

void TstLinkMessages::webSocketComesBack()
{
    QWebSocketServer server(QStringLiteral("test"), QWebSocketServer::NonSecureMode);
    QVERIFY(server.listen(QHostAddress::LocalHost));
    LinkRig rig(LinkRig::lines(WebSocketSettings{webAddress("ws", server.serverPort()), {}, {}, {}}));
    for (int i = 0; i < 5; ++i) {
        QTRY_VERIFY(server.hasPendingConnections());
        const std::unique_ptr<QWebSocket> peer(server.nextPendingConnection());
        peer->sendTextMessage(QStringLiteral("{\"a\":%1}").arg(i));
        QTRY_COMPARE(rig.rows().size(), i + 1);
        peer->close(QWebSocketProtocol::CloseCodeGoingAway, QStringLiteral("maintenance"));
        QTRY_VERIFY(rig.link().figures().connects > std::uint64_t(i + 1) ||
                    rig.reason().contains(QStringLiteral("maintenance")));
    }
}

void TstLinkMessages::webSocketSaysWhatIsMissing()
{
    LinkRig rig(LinkRig::lines(WebSocketSettings{"ws://127.0.0.1:1/x", {}, {}, "tst-nobody-knows"}));
    QTRY_COMPARE(rig.reason(), QString::fromStdString(secretMissing("tst-nobody-knows")));
    LinkRig other(LinkRig::lines(WebSocketSettings{"ws://127.0.0.1:1/x", {}, {}, {}}));
    QTRY_VERIFY(other.reason().startsWith(QStringLiteral("ws://127.0.0.1:1/x cannot be reached")));
}

void TstLinkMessages::eventsAreTaken()
{
    QTcpServer server;
    QVERIFY(server.listen(QHostAddress::LocalHost));
    LinkRig rig(LinkRig::lines(SseSettings{webAddress("http", server.serverPort()), {}, {}}));
    QTRY_VERIFY(server.hasPendingConnections());
    const std::unique_ptr<QTcpSocket> peer(server.nextPendingConnection());
    QVERIFY(requestOf(*peer).contains("Accept: text/event-stream"));
    peer->write(streamBegins + "data: {\"a\":1}\n\ndata: {\"a\"");
    peer->flush();
    QTRY_COMPARE(rig.rows().size(), 1);
    peer->write(":2}\n\n");
    peer->flush();
    QTRY_COMPARE(rig.rows(), (QStringList{QStringLiteral("bench a=1"), QStringLiteral("bench a=2")}));
}

void TstLinkMessages::eventsGoOnWithTheLastId()
{
    QTcpServer server;
    QVERIFY(server.listen(QHostAddress::LocalHost));
    LinkRig rig(LinkRig::lines(SseSettings{webAddress("http", server.serverPort()), {}, {}}));
    QTRY_VERIFY(server.hasPendingConnections());
    std::unique_ptr<QTcpSocket> peer(server.nextPendingConnection());
    QVERIFY(!requestOf(*peer).contains("Last-Event-ID"));
    peer->write(streamBegins + "id: 41\ndata: {\"a\":1}\n\n");
    peer->flush();
    QTRY_COMPARE(rig.rows().size(), 1);
    peer->disconnectFromHost();
    QTRY_VERIFY(server.hasPendingConnections());
    peer.reset(server.nextPendingConnection());
    QVERIFY(requestOf(*peer).contains("Last-Event-ID: 41"));
}

void TstLinkMessages::eventsSayWhatTheServerAnswers_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<QString>("reason");
    QTest::addRow("401") << QByteArray("HTTP/1.1 401 No\r\nContent-Length: 0\r\n\r\n")
                         << QStringLiteral("refuses us with 401; enter its token");
    QTest::addRow("404") << QByteArray("HTTP/1.1 404 No\r\nContent-Length: 0\r\n\r\n")
                         << QStringLiteral("answers 404: there is nothing; correct the path");
    QTest::addRow("503") << QByteArray("HTTP/1.1 503 No\r\nContent-Length: 0\r\n\r\n")
                         << QStringLiteral("answers 503; look into the log of the server");
    QTest::addRow("a page")
        << QByteArray("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 1\r\n\r\nx")
        << QStringLiteral("sends text/html instead of text/event-stream; correct the path");
}

void TstLinkMessages::eventsSayWhatTheServerAnswers()
{
    QFETCH(QByteArray, answer);
    QFETCH(QString, reason);
    QTcpServer server;
    QVERIFY(server.listen(QHostAddress::LocalHost));
    LinkRig rig(LinkRig::lines(SseSettings{webAddress("http", server.serverPort()), {}, {}}));
    QTRY_VERIFY(server.hasPendingConnections());
    const std::unique_ptr<QTcpSocket> peer(server.nextPendingConnection());
    requestOf(*peer);
    peer->write(answer);
    peer->flush();
    QTRY_VERIFY2(rig.reason().endsWith(reason), qPrintable(rig.reason()));
}

DESK_TEST(TstLinkMessages)

#include "tst_linkmessages.moc"
