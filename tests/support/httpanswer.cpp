// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/httpanswer.h"

#include <QJsonDocument>
#include <QTcpSocket>

namespace desk {

using namespace Qt::StringLiterals;

std::optional<HttpAnswer> HttpAnswer::takeFrom(QByteArray &received)
{
    constexpr QByteArrayView field = "\r\nContent-Length: ";
    const auto end = received.indexOf("\r\n\r\n");
    if (end < 0)
        return std::nullopt;
    HttpAnswer answer;
    answer.head = received.first(end);
    answer.status = answer.head.mid(9, 3).toInt();
    qsizetype length = 0;
    if (const auto at = answer.head.indexOf(field); at >= 0) {
        const auto from = at + field.size();
        const auto lineEnd = answer.head.indexOf('\r', from);
        length = answer.head.mid(from, lineEnd < 0 ? -1 : lineEnd - from).toLongLong();
    }
    if (received.size() < end + 4 + length)
        return std::nullopt;
    answer.body = received.mid(end + 4, length);
    received.remove(0, end + 4 + length);
    return answer;
}

QJsonObject HttpAnswer::json() const
{
    return QJsonDocument::fromJson(body).object();
}

QString HttpAnswer::code() const
{
    return json()["error"_L1]["code"_L1].toString();
}

QString HttpAnswer::message() const
{
    return json()["error"_L1]["message"_L1].toString();
}

HttpAnswer exchange(quint16 port, const QByteArray &bytes)
{
    constexpr int patience = 5000; // ms
    QTcpSocket socket;
    socket.connectToHost(u"127.0.0.1"_s, port);
    if (!socket.waitForConnected(patience))
        return {};
    socket.write(bytes);
    QByteArray received;
    while (socket.bytesAvailable() > 0 || socket.waitForReadyRead(patience)) {
        received += socket.readAll();
        if (auto answer = HttpAnswer::takeFrom(received))
            return *std::move(answer);
    }
    return {};
}

} // namespace desk
