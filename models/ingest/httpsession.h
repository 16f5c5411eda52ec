// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/ingest/httpserver.h"
#include "models/ingest/serversocket.h"

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>

#include <atomic>
#include <deque>
#include <map>
#include <set>

namespace desk {

class HttpSession;
class WebSocketSession;

// What all connections of a server share. Ingest thread, but for connections.
struct HttpSessions
{
    explicit HttpSessions(const TimeService &ofServer)
        : time(ofServer)
    {
    }

    HttpServer::Options options;
    HttpServer::Handlers handlers;
    const TimeService &time; // of WebSockets
    std::set<std::shared_ptr<HttpSession>> open;
    std::optional<boost::asio::ssl::context> tls; // none = plain
    std::atomic<std::size_t> connections{0};
    std::size_t fresh = 0;                        // of them without a completed request yet
    std::map<std::string, std::size_t> byAddress; // but for loopback
    bool stopping = false;

    [[nodiscard]] bool hasRoomFor(const boost::asio::ip::address &peer) const;
};

// One connection: requests one after the other, each with its deadlines. Private to HttpServer; the only
// other place that sees Beast. Ingest thread.
class HttpSession final : public ResponseStream, public std::enable_shared_from_this<HttpSession>
{
public:
    HttpSession(boost::asio::ip::tcp::socket socket, HttpSessions &sessions);

    void start();
    // Ends the connection now, or after the answer that is under way.
    void stop();
    // After the last handler ran: lets go of what refers back to this.
    void abandon();

    void write(std::shared_ptr<const std::string> bytes) override;
    void end() override;
    [[nodiscard]] std::size_t unsent() const override { return m_unsent; }

private:
    using Error = boost::beast::error_code;

    static constexpr std::size_t readSize = 64 * 1024;

    void waitForRequest();
    void onHeaderBytes(Error error, bool isFirst);
    void parseHeader(std::size_t size);
    void beginBody();
    void readBody();
    void readChunkedBody();
    void onChunk(Error error);
    void dispatch();
    void refuse(int status, std::string_view code, std::string_view message);
    void send(ServerResponse response);
    void sent(Error error);
    void prove();
    void openStream();
    void upgrade(ServerResponse response);
    void watchPeer();
    void writeQueued();
    void finish(Error error);
    void drain();
    void close();
    [[nodiscard]] bool tooSlow(std::size_t received) const;

    HttpSessions &m_sessions;
    ServerSocket m_stream;
    std::string m_remote;
    std::uint16_t m_remotePort = 0;
    bool m_loopback = false;
    boost::beast::flat_buffer m_buffer;
    std::optional<boost::beast::http::request_parser<boost::beast::http::string_body>> m_parser;
    std::string m_header; // raw text of the request's header; the request's views point into it
    HttpRequest m_request;
    std::vector<char> m_body; // grows, is not cleared between requests
    std::size_t m_bodySize = 0;
    std::size_t m_bodyWanted = 0;
    bool m_accepted = false; // the header of m_request
    std::size_t m_maxBody = 0;
    std::chrono::steady_clock::time_point m_bodyStart;
    std::string m_responseHeader;
    ServerResponse m_response;
    std::deque<std::shared_ptr<const std::string>> m_queued; // of a response without end
    std::size_t m_unsent = 0;
    std::size_t m_taken = 0;                       // bytes of m_queued.front() the kernel has
    std::shared_ptr<WebSocketSession> m_webSocket; // reads and writes m_stream from the upgrade on
    bool m_streaming = false;
    bool m_writing = false;
    bool m_keepAlive = true;
    bool m_busy = false;      // a request is being read or answered
    bool m_proven = false;    // has completed a request
    bool m_finishing = false; // the answer is out; what still comes is thrown away
    bool m_closed = false;
};

} // namespace desk
