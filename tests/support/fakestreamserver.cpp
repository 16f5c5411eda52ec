// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/fakestreamserver.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTcpSocket>

namespace desk {

using namespace Qt::StringLiterals;

FakeStreamServer::FakeStreamServer(QObject *parent)
    : QObject(parent)
    , m_streams(u"fake"_s, QWebSocketServer::NonSecureMode)
{
    m_streams.setSupportedSubprotocols({u"constellation.stream.v1"_s});
    connect(&m_listener, &QTcpServer::newConnection, this, &FakeStreamServer::accept);
    connect(&m_streams, &QWebSocketServer::newConnection, this, &FakeStreamServer::takeStream);
    m_listener.listen(QHostAddress::LocalHost, 0);
    m_port = m_listener.serverPort();
}

QString FakeStreamServer::url() const
{
    return u"http://127.0.0.1:"_s + QString::number(m_port);
}

void FakeStreamServer::accept()
{
    while (QTcpSocket *socket = m_listener.nextPendingConnection()) {
        connect(socket, &QTcpSocket::readyRead, &m_context, [this, socket] { read(socket); });
        connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
        if (socket->bytesAvailable() > 0)
            read(socket);
    }
}

void FakeStreamServer::read(QTcpSocket *socket)
{
    const QByteArray head = socket->peek(16 * 1024);
    if (!head.contains("\r\n\r\n"))
        return;
    const auto field = head.indexOf("Authorization: ");
    m_authorization = field < 0 ? QByteArray() : head.mid(field + 15, head.indexOf('\r', field) - field - 15);
    const QByteArray target = head.split(' ').value(1);
    m_requests << QString::fromLatin1(target);
    if (target == "/api/v1/stream") {
        socket->disconnect(&m_context);
        disconnect(socket, &QTcpSocket::disconnected, socket, nullptr); // it belongs to the QWebSocket now
        m_streams.handleConnection(socket);
        Q_EMIT
        socket->readyRead();
        return;
    }
    socket->readAll();
    answer(socket, target);
}

void FakeStreamServer::answer(QTcpSocket *socket, const QByteArray &target)
{
    const bool isFleet = target.startsWith("/api/v1/topology");
    int status = isFleet ? fleetStatus : historyStatus;
    QByteArray body = isFleet ? fleet : history;
    if (!isFleet && !historyPages.isEmpty()) {
        const auto at = target.indexOf("cursor=");
        body = historyPages.value(at < 0 ? 0 : target.mid(at + 7).toInt());
        status = body.isEmpty() ? 503 : status;
    }
    if (status != 200)
        body = R"({"success":false,"error":{"code":"X","message":"refused by the fake"}})";
    socket->write("HTTP/1.1 " + QByteArray::number(status) +
                  " -\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: " +
                  QByteArray::number(body.size()) + "\r\n\r\n" + body);
    socket->disconnectFromHost();
}

void FakeStreamServer::takeStream()
{
    while (QWebSocket *socket = m_streams.nextPendingConnection()) {
        connect(socket, &QWebSocket::textMessageReceived, &m_context,
                [this, socket](const QString &text) { onCommand(socket, text); });
        connect(socket, &QWebSocket::disconnected, &m_context, [this, socket] {
            m_subscribers.erase(socket);
            socket->deleteLater();
        });
    }
}

void FakeStreamServer::onCommand(QWebSocket *socket, const QString &text)
{
    const QJsonObject command = QJsonDocument::fromJson(text.toUtf8()).object();
    if (command["op"_L1] == u"unsubscribe"_s)
        m_subscribers.erase(socket);
    if (command["op"_L1] != u"subscribe"_s)
        return;
    ++m_subscriptions;
    const auto id = quint64(command["id"_L1].toInteger());
    const QJsonValue since = command["since_seq"_L1];
    const std::uint64_t after = since.isUndefined() ? lastSequence() : std::uint64_t(since.toInteger());
    m_subscribers[socket] = id;
    const std::uint64_t next = std::min(after, lastSequence()) + 1;
    const QString origin = log.isEmpty() ? QString()
                                         : u",\"log\":\"%1\",\"run\":\"%2\",\"run_first_seq\":%3"_s.arg(
                                               log, run, QString::number(runFirst));
    socket->sendTextMessage(
        u"{\"op\":\"subscribed\",\"id\":%1,\"next_seq\":%2%3}"_s.arg(id).arg(next).arg(origin));
    if (after < m_expired)
        socket->sendTextMessage(
            u"{\"op\":\"gap\",\"id\":%1,\"from_seq\":%2,\"to_seq\":%3,\"cause\":\"expired\"}"_s.arg(id)
                .arg(after + 1)
                .arg(m_expired));
    send(socket, id, std::max(after, m_expired));
}

void FakeStreamServer::send(QWebSocket *socket, quint64 id, std::uint64_t after)
{
    constexpr std::uint64_t longest = 500; // points a frame
    while (after < lastSequence()) {
        const std::uint64_t last = std::min(after + longest, lastSequence());
        QByteArrayList entries;
        for (std::uint64_t sequence = after + 1; sequence <= last; ++sequence) {
            for (const QByteArray &entry : m_points[sequence - 1])
                entries << "[" + QByteArray::number(qulonglong(sequence)) + "," + entry + "]";
        }
        socket->sendTextMessage(QString::fromUtf8(
            "{\"op\":\"batch\",\"id\":" + QByteArray::number(id) +
            ",\"first_seq\":" + QByteArray::number(qulonglong(after + 1)) + ",\"last_seq\":" +
            QByteArray::number(qulonglong(last)) + ",\"points\":[" + entries.join(',') + "]}"));
        after = last;
    }
}

void FakeStreamServer::addPoint(const QByteArrayList &entries)
{
    m_points.push_back(entries);
    for (const auto &[socket, id] : m_subscribers)
        send(socket, id, lastSequence() - 1);
}

void FakeStreamServer::addPoints(int count, const QByteArray &node)
{
    const std::uint64_t before = lastSequence();
    for (int i = 0; i < count; ++i) {
        const QByteArray number = QByteArray::number(qulonglong(m_points.size() + 1));
        const QByteArray time = "\"179500000" + number.rightJustified(10, '0') + "\"";
        m_points.push_back({"\"" + node + "\",null,\"snr_db\"," + time + "," + number + ",\"good\"",
                            "\"" + node + "\",null,\"latency_ms\"," + time + ",1.5,\"good\""});
    }
    for (const auto &[socket, id] : m_subscribers)
        send(socket, id, before);
}

void FakeStreamServer::sendRaw(const QString &frame)
{
    for (const auto &[socket, id] : m_subscribers)
        socket->sendTextMessage(frame);
}

void FakeStreamServer::closeAll(quint16 code, const QString &reason)
{
    const auto subscribers = m_subscribers; // closing changes them
    for (const auto &[socket, id] : subscribers)
        socket->close(static_cast<QWebSocketProtocol::CloseCode>(code), reason);
}

void FakeStreamServer::cut()
{
    m_listener.close();
    const auto subscribers = m_subscribers;
    for (const auto &[socket, id] : subscribers)
        socket->abort();
}

void FakeStreamServer::mend()
{
    m_listener.listen(QHostAddress::LocalHost, m_port);
}

void FakeStreamServer::expireUntil(std::uint64_t sequence)
{
    m_expired = sequence;
}

} // namespace desk
