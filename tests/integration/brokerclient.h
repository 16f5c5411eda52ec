// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/httpanswer.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTcpSocket>
#include <QTest>

#include <memory>

namespace desk {

constexpr int clientPatience = 10'000; // ms

// One keep-alive connection; requests may be sent ahead of their answers.
class BrokerConnection
{
public:
    explicit BrokerConnection(std::uint16_t port)
        : m_host("127.0.0.1:" + QByteArray::number(port))
    {
        m_socket.connectToHost(QStringLiteral("127.0.0.1"), port);
        m_socket.waitForConnected(clientPatience);
    }
    void send(const QByteArray &method, const QByteArray &target, const QByteArray &body = {},
              const QByteArray &fields = {})
    {
        QByteArray request = method + " " + target + " HTTP/1.1\r\nHost: " + m_host + "\r\n" + fields;
        if (method != "GET")
            request += "Content-Length: " + QByteArray::number(body.size()) + "\r\n";
        m_socket.write(request + "\r\n" + body);
        m_socket.flush();
    }
    HttpAnswer receive()
    {
        while (true) {
            if (auto answer = HttpAnswer::takeFrom(m_bytes))
                return *std::move(answer);
            if (!more())
                return {};
        }
    }
    HttpAnswer request(const QByteArray &method, const QByteArray &target, const QByteArray &body = {},
                       const QByteArray &fields = {})
    {
        send(method, target, body, fields);
        return receive();
    }

private:
    bool more()
    {
        if (m_socket.bytesAvailable() == 0 && !m_socket.waitForReadyRead(clientPatience))
            return false;
        m_bytes += m_socket.readAll();
        return true;
    }
    QByteArray m_host;
    QByteArray m_bytes;
    QTcpSocket m_socket;
};

// A consumer: GET /consume and its endless answer.
class Consumer
{
public:
    struct Event
    {
        QByteArray text;
        QByteArray id;
        QJsonObject message;
        QByteArray partition;
    };

    Consumer(std::uint16_t port, const QByteArray &topic, unsigned partition, const QByteArray &group)
        : m_socket(std::make_unique<QTcpSocket>())
    {
        m_socket->connectToHost(QStringLiteral("127.0.0.1"), port);
        m_socket->waitForConnected(clientPatience);
        m_socket->write("GET /consume?topic=" + topic + "&partition=" + QByteArray::number(partition) +
                        "&group=" + group + " HTTP/1.1\r\nHost: 127.0.0.1:" + QByteArray::number(port) +
                        "\r\n\r\n");
    }
    // The next message; nothing when none came in time.
    std::optional<Event> next(int timeout = clientPatience)
    {
        QElapsedTimer clock;
        clock.start();
        while (true) {
            if (m_head.isEmpty()) {
                if (const auto end = m_bytes.indexOf("\r\n\r\n"); end >= 0) {
                    m_head = m_bytes.first(end);
                    m_bytes.remove(0, end + 4);
                }
            }
            const auto end = m_head.isEmpty() ? -1 : m_bytes.indexOf("\n\n", m_at);
            if (end >= 0) {
                const QByteArray text = m_bytes.mid(m_at, end - m_at);
                m_at = end + 2;
                if (m_at > (1 << 20)) {
                    m_bytes.remove(0, m_at);
                    m_at = 0;
                }
                if (text.startsWith(':'))
                    continue;
                const QByteArrayList lines = text.split('\n');
                return Event{text, lines.value(0).mid(4),
                             QJsonDocument::fromJson(lines.value(1).mid(6)).object(), lines.value(2).mid(11)};
            }
            const int left = timeout - int(clock.elapsed());
            if (left <= 0 || (m_socket->bytesAvailable() == 0 && !m_socket->waitForReadyRead(left)))
                return std::nullopt;
            m_bytes += m_socket->readAll();
        }
    }
    [[nodiscard]] QByteArray head() const { return m_head; }
    // From here on it takes little more than that from the kernel at a time.
    void readSlowly() { m_socket->setReadBufferSize(64 * 1024); }
    void die() { m_socket->abort(); }

private:
    std::unique_ptr<QTcpSocket> m_socket;
    QByteArray m_head;
    QByteArray m_bytes;
    qsizetype m_at = 0;
};

inline QByteArray ackBody(const QByteArray &id)
{
    return "{\"id\":\"" + id + "\"}";
}

} // namespace desk
