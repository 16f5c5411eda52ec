// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ownership/workerconnection.h"

#include "models/ownership/workermessage.h"

#include <boost/asio/connect.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/websocket/error.hpp>
#include <boost/beast/websocket/stream.hpp>

#include <algorithm>
#include <deque>

namespace desk {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace websocket = boost::beast::websocket;
using asio::ip::tcp;
using BeastError = beast::error_code;

constexpr std::chrono::seconds openWithin{5};
constexpr std::chrono::seconds silence{30}; // then Beast pings, and ends what does not answer
constexpr std::size_t writeBuffer = 64 * 1024;

class BeastConnection final : public WorkerConnection, public std::enable_shared_from_this<BeastConnection>
{
public:
    BeastConnection(asio::io_context &context, const ControllerAddress &address, const Headers &headers,
                    Handlers handlers)
        : m_address(address)
        , m_headers(headers)
        , m_handlers(std::move(handlers))
        , m_resolver(context)
        , m_socket(context)
    {
    }

    void begin()
    {
        m_resolver.async_resolve(
            m_address.host, m_address.port,
            [self = shared_from_this()](BeastError error, const tcp::resolver::results_type &found) {
                if (error)
                    return self->end(error);
                auto &stream = beast::get_lowest_layer(self->m_socket);
                stream.expires_after(openWithin);
                stream.async_connect(found, [self](BeastError failed, const tcp::endpoint &) {
                    return failed ? self->end(failed) : self->shakeHands();
                });
            });
    }

    void send(std::string message, bool binary) override
    {
        if (!m_isOpen || m_isOver)
            return;
        m_queue.emplace_back(std::move(message), binary);
        if (m_queue.size() == 1)
            writeNext();
    }

    void close() override
    {
        if (m_isOver || std::exchange(m_closing, true))
            return;
        if (!m_isOpen)
            return end({});
        if (m_queue.empty())
            sayGoodbye();
    }

private:
    void shakeHands()
    {
        BeastError ignored;
        auto &stream = beast::get_lowest_layer(m_socket);
        stream.socket().set_option(tcp::no_delay(true), ignored);
        stream.expires_never();
        m_socket.set_option(websocket::stream_base::timeout{openWithin, silence, true});
        m_socket.set_option(websocket::stream_base::decorator([this](websocket::request_type &request) {
            for (const auto &[name, value] : m_headers)
                request.set(name, value);
        }));
        m_socket.read_message_max(WorkerMessageReader::longest);
        m_socket.auto_fragment(false);
        m_socket.write_buffer_bytes(writeBuffer);
        const bool v6 = m_address.host.find(':') != std::string::npos;
        const std::string host = (v6 ? "[" + m_address.host + "]" : m_address.host) + ":" + m_address.port;
        m_socket.async_handshake(m_response, host, m_address.path,
                                 [self = shared_from_this()](BeastError error) {
                                     if (error)
                                         return self->end(error);
                                     self->m_isOpen = true;
                                     self->m_handlers.opened();
                                     self->read();
                                 });
    }

    void read()
    {
        m_socket.async_read(m_incoming, [self = shared_from_this()](BeastError error, std::size_t) {
            if (error)
                return self->end(error);
            const auto data = self->m_incoming.cdata();
            if (!self->m_closing)
                self->m_handlers.message({static_cast<const char *>(data.data()), data.size()});
            self->m_incoming.clear();
            if (self->m_incoming.capacity() > (1U << 20U))
                self->m_incoming = {};
            self->read();
        });
    }

    void writeNext()
    {
        m_socket.binary(m_queue.front().second);
        m_socket.async_write(asio::buffer(m_queue.front().first),
                             [self = shared_from_this()](BeastError error, std::size_t) {
                                 if (error)
                                     return self->end(error);
                                 self->m_queue.pop_front();
                                 if (!self->m_queue.empty())
                                     return self->writeNext();
                                 if (self->m_closing)
                                     self->sayGoodbye();
                             });
    }

    void sayGoodbye()
    {
        m_socket.async_close(websocket::close_code::going_away,
                             [self = shared_from_this()](BeastError) { self->end({}); });
    }

    void end(BeastError error)
    {
        if (std::exchange(m_isOver, true))
            return;
        BeastError ignored;
        beast::get_lowest_layer(m_socket).socket().close(ignored);
        std::string reason = error == websocket::error::closed ? std::string(m_socket.reason().reason.c_str())
                                                               : error.message();
        if (error == websocket::error::upgrade_declined)
            reason = "the controller refused with status " + std::to_string(m_response.result_int());
        const auto ended = std::move(m_handlers.ended);
        m_handlers = {};
        ended(error ? reason : std::string());
    }

    const ControllerAddress m_address;
    const Headers m_headers;
    Handlers m_handlers;
    tcp::resolver m_resolver;
    websocket::stream<beast::tcp_stream, false> m_socket;
    websocket::response_type m_response;
    beast::flat_buffer m_incoming;
    std::deque<std::pair<std::string, bool>> m_queue; // the front one is being written
    bool m_isOpen = false;
    bool m_closing = false;
    bool m_isOver = false;
};

} // namespace

Result<ControllerAddress> ControllerAddress::of(const std::string &url)
{
    constexpr std::string_view scheme = "ws://";
    const auto wrong = [&](const std::string &why) {
        return failure(ErrorCode::invalidArgument,
                       url + " is no controller's address: " + why +
                           "; write for example ws://127.0.0.1:8001",
                       "controller");
    };
    if (url.starts_with("wss://"))
        return wrong("TLS is not spoken here, forward the port, for example by ssh -L 8001:127.0.0.1:8001");
    if (!url.starts_with(scheme))
        return wrong("it must begin with ws://");
    ControllerAddress address;
    std::string rest = url.substr(scheme.size());
    if (const auto slash = rest.find('/'); slash != std::string::npos) {
        address.path = rest.substr(slash);
        rest.resize(slash);
    }
    const auto bracket = rest.find(']');
    const auto colon = rest.rfind(':');
    if (colon != std::string::npos && (bracket == std::string::npos || colon > bracket)) {
        address.port = rest.substr(colon + 1);
        rest.resize(colon);
    }
    if (rest.size() > 2 && rest.front() == '[' && rest.back() == ']')
        rest = rest.substr(1, rest.size() - 2);
    address.host = rest;
    const bool isNumber =
        !address.port.empty() && address.port.size() <= 5 &&
        std::all_of(address.port.begin(), address.port.end(), [](char c) { return c >= '0' && c <= '9'; });
    if (!isNumber || std::stoi(address.port) > 65535 || address.port == "0")
        return wrong("the port must be 1 to 65535");
    if (address.host.empty())
        return wrong("the host is missing");
    return address;
}

std::shared_ptr<WorkerConnection> WorkerConnection::open(asio::io_context &context,
                                                         const ControllerAddress &address,
                                                         const Headers &headers, Handlers handlers)
{
    auto connection = std::make_shared<BeastConnection>(context, address, headers, std::move(handlers));
    connection->begin();
    return connection;
}

} // namespace desk
