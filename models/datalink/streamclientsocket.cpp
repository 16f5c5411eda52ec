// SPDX-License-Identifier: GPL-3.0-or-later
// The StreamClient's socket: opening, subscribing, frames, signs of life.
#include "models/datalink/streamclient_p.h"

#include "models/datalink/streamclose.h"

#include <QNetworkRequest>
#include <QSslConfiguration>
#include <QWebSocketHandshakeOptions>

#include <algorithm>
#include <cstring>

namespace desk {

using namespace Qt::StringLiterals;

void StreamClient::open()
{
    m_phase = Phase::opening;
    m_reason.clear();
    m_socket = std::make_unique<QWebSocket>();
    QWebSocket *socket = m_socket.get();
    socket->setMaxAllowedIncomingFrameSize(m_parts.options.longestMessage);
    socket->setMaxAllowedIncomingMessageSize(m_parts.options.longestMessage);
    socket->setReadBufferSize(4 << 20); // what this thread cannot follow waits at the server
    connect(socket, &QWebSocket::connected, this, [this] {
        m_lastSign = m_parts.time.steadyNow();
        m_phase = Phase::subscribing;
        subscribe(m_delivered);
    });
    connect(socket, &QWebSocket::disconnected, this, &StreamClient::onDisconnected);
    connect(socket, &QWebSocket::textMessageReceived, this, &StreamClient::onMessage);
    connect(socket, &QWebSocket::binaryMessageReceived, this, [this] {
        m_parts.statistics.countError();
        report(Severity::caution, EventCode::refused, "a binary message, where JSON is agreed");
    });
    connect(socket, &QWebSocket::pong, this, [this] { m_lastSign = m_parts.time.steadyNow(); });
    QUrl url(QString::fromStdString(m_parts.options.url) + u"/api/v1/stream"_s);
    url.setScheme(url.scheme() == u"https" ? u"wss"_s : u"ws"_s);
    QNetworkRequest request(url);
    request.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    if (!m_parts.options.token.empty())
        request.setRawHeader("Authorization", "Bearer " + QByteArray::fromStdString(m_parts.options.token));
    if (!m_parts.options.caFile.empty()) { // that it can be read is known: the fleet came that way
        auto ssl = socket->sslConfiguration();
        ssl.addCaCertificates(QString::fromStdString(m_parts.options.caFile));
        socket->setSslConfiguration(ssl);
    }
    QWebSocketHandshakeOptions handshake;
    handshake.setSubprotocols({u"constellation.stream.v1"_s});
    socket->open(request, handshake);
}

// Gives the connection up. The socket goes later: this may run inside one of its signals.
void StreamClient::close(std::string reason)
{
    m_phase = Phase::closed;
    m_reason = std::move(reason);
    if (m_socket) {
        m_socket->disconnect(this);
        if (m_socket->state() != QAbstractSocket::UnconnectedState)
            m_socket->abort();
        m_socket.release()->deleteLater();
    }
    m_wakeup.wake();
}

void StreamClient::onDisconnected()
{
    auto code = static_cast<std::uint16_t>(m_socket->closeCode());
    // Qt 6.4 takes 1012 to 1015 for invalid and does not say which it was; of these the contract has one.
    constexpr std::uint16_t tooSlow = 1013;
    if (code == QWebSocketProtocol::CloseCodeProtocolError &&
        m_socket->closeReason().startsWith(u"Invalid close code"))
        code = tooSlow;
    const bool opened = m_phase != Phase::opening;
    m_somebodyNeeded = opened && needsSomebody(code);
    // A handshake that failed has no close code that means anything.
    close(opened ? streamCloseWords(code, m_socket->closeReason().left(200).toStdString())
                 : "the stream cannot be opened: " + m_socket->errorString().left(300).toStdString());
}

void StreamClient::subscribe(std::optional<std::uint64_t> since)
{
    const auto text = [](std::uint64_t number) { return QString::number(number); };
    if (m_subscription > 0 && m_phase == Phase::live)
        m_socket->sendTextMessage(u"{\"op\":\"unsubscribe\",\"id\":"_s + text(m_subscription) + u'}');
    ++m_subscription;
    m_socket->sendTextMessage(u"{\"op\":\"subscribe\",\"id\":"_s + text(m_subscription) +
                              u",\"nodes\":[\"*\"],\"dsts\":[\"*\"],\"metrics\":[\"*\"],\"mode\":\"all\""_s +
                              (since ? u",\"since_seq\":"_s + text(*since) : QString()) + u'}');
}

void StreamClient::onMessage(const QString &text)
{
    m_lastSign = m_parts.time.steadyNow();
    const Timestamp reception = m_parts.time.now();
    const QByteArray utf8 = text.toUtf8();
    m_frame.resize(std::max(m_frame.size(), std::size_t(utf8.size()) + StreamDecoder::padding));
    std::memcpy(m_frame.data(), utf8.constData(), std::size_t(utf8.size()));
    const auto message =
        m_decoder.decode({m_frame.data(), std::size_t(utf8.size())}, m_delivered.value_or(0), m_batch);
    if (!message) {
        m_undecodable = true;
        m_parts.statistics.countError();
        report(Severity::caution, EventCode::refused, "a frame: " + message.error().message);
        return;
    }
    m_batch.reception = reception;
    take(*message, std::size_t(utf8.size()));
}

void StreamClient::take(const StreamMessage &message, std::size_t bytes)
{
    using Kind = StreamMessage::Kind;
    const bool current = message.subscription == m_subscription;
    const std::size_t points = m_batch.points();
    switch (message.kind) {
    case Kind::subscribed:
        if (current)
            takeSubscribed(message);
        break;
    case Kind::batch:
        // Before the past is filled in nothing is taken: the second subscription begins where the first did.
        if (!current || !m_delivered || message.lastSequence <= *m_delivered) {
            m_parts.dictionary.publish();
            break;
        }
        if (m_undecodable && message.firstSequence > *m_delivered + 1)
            reportGap(*m_delivered + 1, message.firstSequence - 1, "decode_error");
        m_undecodable = false;
        m_delivered = message.lastSequence;
        if (message.refused > 0) {
            m_parts.statistics.countError();
            report(Severity::caution,
                   message.refusal->code == ErrorCode::cardinalityLimit ? EventCode::cardinalityLimit
                                                                        : EventCode::refused,
                   message.refusal->message);
        }
        m_parts.receiver.batch(std::move(m_batch));
        m_batch = {};
        m_batch.reserve(points, points * 8);
        break;
    case Kind::gap:
        if (current && m_delivered && message.lastSequence > *m_delivered) {
            reportGap(std::max(message.firstSequence, *m_delivered + 1), message.lastSequence, message.cause);
            m_delivered = message.lastSequence;
        }
        break;
    case Kind::topology:
        m_topologyWanted = true;
        m_wakeup.wake();
        break;
    case Kind::error:
        m_parts.statistics.countError();
        report(Severity::caution, EventCode::refused, message.code + ": " + message.message);
        if (m_phase == Phase::subscribing)
            close("the server refused the subscription: " + message.message);
        break;
    case Kind::other:
        break;
    }
    m_parts.statistics.count(message.kind == Kind::batch && current ? points : 0, bytes,
                             m_parts.time.steadyNow());
}

// Whether what was delivered is not what the server has under its numbers. Puts right what is delivered then.
bool StreamClient::numbersBeganAnew(const StreamMessage &message)
{
    const bool anotherLog = message.log != std::exchange(m_log, message.log) && m_subscription > 1;
    const bool anotherRun = message.run != std::exchange(m_run, message.run);
    const bool lost =
        message.log.empty() && m_delivered && m_nextSequence > 0 && m_nextSequence <= *m_delivered;
    if (anotherLog || lost) {
        // Another data folder. All it has is new to us.
        m_pastEnd = 0;
        if (!m_delivered)
            return false;
        report(Severity::caution, EventCode::refused, "the server began its sequence numbers anew");
        m_delivered = 0;
        return true;
    }
    if (!anotherRun || message.runFirst == 0)
        return false;
    if (m_pastEnd > message.runFirst)
        m_pastEnd = 0;
    if (!m_delivered || *m_delivered < message.runFirst)
        return false;
    // The server lost them before they were on its disk; it has given the numbers to others since.
    reportGap(message.runFirst, *m_delivered, "not_acknowledged");
    m_delivered = message.runFirst - 1;
    return true;
}

void StreamClient::takeSubscribed(const StreamMessage &message)
{
    m_nextSequence = message.nextSequence;
    if (numbersBeganAnew(message)) {
        m_phase = Phase::live;
        subscribe(m_delivered);
        return;
    }
    m_phase = Phase::live;
    m_delay.reset();
    m_parts.statistics.setState(DataLinkState::up);
    if (!std::exchange(m_wasUp, true) || m_subscription > 2)
        report(Severity::nominal, EventCode::linkUp, {});
    m_wakeup.wake();
}

void StreamClient::reportGap(std::uint64_t from, std::uint64_t to, const std::string &cause)
{
    m_parts.statistics.countError();
    report(Severity::warning, EventCode::streamGap,
           (cause.empty() ? "unknown" : cause) + " " + std::to_string(from) + " " + std::to_string(to));
}

void StreamClient::checkLife()
{
    if (m_phase != Phase::subscribing && m_phase != Phase::live)
        return;
    if (m_parts.time.steadyNow() - m_lastSign > 2 * m_parts.options.pingEvery)
        close("nothing was heard of the server for " +
              std::to_string(2 * m_parts.options.pingEvery.count() / 1000) + " s");
    else
        m_socket->ping();
}

} // namespace desk
