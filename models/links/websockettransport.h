// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/links/transport.h"
#include "models/links/transportsettings.h"
#include "models/telemetry/result.h"

#include <QSslConfiguration>
#include <QWebSocket>

namespace desk {

// A server that sends messages over a WebSocket, text or binary. Dead after two pings without any sign.
class WebSocketTransport final : public Transport
{
    Q_OBJECT

public:
    WebSocketTransport(TransportParts parts, WebSocketSettings settings);

private:
    void open() override;
    void close() override;
    void readOn() override;
    void onConnected();
    void onMessage(const QByteArray &message);
    void onDisconnected();
    void checkLife();

    const WebSocketSettings m_settings;
    std::unique_ptr<QWebSocket> m_socket;
    QTimer m_life;
    std::string m_error;
    bool m_sign = true; // since the last ping
    int m_silent = 0;
};

// The system's certificates and those of a PEM file, which may be empty. Errors: the file cannot be read.
[[nodiscard]] Result<QSslConfiguration> tlsWith(const std::string &caFile);

} // namespace desk
