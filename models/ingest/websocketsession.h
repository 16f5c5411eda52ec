// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/ingest/serversocket.h"
#include "models/ingest/websocketpeer.h"
#include "models/telemetry/timeservice.h"

#include <boost/asio/steady_timer.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/message.hpp>
#include <boost/beast/http/string_body.hpp>
#include <boost/beast/websocket/stream.hpp>

#include <chrono>
#include <deque>
#include <optional>

namespace desk {

// A connection after its upgrade, by Beast: pings every 20 s, dead after two that nobody answered, closed
// with 1013 when it took nothing for 30 s. The bytes go through the HTTP session's transport, which the owner
// keeps. Private to HttpSession. Ingest thread.
class WebSocketSession final : public WebSocketPeer, public std::enable_shared_from_this<WebSocketSession>
{
public:
    using Transport = ServerSocket;
    using Request = boost::beast::http::request<boost::beast::http::string_body>;

    // ended: once, when the transport is of no more use.
    WebSocketSession(Transport &transport, std::shared_ptr<void> owner, const TimeService &time,
                     std::size_t maxMessage, std::function<void()> ended);

    // Answers the upgrade; opened is called when it was agreed on.
    void accept(const Request &request, const std::string &subprotocol, std::function<void()> opened);

    // Lets go of every operation that has not ended. After end(), or when no handler runs any more.
    void abandon();

    void send(WebSocketMessage message) override;
    void close(CloseCode code, std::string_view reason) override;
    [[nodiscard]] std::size_t unsent() const override { return m_unsent; }

private:
    using Error = boost::beast::error_code;

    void read();
    void onRead(Error error);
    void writeNext();
    void sendClose();
    void tick();
    void end();

    const TimeService &m_time;
    std::shared_ptr<void> m_owner;
    std::optional<boost::beast::websocket::stream<Transport &, false>> m_socket; // until it is over
    boost::asio::steady_timer m_timer;
    std::function<void()> m_ended;
    std::function<void()> m_opened;
    boost::beast::flat_buffer m_incoming;
    std::deque<WebSocketMessage> m_queue; // the front one is being written
    std::size_t m_unsent = 0;
    bool m_writing = false;
    bool m_over = false;
    std::optional<boost::beast::websocket::close_reason> m_closing;
    bool m_closeSent = false;
    SteadyTime m_progress; // last message taken, or nothing to take
    SteadyTime m_heard;    // last sign of life: what it sent, or that it made room for a write that waited
    SteadyTime m_writeBegan;
    SteadyTime m_pinged;
    SteadyTime m_closingSince;
};

} // namespace desk
