// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/links/tcpservertransport.h"

#include "models/links/tcpclienttransport.h"

#include <algorithm>

namespace desk {
namespace {

constexpr std::size_t tcpServerPiece = 256 * 1024;

std::string peerName(const QTcpSocket &socket)
{
    return socket.peerAddress().toString().toStdString() + ":" + std::to_string(socket.peerPort());
}

} // namespace

QHostAddress listenAddress(const std::string &address)
{
    return address == "localhost" ? QHostAddress(QHostAddress::LocalHost)
                                  : QHostAddress(QString::fromStdString(address));
}

TcpServerTransport::TcpServerTransport(TransportParts parts, TcpServerSettings settings)
    : Transport(std::move(parts))
    , m_settings(std::move(settings))
    , m_buffer(tcpServerPiece)
{
}

void TcpServerTransport::open()
{
    m_server = std::make_unique<QTcpServer>();
    connect(m_server.get(), &QTcpServer::newConnection, this, [this] { admit(); });
    const QHostAddress address = listenAddress(m_settings.address);
    if (address.isNull()) // which would be all addresses
        return failed(m_settings.address + " is no address of this machine; use localhost or numbers");
    if (!m_server->listen(address, m_settings.port))
        return failed(socketReason(m_server->serverError(), transportAddress(m_settings),
                                   m_server->errorString().toStdString()));
    opened("TCP server " + m_settings.address + ":" + std::to_string(m_server->serverPort()));
}

void TcpServerTransport::close()
{
    for (const Client &client : m_clients) {
        client.socket->disconnect(this);
        client.socket->abort();
        parts().sink.ended(client.origin);
    }
    m_clients.clear();
    parts().sink.handOver();
    m_server.reset();
}

void TcpServerTransport::admit()
{
    while (QTcpSocket *socket = m_server->nextPendingConnection()) {
        if (m_clients.size() >= static_cast<std::size_t>(m_settings.clients)) {
            complain("more than " + std::to_string(m_settings.clients) + " devices want to connect; " +
                     peerName(*socket) + " was refused. Allow more clients, or end connections");
            socket->abort();
            socket->deleteLater();
            continue;
        }
        socket->setReadBufferSize(qint64{1} << 20U);
        m_clients.push_back({socket, peerName(*socket)});
        connect(socket, &QTcpSocket::readyRead, this, [this, socket] { readClient(socket); });
        connect(socket, &QTcpSocket::disconnected, this, [this, socket] {
            if (readClient(socket))
                leave(socket);
        });
        tellClients();
        readClient(socket); // what came before the signals were connected
    }
}

// Whether all that is there has been read.
bool TcpServerTransport::readClient(QTcpSocket *socket)
{
    const auto client = std::find_if(m_clients.begin(), m_clients.end(),
                                     [socket](const Client &one) { return one.socket == socket; });
    if (client == m_clients.end())
        return false;
    while (socket->bytesAvailable() > 0) {
        if (mustWait())
            return false;
        const qint64 got = socket->read(m_buffer.data(), static_cast<qint64>(m_buffer.size()));
        if (got <= 0)
            break;
        arrived({m_buffer.data(), static_cast<std::size_t>(got)}, client->origin, false);
        parts().sink.handOver();
    }
    return true;
}

void TcpServerTransport::readOn()
{
    std::vector<QTcpSocket *> sockets;
    for (const Client &client : m_clients)
        sockets.push_back(client.socket);
    for (QTcpSocket *socket : sockets) {
        if (readClient(socket) && socket->state() == QAbstractSocket::UnconnectedState)
            leave(socket);
    }
}

void TcpServerTransport::leave(QTcpSocket *socket)
{
    const auto client = std::find_if(m_clients.begin(), m_clients.end(),
                                     [socket](const Client &one) { return one.socket == socket; });
    if (client == m_clients.end())
        return;
    parts().sink.ended(client->origin);
    parts().sink.handOver();
    m_clients.erase(client);
    socket->disconnect(this);
    socket->deleteLater();
    tellClients();
}

void TcpServerTransport::tellClients()
{
    parts().state.setClients(static_cast<std::uint32_t>(m_clients.size()));
}

} // namespace desk
