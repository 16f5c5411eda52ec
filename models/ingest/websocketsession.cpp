// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ingest/websocketsession.h"

#include <boost/asio/buffer.hpp>
#include <boost/asio/post.hpp>
#include <boost/beast/websocket/error.hpp>

namespace desk {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace websocket = boost::beast::websocket;
using namespace std::chrono_literals;

namespace {
constexpr auto pingEvery = 20s;
constexpr auto noProgress = 30s;
constexpr auto closeWithin = 5s;
constexpr std::size_t keptIncoming = 1U << 20U;
constexpr auto hadToWait = 100ms; // a write that ends sooner says something of our kernel only
} // namespace

WebSocketSession::WebSocketSession(Transport &transport, std::shared_ptr<void> owner, const TimeService &time,
                                   std::size_t maxMessage, std::function<void()> ended)
    : m_time(time)
    , m_owner(std::move(owner))
    , m_socket(std::in_place, transport)
    , m_timer(transport.get_executor())
    , m_ended(std::move(ended))
    , m_progress(m_time.steadyNow())
    , m_heard(m_progress)
    , m_pinged(m_progress)
{
    transport.expires_never(); // Beast's stream and tick() keep the time from here on
    m_socket->set_option(websocket::stream_base::timeout{10s, websocket::stream_base::none(), false});
    m_socket->read_message_max(maxMessage);
    m_socket->auto_fragment(false);
    m_socket->text(true);
}

void WebSocketSession::accept(const Request &request, const std::string &subprotocol,
                              std::function<void()> opened)
{
    m_opened = std::move(opened);
    m_socket->set_option(websocket::stream_base::decorator([subprotocol](websocket::response_type &response) {
        response.set(beast::http::field::server, "constellation/" DESK_VERSION);
        if (!subprotocol.empty())
            response.set(beast::http::field::sec_websocket_protocol, subprotocol);
    }));
    m_socket->control_callback(
        [this](websocket::frame_type, beast::string_view) { m_heard = m_time.steadyNow(); });
    m_socket->async_accept(request, [self = shared_from_this()](Error error) {
        if (error || self->m_over)
            return self->end();
        self->tick();
        std::exchange(self->m_opened, nullptr)();
        self->read();
    });
}

void WebSocketSession::read()
{
    m_socket->async_read(m_incoming,
                         [self = shared_from_this()](Error error, std::size_t) { self->onRead(error); });
}

void WebSocketSession::onRead(Error error)
{
    if (error || m_over)
        return end(); // a message too big was answered with 1009 by Beast
    m_heard = m_time.steadyNow();
    if (m_closing) {
        m_incoming.clear();
    } else if (!m_socket->got_text() && !onBinary) {
        close(CloseCode::policy, "messages are JSON text");
    } else if (const auto &taker = m_socket->got_text() ? onText : onBinary) {
        const auto data = m_incoming.cdata();
        taker({static_cast<const char *>(data.data()), data.size()});
    }
    m_incoming.clear();
    if (m_incoming.capacity() > keptIncoming)
        m_incoming = {};
    if (!m_over)
        read();
}

void WebSocketSession::send(WebSocketMessage message)
{
    if (m_over || m_closing)
        return;
    if (m_queue.empty())
        m_progress = m_time.steadyNow();
    m_unsent += message.size();
    m_queue.push_back(std::move(message));
    if (!m_writing)
        writeNext();
}

void WebSocketSession::writeNext()
{
    m_writing = true;
    m_writeBegan = m_time.steadyNow();
    const WebSocketMessage &message = m_queue.front();
    m_socket->binary(message.binary);
    const std::array<asio::const_buffer, 2> parts{
        asio::buffer(message.head), message.body ? asio::buffer(*message.body) : asio::const_buffer{}};
    m_socket->async_write(parts, [self = shared_from_this()](Error error, std::size_t) {
        self->m_writing = false;
        if (error || self->m_over)
            return self->end();
        self->m_progress = self->m_time.steadyNow();
        if (self->m_progress - self->m_writeBegan >= hadToWait)
            self->m_heard = self->m_progress;
        self->m_unsent -= self->m_queue.front().size();
        self->m_queue.pop_front();
        if (self->m_closing)
            return self->sendClose();
        if (!self->m_queue.empty())
            self->writeNext();
        if (self->onProgress)
            self->onProgress();
    });
}

void WebSocketSession::close(CloseCode code, std::string_view reason)
{
    if (m_over || m_closing)
        return;
    m_closing.emplace(static_cast<websocket::close_code>(code),
                      beast::string_view(reason.data(), reason.size()));
    m_closingSince = m_time.steadyNow();
    // A message under way must end before a close frame may follow; the rest is not sent any more.
    while (m_queue.size() > (m_writing ? 1 : 0)) {
        m_unsent -= m_queue.back().size();
        m_queue.pop_back();
    }
    if (!m_writing)
        sendClose();
}

void WebSocketSession::sendClose()
{
    if (std::exchange(m_closeSent, true))
        return;
    m_socket->async_close(*m_closing, [self = shared_from_this()](Error) { self->end(); });
}

void WebSocketSession::tick()
{
    if (m_over)
        return;
    const auto now = m_time.steadyNow();
    if (m_closing && now - m_closingSince > closeWithin)
        return end(); // it does not take even that
    if (!m_closing && !m_queue.empty() && now - m_progress > noProgress)
        close(CloseCode::tryAgainLater, "nothing was taken for 30 s");
    if (!m_closing && now - m_heard > 2 * pingEvery + 1s)
        return end();
    if (!m_closing && now - m_pinged >= pingEvery && m_queue.empty()) {
        m_pinged = now;
        m_socket->async_ping({}, [self = shared_from_this()](Error error) {
            if (error)
                self->end();
        });
    }
    m_timer.expires_after(1s);
    m_timer.async_wait([self = shared_from_this()](Error error) {
        if (!error)
            self->tick();
    });
}

void WebSocketSession::end()
{
    if (std::exchange(m_over, true))
        return;
    m_timer.cancel();
    Error ignored;
    beast::get_lowest_layer(*m_socket).socket().close(ignored);
    // Once the operations that the close ended have been told.
    asio::post(m_timer.get_executor(), [self = shared_from_this()] { self->abandon(); });
    m_queue.clear();
    m_unsent = 0;
    onText = nullptr;
    onBinary = nullptr;
    onProgress = nullptr;
    if (const auto told = std::exchange(onEnd, nullptr))
        told();
    if (const auto ended = std::exchange(m_ended, nullptr))
        ended();
}

// Beast's reading and closing wait for one another when the peer breaks the protocol while we close: neither
// ends, each holds this session, and this session holds them.
void WebSocketSession::abandon()
{
    m_over = true;
    m_socket.reset();
}

} // namespace desk
