// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/links/eventstreamparser.h"
#include "models/links/transport.h"
#include "models/links/transportsettings.h"

#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QTimer>

namespace desk {

// Server-sent events over HTTP; goes on after a break with Last-Event-ID. The data of each event is a
// message, its origin the name of the event.
class SseTransport final : public Transport
{
    Q_OBJECT

public:
    SseTransport(TransportParts parts, SseSettings settings);

private:
    void open() override;
    void close() override;
    void readOn() override;
    void onFinished();

    const SseSettings m_settings;
    QNetworkAccessManager m_network;
    QNetworkReply *m_reply = nullptr; // deleted later
    EventStreamParser m_parser;
    std::uint64_t m_dropped = 0;
    QTimer m_deadline; // of the answer's beginning
};

// The answer's status or the network's error, with a remedy.
[[nodiscard]] std::string httpReason(const QNetworkReply &reply, const std::string &url);
// A request with the token and certificates of a link; errors name what is missing.
[[nodiscard]] Result<QNetworkRequest> linkRequest(const TransportParts &parts, const std::string &url,
                                                  const std::string &tokenSecret, const std::string &ca);

} // namespace desk
