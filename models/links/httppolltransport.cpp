// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/links/httppolltransport.h"

#include "models/links/ssetransport.h"

namespace desk {

using namespace std::chrono_literals;

namespace {

constexpr qint64 longestDocument = 16 << 20;
constexpr auto pollDeadline = 10s;

} // namespace

HttpPollTransport::HttpPollTransport(TransportParts parts, HttpPollSettings settings)
    : Transport(std::move(parts))
    , m_settings(std::move(settings))
    , m_path(JsonPath::parse(m_settings.path).value_or(JsonPath()))
{
    m_next.setTimerType(Qt::PreciseTimer);
    connect(&m_next, &QTimer::timeout, this, [this] {
        if (!m_reply && !mustWait())
            open();
    });
}

void HttpPollTransport::open()
{
    auto request = linkRequest(parts(), m_settings.url, m_settings.tokenSecret, m_settings.ca);
    if (!request)
        return failed(request.error().message);
    request->setTransferTimeout(static_cast<int>(std::chrono::milliseconds(pollDeadline).count()));
    m_reply = m_network.get(*request);
    connect(m_reply, &QNetworkReply::finished, this, [this] { onFinished(); });
    connect(m_reply, &QNetworkReply::downloadProgress, this, [this](qint64 received) {
        if (received > longestDocument)
            failed(m_settings.url + " sends more than 16 MiB; choose a smaller document");
    });
}

void HttpPollTransport::close()
{
    m_next.stop();
    if (!m_reply)
        return;
    m_reply->disconnect(this);
    m_reply->abort();
    m_reply->deleteLater();
    m_reply = nullptr;
}

void HttpPollTransport::onFinished()
{
    const int status = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    if (m_reply->error() != QNetworkReply::NoError || status / 100 != 2)
        return failed(httpReason(*m_reply, m_settings.url));
    const QByteArray body = m_reply->readAll();
    m_reply->deleteLater();
    m_reply = nullptr;
    if (!isOpen()) {
        opened(m_settings.url);
        m_next.start(m_settings.every);
    }
    const auto found = m_path.extract({body.constData(), static_cast<std::size_t>(body.size())});
    if (!found) {
        LinkCounters::add(parts().counters.refusedFrames, 1);
        LinkCounters::add(parts().counters.frames, 1);
        return complain(m_settings.url + ": " + found.error().message +
                        "; correct the path or look at what the server sends");
    }
    for (const std::string &text : *found)
        arrived(text, m_settings.url, true);
    parts().sink.handOver();
}

} // namespace desk
