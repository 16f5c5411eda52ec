// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/links/jsonpath.h"
#include "models/links/transport.h"
#include "models/links/transportsettings.h"

#include <QNetworkAccessManager>
#include <QNetworkReply>

namespace desk {

// Asks a web server for a document again and again and takes what stands at a path of it. Up while it
// answers.
class HttpPollTransport final : public Transport
{
    Q_OBJECT

public:
    // The settings are valid.
    HttpPollTransport(TransportParts parts, HttpPollSettings settings);

private:
    void open() override;
    void close() override;
    void onFinished();

    const HttpPollSettings m_settings;
    const JsonPath m_path;
    QNetworkAccessManager m_network;
    QNetworkReply *m_reply = nullptr;
    QTimer m_next;
};

} // namespace desk
