// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QJsonObject>

#include <optional>

namespace desk {

// One answer of a server as it came over the socket. Pure value.
struct HttpAnswer
{
    int status = 0; // 0 = there was none
    QByteArray head;
    QByteArray body;

    // Takes the first answer off the front of what was received; none while it is not all there. An answer
    // without a length has no body here.
    static std::optional<HttpAnswer> takeFrom(QByteArray &received);

    [[nodiscard]] bool closes() const { return head.contains("\r\nConnection: close"); }
    [[nodiscard]] QJsonObject json() const;
    // Of the error envelope.
    [[nodiscard]] QString code() const;
    [[nodiscard]] QString message() const;
};

// Sends raw bytes to a server on this machine and reads one answer.
HttpAnswer exchange(quint16 port, const QByteArray &bytes);

} // namespace desk
