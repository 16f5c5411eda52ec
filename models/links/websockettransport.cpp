// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/links/websockettransport.h"

#include <QNetworkRequest>
#include <QSslCertificate>

namespace desk {

using namespace std::chrono_literals;

namespace {

constexpr auto webSocketPing = 15s;
constexpr quint64 webSocketLongest = 16U << 20U; // bytes of a message

} // namespace

Result<QSslConfiguration> tlsWith(const std::string &caFile)
{
    QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
    if (caFile.empty())
        return tls;
    const auto certificates = QSslCertificate::fromPath(QString::fromStdString(caFile));
    if (certificates.isEmpty())
        return failure(ErrorCode::invalidArgument,
                       caFile + " holds no certificate; give a PEM file that can be read");
    tls.addCaCertificates(certificates);
    return tls;
}

WebSocketTransport::WebSocketTransport(TransportParts parts, WebSocketSettings settings)
    : Transport(std::move(parts))
    , m_settings(std::move(settings))
{
    connect(&m_life, &QTimer::timeout, this, [this] { checkLife(); });
}

void WebSocketTransport::open()
{
    QNetworkRequest request(QUrl(QString::fromStdString(m_settings.url)));
    if (!m_settings.tokenSecret.empty()) {
        const auto token = parts().secrets.secret(m_settings.tokenSecret);
        if (!token)
            return failed(secretMissing(m_settings.tokenSecret));
        request.setRawHeader("Authorization", "Bearer " + QByteArray::fromStdString(*token));
    }
    auto tls = tlsWith(m_settings.ca);
    if (!tls)
        return failed(tls.error().message);
    m_error.clear();
    m_silent = 0;
    m_sign = true;
    m_socket = std::make_unique<QWebSocket>();
    m_socket->setSslConfiguration(*tls);
    m_socket->setMaxAllowedIncomingMessageSize(webSocketLongest);
    connect(m_socket.get(), &QWebSocket::connected, this, [this] { onConnected(); });
    connect(m_socket.get(), &QWebSocket::textMessageReceived, this,
            [this](const QString &message) { onMessage(message.toUtf8()); });
    connect(m_socket.get(), &QWebSocket::binaryMessageReceived, this,
            [this](const QByteArray &message) { onMessage(message); });
    connect(m_socket.get(), &QWebSocket::pong, this, [this] { m_sign = true; });
    connect(m_socket.get(), &QWebSocket::disconnected, this, [this] { onDisconnected(); });
    connect(m_socket.get(), qOverload<QAbstractSocket::SocketError>(&QWebSocket::error), this,
            [this] { m_error = m_socket->errorString().toStdString(); });
    m_life.start(webSocketPing);
    m_socket->open(request);
}

void WebSocketTransport::close()
{
    m_life.stop();
    if (!m_socket)
        return;
    m_socket->disconnect(this);
    m_socket->abort();
    m_socket.release()->deleteLater();
}

void WebSocketTransport::onConnected()
{
    if (!m_settings.send.empty())
        m_socket->sendTextMessage(QString::fromStdString(unescaped(m_settings.send)));
    opened(m_settings.url);
}

void WebSocketTransport::onMessage(const QByteArray &message)
{
    m_sign = true;
    arrived({message.constData(), static_cast<std::size_t>(message.size())}, m_settings.url, true);
    parts().sink.handOver();
    if (mustWait())
        m_socket->setReadBufferSize(1); // the network holds the rest until there is room
}

void WebSocketTransport::readOn()
{
    if (!mustWait() && m_socket)
        m_socket->setReadBufferSize(0);
}

void WebSocketTransport::onDisconnected()
{
    const std::string closed = m_socket->closeReason().toStdString();
    failed(m_settings.url + (isOpen() ? " closed the connection" : " cannot be reached") +
           (closed.empty() ? (m_error.empty() ? std::string() : ": " + m_error) : ": " + closed) +
           "; check that it runs and the address; it is connected again");
}

void WebSocketTransport::checkLife()
{
    if (!isOpen())
        return failed(m_settings.url + " does not answer; check cable, power and firewall");
    m_silent = m_sign ? 0 : m_silent + 1;
    if (m_silent >= 2)
        return failed(m_settings.url + " gives no sign any more; check the network; it is connected again");
    m_sign = false;
    m_socket->ping();
}

} // namespace desk
