// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/links/ssetransport.h"

#include "models/links/websockettransport.h"

namespace desk {
namespace {

constexpr std::chrono::seconds sseDeadline{10};

} // namespace

std::string httpReason(const QNetworkReply &reply, const std::string &url)
{
    const int status = reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    if (status == 401 || status == 403)
        return url + " refuses us with " + std::to_string(status) + "; enter its token";
    if (status == 404)
        return url + " answers 404: there is nothing; correct the path";
    if (status >= 400)
        return url + " answers " + std::to_string(status) + "; look into the log of the server";
    if (reply.error() == QNetworkReply::ConnectionRefusedError)
        return url + ": nobody listens there; start the server, or correct the address";
    if (reply.error() == QNetworkReply::HostNotFoundError)
        return url + ": the name is not known; correct it";
    if (reply.error() == QNetworkReply::SslHandshakeFailedError)
        return url + ": its certificate is not trusted; give the file of the certificates that vouch for it";
    if (reply.error() == QNetworkReply::NoError)
        return url + " ended its answer; it is asked again";
    return url + ": " + reply.errorString().toStdString() + "; it is asked again";
}

Result<QNetworkRequest> linkRequest(const TransportParts &parts, const std::string &url,
                                    const std::string &tokenSecret, const std::string &ca)
{
    QNetworkRequest request(QUrl(QString::fromStdString(url)));
    request.setAttribute(QNetworkRequest::CacheLoadControlAttribute, QNetworkRequest::AlwaysNetwork);
    // A token goes to the server it was given for and to no other.
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::SameOriginRedirectPolicy);
    if (!tokenSecret.empty()) {
        const auto token = parts.secrets.secret(tokenSecret);
        if (!token)
            return failure(ErrorCode::missingField, secretMissing(tokenSecret));
        request.setRawHeader("Authorization", "Bearer " + QByteArray::fromStdString(*token));
    }
    auto tls = tlsWith(ca);
    if (!tls)
        return tl::unexpected(tls.error());
    request.setSslConfiguration(*tls);
    return request;
}

SseTransport::SseTransport(TransportParts parts, SseSettings settings)
    : Transport(std::move(parts))
    , m_settings(std::move(settings))
{
    m_deadline.setSingleShot(true);
    connect(&m_deadline, &QTimer::timeout, this, [this] {
        failed(m_settings.url +
               " takes connections but does not answer; look whether it is the right server. "
               "It is tried again");
    });
}

void SseTransport::open()
{
    auto request = linkRequest(parts(), m_settings.url, m_settings.tokenSecret, m_settings.ca);
    if (!request)
        return failed(request.error().message);
    request->setRawHeader("Accept", "text/event-stream");
    if (!m_parser.lastId().empty())
        request->setRawHeader("Last-Event-ID", QByteArray::fromStdString(m_parser.lastId()));
    m_parser.restart();
    m_deadline.start(sseDeadline);
    m_reply = m_network.get(*request);
    m_reply->setReadBufferSize(qint64{1} << 20U);
    connect(m_reply, &QNetworkReply::readyRead, this, [this] { readOn(); });
    connect(m_reply, &QNetworkReply::finished, this, [this] { onFinished(); });
}

void SseTransport::close()
{
    m_deadline.stop();
    if (!m_reply)
        return;
    m_reply->disconnect(this);
    m_reply->abort();
    m_reply->deleteLater();
    m_reply = nullptr;
}

void SseTransport::readOn()
{
    if (!m_reply)
        return;
    if (m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt() != 200) {
        m_reply->readAll(); // the page of a refusal, so that its end comes
        return;
    }
    if (!isOpen()) {
        const auto type = m_reply->header(QNetworkRequest::ContentTypeHeader).toString();
        if (!type.startsWith(QStringLiteral("text/event-stream")))
            return failed(m_settings.url + " sends " +
                          (type.isEmpty() ? "nothing known" : type.toStdString()) +
                          " instead of text/event-stream; correct the path");
        m_deadline.stop();
        opened(m_settings.url);
    }
    while (m_reply && m_reply->bytesAvailable() > 0 && !mustWait()) {
        const QByteArray piece = m_reply->read(qint64{256} * 1024);
        m_parser.feed(
            {piece.constData(), static_cast<std::size_t>(piece.size())},
            [this](const EventStreamParser::StreamEvent &event) { arrived(event.data, event.name, true); });
        parts().sink.handOver();
    }
    if (m_parser.dropped() != m_dropped) {
        LinkCounters::add(parts().counters.lostArrivals, m_parser.dropped() - m_dropped);
        m_dropped = m_parser.dropped();
        complain("an event was longer than 16 MiB and was left out; let the server send smaller ones");
    }
    if (m_reply && m_reply->isFinished() && m_reply->bytesAvailable() == 0)
        failed(httpReason(*m_reply, m_settings.url));
}

void SseTransport::onFinished()
{
    if (isOpen() && m_reply->bytesAvailable() > 0)
        return readOn();
    failed(httpReason(*m_reply, m_settings.url));
}

} // namespace desk
