// SPDX-License-Identifier: GPL-3.0-or-later
// The part of HttpSession that sends an answer and ends the connection.
#include "models/ingest/httpsession.h"

#include <boost/asio/buffer.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/http/status.hpp>

#include <algorithm>
#include <array>

namespace desk {

namespace asio = boost::asio;
namespace http = boost::beast::http;

namespace {
constexpr std::size_t keptBody = 4U << 20U; // a connection keeps at most this much between requests

std::string_view reasonOf(int status)
{
    const auto words = http::obsolete_reason(static_cast<http::status>(status));
    return {words.data(), words.size()};
}

} // namespace

void HttpSession::send(ServerResponse response)
{
    m_response = std::move(response);
    m_keepAlive = m_keepAlive && !m_response.close && !m_response.stream && !m_sessions.stopping;
    m_responseHeader.assign("HTTP/1.1 ")
        .append(std::to_string(m_response.status))
        .append(" ")
        .append(reasonOf(m_response.status))
        .append("\r\n");
    const bool bodyless =
        m_request.method == HttpMethod::head || m_response.status == 204 || m_response.status == 304;
    const auto brings = [this](std::string_view name) {
        return std::any_of(m_response.headers.begin(), m_response.headers.end(),
                           [&](const auto &header) { return equalIgnoringCase(header.first, name); });
    };
    if (!brings("server"))
        m_responseHeader += "Server: constellation/" DESK_VERSION "\r\n";
    if (!m_response.stream && m_response.status != 204 && !(bodyless && brings("content-length")))
        m_responseHeader.append("Content-Length: ")
            .append(std::to_string(m_response.body.size()))
            .append("\r\n");
    if (!m_response.body.empty() || m_response.stream)
        m_responseHeader.append("Content-Type: ").append(m_response.contentType).append("\r\n");
    for (const auto &[name, value] : m_response.headers)
        m_responseHeader.append(name).append(": ").append(value).append("\r\n");
    if (!m_keepAlive)
        m_responseHeader += "Connection: close\r\n";
    if (!brings("x-content-type-options"))
        m_responseHeader += "X-Content-Type-Options: nosniff\r\n";
    m_responseHeader += "\r\n";
    if (!m_response.close)
        prove();
    std::array<asio::const_buffer, 2> parts{asio::buffer(m_responseHeader),
                                            bodyless ? asio::const_buffer{} : asio::buffer(m_response.body)};
    if (!m_stream.isSecure()) { // the kernel takes most answers at once: no deadline, no second turn
        Error error;
        std::size_t written = m_stream.socket().write_some(parts, error);
        if (error && error != asio::error::would_block)
            return sent(error);
        for (asio::const_buffer &part : parts) {
            const std::size_t ofPart = std::min(written, part.size());
            part += ofPart;
            written -= ofPart;
        }
        if (parts[0].size() + parts[1].size() == 0)
            return sent({});
    }
    m_stream.expires_after(m_sessions.options.writeDeadline);
    asio::async_write(m_stream, parts,
                      [self = shared_from_this()](Error error, std::size_t) { self->sent(error); });
}

void HttpSession::sent(Error error)
{
    if (!error && m_response.stream && m_request.method != HttpMethod::head)
        return openStream();
    if (error || !m_keepAlive)
        return finish(error);
    if (m_body.size() > keptBody)
        std::vector<char>().swap(m_body);
    m_request = {}; // what is refused before its header is read must not be answered as this one
    waitForRequest();
}

void HttpSession::finish(Error error)
{
    if (m_closed || std::exchange(m_finishing, true))
        return;
    m_stream.expires_after(std::chrono::seconds(1));
    m_buffer.clear();
    if (m_stream.isSecure() && !error) {
        m_stream.sayGoodbye([self = shared_from_this()](Error) { self->drain(); });
        return;
    }
    drain();
}

// What the peer still sends is read and thrown away for a moment: closing a socket with unread bytes resets
// the connection, and the peer would lose our answer.
void HttpSession::drain()
{
    if (m_closed)
        return;
    Error ignored;
    m_stream.socket().shutdown(asio::ip::tcp::socket::shutdown_send, ignored);
    m_buffer.clear();
    m_stream.next_layer().async_read_some(m_buffer.prepare(readSize),
                                          [self = shared_from_this()](Error error, std::size_t) {
                                              if (error || self->m_sessions.stopping)
                                                  return self->close();
                                              self->drain();
                                          });
}

void HttpSession::close()
{
    if (m_closed)
        return;
    m_closed = true;
    --m_sessions.connections;
    prove(); // no longer counted as fresh
    if (const auto own = m_sessions.byAddress.find(m_remote);
        own != m_sessions.byAddress.end() && --own->second == 0)
        m_sessions.byAddress.erase(own);
    Error ignored;
    m_stream.socket().close(ignored);
    m_sessions.open.erase(shared_from_this());
}

} // namespace desk
