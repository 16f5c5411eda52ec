// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/links/transport.h"
#include "models/links/transportsettings.h"

#include <QTcpSocket>

namespace desk {

// An instrument that listens on TCP. Its bytes wait in the network while there is no room.
class TcpClientTransport final : public Transport
{
    Q_OBJECT

public:
    TcpClientTransport(TransportParts parts, TcpClientSettings settings);

private:
    void open() override;
    void close() override;
    void readOn() override;
    void onConnected();
    void onError(QAbstractSocket::SocketError error);

    const TcpClientSettings m_settings;
    const std::string m_address;
    std::unique_ptr<QTcpSocket> m_socket;
    QTimer m_deadline; // of the connection, then of the silence
    std::vector<char> m_buffer;
};

// The cause and the remedy, for words.
[[nodiscard]] std::string socketReason(QAbstractSocket::SocketError error, const std::string &address,
                                       const std::string &text);

} // namespace desk
