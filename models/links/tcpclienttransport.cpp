// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/links/tcpclienttransport.h"

#include <algorithm>

namespace desk {

using namespace std::chrono_literals;

namespace {

constexpr std::size_t tcpPiece = 256 * 1024;
constexpr auto connectDeadline = 5s;

} // namespace

std::string socketReason(QAbstractSocket::SocketError error, const std::string &address,
                         const std::string &text)
{
    switch (error) {
    case QAbstractSocket::ConnectionRefusedError:
        return "nobody listens at " + address + "; start the device's server, or correct the port";
    case QAbstractSocket::RemoteHostClosedError:
        return address + " closed the connection; it is opened again";
    case QAbstractSocket::HostNotFoundError:
        return "the name of " + address + " is not known; correct it, or give the number of the address";
    case QAbstractSocket::SocketTimeoutError:
        return address + " does not answer; check cable, power and firewall";
    case QAbstractSocket::NetworkError:
        return address + " cannot be reached; check cable and network";
    case QAbstractSocket::AddressInUseError:
        return address + " is taken by another program; end it, or choose another port";
    case QAbstractSocket::SocketAddressNotAvailableError:
        return address + " is no address of this machine; choose one of its own";
    case QAbstractSocket::SocketAccessError:
        return address + ": permission denied; choose a port above 1023";
    default:
        return address + ": " + text;
    }
}

TcpClientTransport::TcpClientTransport(TransportParts parts, TcpClientSettings settings)
    : Transport(std::move(parts))
    , m_settings(std::move(settings))
    , m_address(transportAddress(TransportSettings(m_settings)))
    , m_buffer(tcpPiece)
{
    m_deadline.setSingleShot(true);
    connect(&m_deadline, &QTimer::timeout, this, [this] {
        failed(isOpen() ? m_address + " sent nothing for " + std::to_string(m_settings.silence / 1s) +
                              " s; check the device; it is connected again"
                        : socketReason(QAbstractSocket::SocketTimeoutError, m_address, {}));
    });
}

void TcpClientTransport::open()
{
    m_socket = std::make_unique<QTcpSocket>();
    m_socket->setReadBufferSize(qint64{1} << 20U); // beyond it the sender waits
    connect(m_socket.get(), &QTcpSocket::connected, this, [this] { onConnected(); });
    connect(m_socket.get(), &QTcpSocket::readyRead, this, [this] { readOn(); });
    connect(m_socket.get(), &QTcpSocket::errorOccurred, this,
            [this](QAbstractSocket::SocketError error) { onError(error); });
    m_deadline.start(connectDeadline);
    m_socket->connectToHost(QString::fromStdString(m_settings.host), m_settings.port);
}

void TcpClientTransport::close()
{
    m_deadline.stop();
    if (!m_socket)
        return;
    parts().sink.ended(m_address);
    parts().sink.handOver();
    m_socket->disconnect(this);
    m_socket->abort();
    m_socket.release()->deleteLater();
}

void TcpClientTransport::onConnected()
{
    m_deadline.stop();
    m_socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    m_socket->setSocketOption(QAbstractSocket::KeepAliveOption, 1);
    if (const std::string hello = unescaped(m_settings.send); !hello.empty())
        m_socket->write(hello.data(), static_cast<qint64>(hello.size()));
    opened(m_address);
    if (m_settings.silence > 0ms)
        m_deadline.start(m_settings.silence);
}

void TcpClientTransport::readOn()
{
    while (m_socket && m_socket->bytesAvailable() > 0 && !mustWait()) {
        const qint64 got = m_socket->read(m_buffer.data(), static_cast<qint64>(m_buffer.size()));
        if (got <= 0)
            break;
        arrived({m_buffer.data(), static_cast<std::size_t>(got)}, m_address, false);
        parts().sink.handOver();
        if (m_settings.silence > 0ms)
            m_deadline.start(m_settings.silence);
    }
    // Closed by the other side while there was no room for its last bytes.
    if (m_socket && isOpen() && m_socket->state() == QAbstractSocket::UnconnectedState &&
        m_socket->bytesAvailable() == 0)
        failed(socketReason(m_socket->error(), m_address, m_socket->errorString().toStdString()));
}

void TcpClientTransport::onError(QAbstractSocket::SocketError error)
{
    if (isOpen())
        readOn();
    if (m_socket && m_socket->bytesAvailable() == 0)
        failed(socketReason(error, m_address, m_socket->errorString().toStdString()));
}

} // namespace desk
