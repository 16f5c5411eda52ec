// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/beast/core/bind_handler.hpp>
#include <boost/beast/core/role.hpp>
#include <boost/beast/core/tcp_stream.hpp>

#include <memory>

namespace desk {

// One connection's bytes, with TLS or without: an AsyncReadStream and AsyncWriteStream, so that sessions need
// not be templates. Without TLS each call goes straight to the TCP stream: the price is one branch. Private
// to the server's sources. Ingest thread.
class ServerSocket
{
public:
    using next_layer_type = boost::beast::tcp_stream; // beast finds deadlines and the socket through it
    using executor_type = next_layer_type::executor_type;
    using Error = boost::beast::error_code;

    // tls: of the whole server, outlives this; null = plain.
    ServerSocket(boost::asio::ip::tcp::socket socket, boost::asio::ssl::context *tls)
        : m_tcp(std::move(socket))
        , m_tls(tls ? std::make_unique<Tls>(m_tcp, *tls) : nullptr)
    {
    }

    ServerSocket(const ServerSocket &) = delete;
    ServerSocket &operator=(const ServerSocket &) = delete;

    [[nodiscard]] bool isSecure() const { return m_tls != nullptr; }
    [[nodiscard]] boost::asio::ip::tcp::socket &socket() { return m_tcp.socket(); }
    template <class Duration>
    void expires_after(Duration duration)
    {
        m_tcp.expires_after(duration);
    }
    void expires_never() { m_tcp.expires_never(); }

    // Only for a secure socket, before anything is read or written.
    template <class Handler>
    void handshake(Handler &&handler)
    {
        m_tls->async_handshake(boost::asio::ssl::stream_base::server, std::forward<Handler>(handler));
    }
    // Says "no more" within TLS; only for a secure socket that has its handshake behind it.
    template <class Handler>
    void sayGoodbye(Handler &&handler)
    {
        m_tls->async_shutdown(std::forward<Handler>(handler));
    }

    // The names below are those that Asio's and Beast's templates ask for.
    executor_type get_executor() noexcept { return m_tcp.get_executor(); }
    next_layer_type &next_layer() noexcept { return m_tcp; }
    const next_layer_type &next_layer() const noexcept { return m_tcp; }

    template <class Buffers, class Token>
    auto async_read_some(const Buffers &buffers, Token &&token)
    {
        return boost::asio::async_initiate<Token, void(Error, std::size_t)>(
            [this](auto &&handler, const Buffers &to) {
                using Handler = decltype(handler);
                m_tls ? m_tls->async_read_some(to, std::forward<Handler>(handler))
                      : m_tcp.async_read_some(to, std::forward<Handler>(handler));
            },
            token, buffers);
    }
    template <class Buffers, class Token>
    auto async_write_some(const Buffers &buffers, Token &&token)
    {
        return boost::asio::async_initiate<Token, void(Error, std::size_t)>(
            [this](auto &&handler, const Buffers &from) {
                using Handler = decltype(handler);
                m_tls ? m_tls->async_write_some(from, std::forward<Handler>(handler))
                      : m_tcp.async_write_some(from, std::forward<Handler>(handler));
            },
            token, buffers);
    }

private:
    using Tls = boost::asio::ssl::stream<boost::beast::tcp_stream &>;
    boost::beast::tcp_stream m_tcp;
    std::unique_ptr<Tls> m_tls; // its buffers of 34 KB exist only where they are used
};

// How Beast's WebSocket stream ends such a connection.
inline void teardown(boost::beast::role_type, ServerSocket &stream, boost::beast::error_code &error)
{
    stream.socket().shutdown(boost::asio::ip::tcp::socket::shutdown_send, error);
    stream.socket().close(error);
}
template <class Handler>
void async_teardown(boost::beast::role_type role, ServerSocket &stream, Handler &&handler)
{
    boost::beast::error_code error;
    teardown(role, stream, error);
    boost::asio::post(stream.get_executor(),
                      boost::beast::bind_front_handler(std::forward<Handler>(handler), error));
}

} // namespace desk
