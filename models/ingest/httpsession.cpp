// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ingest/httpsession.h"

#include "models/ingest/pointdecoder.h"
#include "models/ingest/websocketsession.h"

#include <boost/asio/buffer.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/bind_handler.hpp>
#include <boost/beast/http/read.hpp>

#include <algorithm>
#include <cstring>

namespace desk {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;

namespace {

HttpMethod methodOf(http::verb verb)
{
    switch (verb) {
    case http::verb::get:
        return HttpMethod::get;
    case http::verb::head:
        return HttpMethod::head;
    case http::verb::post:
        return HttpMethod::post;
    case http::verb::put:
        return HttpMethod::put;
    case http::verb::delete_:
        return HttpMethod::del;
    case http::verb::options:
        return HttpMethod::options;
    default:
        return HttpMethod::other;
    }
}

std::string_view view(beast::string_view text)
{
    return {text.data(), text.size()};
}

} // namespace

HttpSession::HttpSession(asio::ip::tcp::socket socket, HttpSessions &sessions)
    : m_sessions(sessions)
    , m_stream(std::move(socket), sessions.tls ? &*sessions.tls : nullptr)
{
    Error error;
    m_stream.socket().set_option(asio::ip::tcp::no_delay(true), error);
    m_stream.socket().non_blocking(true, error);
    const auto peer = m_stream.socket().remote_endpoint(error);
    if (!error) {
        m_remote = peer.address().to_string();
        m_remotePort = peer.port();
        m_loopback = peer.address().is_loopback();
    }
    ++m_sessions.connections;
    ++m_sessions.fresh;
    if (!m_loopback)
        ++m_sessions.byAddress[m_remote];
}

bool HttpSessions::hasRoomFor(const asio::ip::address &peer) const
{
    if (open.size() >= options.maxConnections ||
        fresh + options.reservedConnections >= options.maxConnections)
        return false;
    if (peer.is_loopback())
        return true;
    const auto own = byAddress.find(peer.to_string());
    return own == byAddress.end() || own->second < options.maxPerAddress;
}

void HttpSession::prove()
{
    if (!std::exchange(m_proven, true))
        --m_sessions.fresh;
}

void HttpSession::start()
{
    if (!m_stream.isSecure())
        return waitForRequest();
    m_stream.expires_after(m_sessions.options.headerDeadline);
    m_stream.handshake([self = shared_from_this()](Error error) {
        // Somebody who does not speak TLS gets no answer: there is none that it could read.
        return error ? self->close() : self->waitForRequest();
    });
}

void HttpSession::stop()
{
    m_keepAlive = false;
    if (m_webSocket)
        m_webSocket->close(CloseCode::goingAway, "the server ends");
    else if (m_streaming)
        end();
    else if (!m_busy)
        close();
}

void HttpSession::waitForRequest()
{
    m_busy = m_buffer.size() > 0;
    if (m_busy) // the next request came with the last one; others have their turn first
        return asio::post(m_stream.get_executor(),
                          [self = shared_from_this()] { self->onHeaderBytes({}, true); });
    m_stream.expires_after(m_sessions.options.idleDeadline);
    m_stream.async_read_some(m_buffer.prepare(readSize),
                             [self = shared_from_this()](Error error, std::size_t size) {
                                 self->m_buffer.commit(size);
                                 if (error)
                                     return self->finish(error);
                                 self->m_busy = true;
                                 self->onHeaderBytes(error, true);
                             });
}

// The header is taken as a whole, so that its raw text can be judged before any parser reads it. One deadline
// for all of it, which most never need.
void HttpSession::onHeaderBytes(Error error, bool isFirst)
{
    m_accepted = false;
    if (error == beast::error::timeout)
        return refuse(408, "REQUEST_TIMEOUT", "the header did not arrive in time");
    if (error)
        return finish(error);
    const auto data = m_buffer.cdata();
    const std::string_view text(static_cast<const char *>(data.data()), data.size());
    const auto end = text.find("\r\n\r\n");
    const std::size_t limit = m_sessions.options.maxHeader + m_sessions.options.maxUrl; // line and fields
    const auto line = text.find("\r\n");
    if ((line == std::string_view::npos ? text.size() : line) > m_sessions.options.maxUrl + 32)
        return refuse(414, "URI_TOO_LONG",
                      "the request line is longer than " + std::to_string(m_sessions.options.maxUrl) +
                          " bytes");
    if (end != std::string_view::npos && end + 4 <= limit)
        return parseHeader(end + 4);
    if (text.size() > limit || end != std::string_view::npos)
        return refuse(431, "HEADER_TOO_LARGE",
                      "the header is longer than " + std::to_string(m_sessions.options.maxHeader) + " bytes");
    if (isFirst)
        m_stream.expires_after(m_sessions.options.headerDeadline);
    m_stream.async_read_some(m_buffer.prepare(readSize),
                             [self = shared_from_this()](Error code, std::size_t size) {
                                 self->m_buffer.commit(size);
                                 self->onHeaderBytes(code, false);
                             });
}

void HttpSession::parseHeader(std::size_t size)
{
    m_header.assign(static_cast<const char *>(m_buffer.cdata().data()), size);
    m_buffer.consume(size);
    m_parser.emplace();
    m_parser->header_limit(static_cast<std::uint32_t>(size) + 1);
    m_parser->body_limit(boost::none);
    Error error;
    m_parser->put(asio::buffer(m_header), error);
    if (error && error != http::error::need_more)
        return refuse(400, "BAD_REQUEST", "bad request header: " + error.message());
    if (!m_parser->is_header_done())
        return refuse(400, "BAD_REQUEST", "bad request header");
    const auto &message = m_parser->get();
    m_request = {};
    m_request.method = methodOf(message.method());
    m_request.verb = view(message.method_string());
    m_request.target = view(message.target());
    m_request.path = m_request.target.substr(0, m_request.target.find('?'));
    m_request.query = m_request.path.size() < m_request.target.size()
                          ? m_request.target.substr(m_request.path.size() + 1)
                          : std::string_view{};
    for (const auto &field : message)
        m_request.headers.push_back({view(field.name_string()), view(field.value())});
    m_request.remote = m_remote;
    m_request.remotePort = m_remotePort;
    m_request.loopback = m_loopback;
    m_keepAlive = message.keep_alive() && !m_sessions.stopping;
    m_maxBody = m_sessions.options.maxBody;
    if (auto refusal = m_sessions.handlers.accept(m_request, m_header, m_maxBody)) {
        refusal->close = true; // its body, if any, was not read
        return send(*std::move(refusal));
    }
    m_accepted = true;
    beginBody();
}

void HttpSession::beginBody()
{
    m_bodySize = 0;
    m_bodyStart = std::chrono::steady_clock::now();
    const bool chunked = m_parser->chunked();
    const std::uint64_t length = chunked ? 0 : m_parser->content_length().value_or(0);
    if (length > m_maxBody)
        return refuse(413, "PAYLOAD_TOO_LARGE",
                      "the body has " + std::to_string(length) + " bytes, the limit is " +
                          std::to_string(m_maxBody));
    if (!chunked && length == 0)
        return dispatch();
    const auto read = [self = shared_from_this(), chunked, length] {
        if (chunked)
            return self->readChunkedBody();
        self->m_bodyWanted = length;
        if (self->m_body.size() < length + PointDecoder::padding)
            self->m_body.resize(length + PointDecoder::padding);
        self->m_bodySize = std::min<std::size_t>(length, self->m_buffer.size());
        std::memcpy(self->m_body.data(), self->m_buffer.cdata().data(), self->m_bodySize);
        self->m_buffer.consume(self->m_bodySize);
        self->readBody();
    };
    if (!equalIgnoringCase(m_request.header("expect"), "100-continue"))
        return read();
    static constexpr std::string_view proceed = "HTTP/1.1 100 Continue\r\n\r\n";
    m_stream.expires_after(m_sessions.options.writeDeadline);
    asio::async_write(m_stream, asio::buffer(proceed),
                      [self = shared_from_this(), read](Error error, std::size_t) {
                          return error ? self->finish(error) : read();
                      });
}

bool HttpSession::tooSlow(std::size_t received) const
{
    const auto elapsed = std::chrono::steady_clock::now() - m_bodyStart;
    return elapsed > m_sessions.options.headerDeadline &&
           double(received) < std::chrono::duration<double>(elapsed).count() *
                                  double(m_sessions.options.minBodyBytesPerSecond);
}

// Straight into the place it is decoded from.
void HttpSession::readBody()
{
    if (m_bodySize == m_bodyWanted)
        return dispatch();
    if (tooSlow(m_bodySize))
        return refuse(408, "REQUEST_TIMEOUT", "the body came slower than 1 KiB/s");
    m_stream.expires_after(m_sessions.options.headerDeadline);
    m_stream.async_read_some(asio::buffer(m_body.data() + m_bodySize, m_bodyWanted - m_bodySize),
                             [self = shared_from_this()](Error error, std::size_t size) {
                                 self->m_bodySize += size;
                                 if (error == beast::error::timeout)
                                     return self->refuse(408, "REQUEST_TIMEOUT",
                                                         "the body did not arrive in time");
                                 return error ? self->finish(error) : self->readBody();
                             });
}

void HttpSession::readChunkedBody()
{
    m_parser->body_limit(m_maxBody);
    m_parser->eager(true);
    m_stream.expires_after(m_sessions.options.headerDeadline);
    http::async_read_some(m_stream, m_buffer, *m_parser,
                          [self = shared_from_this()](Error error, std::size_t) { self->onChunk(error); });
}

void HttpSession::onChunk(Error error)
{
    if (error == http::error::body_limit)
        return refuse(413, "PAYLOAD_TOO_LARGE",
                      "the body is larger than " + std::to_string(m_maxBody) + " bytes");
    if (error == beast::error::timeout)
        return refuse(408, "REQUEST_TIMEOUT", "the body did not arrive in time");
    if (error && error.category() == http::make_error_code(http::error::bad_chunk).category() &&
        error != http::error::end_of_stream && error != http::error::partial_message)
        return refuse(400, "BAD_REQUEST", "bad chunk: " + error.message());
    if (error)
        return finish(error);
    const std::string &body = m_parser->get().body();
    if (tooSlow(body.size()))
        return refuse(408, "REQUEST_TIMEOUT", "the body came slower than 1 KiB/s");
    if (!m_parser->is_done()) {
        // What is left unread is a chunk's own header, whose extensions would else grow without end.
        if (m_buffer.size() > m_sessions.options.maxHeader)
            return refuse(400, "BAD_REQUEST", "bad chunk: its size line is too long");
        return readChunkedBody();
    }
    if (m_body.size() < body.size() + PointDecoder::padding)
        m_body.resize(body.size() + PointDecoder::padding);
    m_bodySize = body.size();
    std::memcpy(m_body.data(), body.data(), body.size());
    dispatch();
}

void HttpSession::dispatch()
{
    if (m_body.size() < PointDecoder::padding) // there was no body; what follows it is readable all the same
        m_body.resize(PointDecoder::padding);
    m_request.body = {m_body.data(), m_bodySize};
    ServerResponse response;
    try {
        response = m_sessions.handlers.answer(m_request);
    } catch (const std::exception &) {
        response = errorResponse(500, "INTERNAL_ERROR", "the server failed on this request");
    }
    if (response.upgrade)
        return upgrade(std::move(response));
    if (!response.hold)
        return send(std::move(response));
    m_stream.expires_never();
    const auto hold = std::exchange(response.hold, nullptr);
    hold([self = shared_from_this(), held = std::make_shared<ServerResponse>(std::move(response))] {
        if (const auto amend = std::exchange(held->amend, nullptr))
            amend(*held);
        self->send(std::move(*held));
    });
}

void HttpSession::refuse(int status, std::string_view code, std::string_view message)
{
    if (m_sessions.handlers.refused)
        m_sessions.handlers.refused();
    ServerResponse response = errorResponse(status, code, message);
    response.close = true;
    if (m_accepted && m_sessions.handlers.phrase)
        m_sessions.handlers.phrase(m_request, response);
    send(std::move(response));
}

} // namespace desk
