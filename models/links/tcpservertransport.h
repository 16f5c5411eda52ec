// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/links/transport.h"
#include "models/links/transportsettings.h"

#include <QHostAddress>
#include <QTcpServer>
#include <QTcpSocket>

namespace desk {

// Where to listen: an address in numbers or localhost; null for what is neither.
[[nodiscard]] QHostAddress listenAddress(const std::string &address);

// Devices that connect to us: each connection is an origin of its own.
class TcpServerTransport final : public Transport
{
    Q_OBJECT

public:
    TcpServerTransport(TransportParts parts, TcpServerSettings settings);

private:
    struct Client
    {
        QTcpSocket *socket = nullptr; // a child of the server
        std::string origin;
    };

    void open() override;
    void close() override;
    void readOn() override;
    void admit();
    bool readClient(QTcpSocket *socket);
    void leave(QTcpSocket *socket);
    void tellClients();

    const TcpServerSettings m_settings;
    std::unique_ptr<QTcpServer> m_server;
    std::vector<Client> m_clients;
    std::vector<char> m_buffer;
};

} // namespace desk
