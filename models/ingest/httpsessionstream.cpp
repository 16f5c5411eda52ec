// SPDX-License-Identifier: GPL-3.0-or-later
// The part of HttpSession that sends a response without an end, or hands the connection to a WebSocket.
#include "models/ingest/httpsession.h"

#include "models/ingest/websocketsession.h"

#include <boost/asio/buffer.hpp>

namespace desk {

namespace asio = boost::asio;

void HttpSession::openStream()
{
    m_streaming = true;
    m_stream.expires_never();
    watchPeer();
    const auto opened = std::exchange(m_response.stream, nullptr);
    opened({shared_from_this(), static_cast<ResponseStream *>(this)});
}

void HttpSession::abandon()
{
    if (m_webSocket)
        m_webSocket->abandon();
    m_webSocket.reset();
}

void HttpSession::upgrade(ServerResponse response)
{
    if (m_buffer.size() > 0)
        return refuse(400, "BAD_REQUEST", "nothing may follow the request for a WebSocket before its answer");
    m_keepAlive = false;
    m_webSocket = std::make_shared<WebSocketSession>(m_stream, shared_from_this(), m_sessions.time,
                                                     response.maxMessage, [this] {
                                                         const auto self = shared_from_this();
                                                         m_webSocket.reset();
                                                         close();
                                                     });
    m_webSocket->accept(m_parser->get(), response.subprotocol,
                        [self = shared_from_this(), opened = std::move(response.upgrade)] {
                            opened(self->m_webSocket);
                            if (self->m_sessions.stopping)
                                self->stop();
                        });
}

// A reader of a stream says nothing more; what it sends is thrown away, and its going is noticed at once.
void HttpSession::watchPeer()
{
    m_buffer.clear();
    constexpr std::size_t little = 512;
    m_stream.async_read_some(m_buffer.prepare(little), [self = shared_from_this()](Error error, std::size_t) {
        if (error)
            return self->end();
        self->watchPeer();
    });
}

void HttpSession::write(std::shared_ptr<const std::string> bytes)
{
    if (!m_streaming || bytes->empty())
        return;
    m_unsent += bytes->size();
    m_queued.push_back(std::move(bytes));
    if (!m_writing)
        writeQueued();
}

void HttpSession::writeQueued()
{
    constexpr std::size_t atOnce = 16;
    std::array<asio::const_buffer, atOnce> parts;
    std::size_t count = 0;
    std::size_t from = m_taken;
    for (const auto &piece : m_queued) {
        if (count == atOnce)
            break;
        parts[count++] = asio::buffer(piece->data() + from, piece->size() - from);
        from = 0;
    }
    m_writing = true;
    m_stream.expires_after(m_sessions.options.writeDeadline); // the reading side's is set and stays: never
    m_stream.async_write_some(std::vector(parts.begin(), parts.begin() + static_cast<std::ptrdiff_t>(count)),
                              [self = shared_from_this()](Error error, std::size_t size) {
                                  self->m_writing = false;
                                  if (error || !self->m_streaming)
                                      return self->end();
                                  self->m_unsent -= size;
                                  self->m_taken += size;
                                  while (!self->m_queued.empty() &&
                                         self->m_taken >= self->m_queued.front()->size()) {
                                      self->m_taken -= self->m_queued.front()->size();
                                      self->m_queued.pop_front();
                                  }
                                  if (!self->m_queued.empty())
                                      return self->writeQueued();
                                  if (self->onDrained)
                                      self->onDrained();
                              });
}

void HttpSession::end()
{
    if (!std::exchange(m_streaming, false))
        return;
    m_queued.clear();
    m_unsent = 0;
    onDrained = nullptr;
    if (const auto ended = std::exchange(onEnd, nullptr))
        ended();
    close();
}

} // namespace desk
