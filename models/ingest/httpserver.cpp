// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ingest/httpserver.h"

#include "models/ingest/httpsession.h"

#include <boost/asio/ip/v6_only.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>

#include <list>

namespace desk {

namespace asio = boost::asio;
using asio::ip::tcp;

struct HttpServer::Impl
{
    struct Timer
    {
        asio::steady_timer timer;
        std::chrono::milliseconds interval;
        std::function<void()> call;
    };

    Impl(Options options, Handlers handlers, const TimeService &time)
        : sessions(time)
    {
        sessions.options = options;
        sessions.handlers = std::move(handlers);
    }

    boost::system::error_code bind(const tcp::endpoint &endpoint)
    {
        boost::system::error_code error;
        tcp::acceptor acceptor(context);
        acceptor.open(endpoint.protocol(), error);
        if (!error)
            acceptor.set_option(asio::socket_base::reuse_address(true), error);
        if (!error && endpoint.address().is_v6())
            acceptor.set_option(asio::ip::v6_only(true), error);
        if (!error)
            acceptor.bind(endpoint, error);
        if (!error)
            acceptor.listen(asio::socket_base::max_listen_connections, error);
        if (!error)
            acceptors.push_back(std::move(acceptor));
        return error;
    }

    void accept(tcp::acceptor &acceptor)
    {
        acceptor.async_accept([this, &acceptor](boost::system::error_code error, tcp::socket socket) {
            if (sessions.stopping)
                return;
            boost::system::error_code gone;
            const auto peer = error ? tcp::endpoint{} : socket.remote_endpoint(gone);
            if (!error && sessions.hasRoomFor(peer.address())) {
                auto session = std::make_shared<HttpSession>(std::move(socket), sessions);
                sessions.open.insert(session);
                session->start();
            } else if (!error && sessions.handlers.refused) {
                sessions.handlers.refused(); // one connection too many: closed at once
            }
            if (error != asio::error::operation_aborted)
                accept(acceptor);
        });
    }

    void arm(Timer &timer)
    {
        timer.timer.expires_after(timer.interval);
        timer.timer.async_wait([this, &timer](boost::system::error_code error) {
            if (error || sessions.stopping)
                return;
            timer.call();
            arm(timer);
        });
    }

    void shutDown()
    {
        sessions.stopping = true;
        for (tcp::acceptor &acceptor : acceptors)
            acceptor.close();
        for (Timer &timer : timers)
            timer.timer.cancel();
        for (const auto &session : std::set(sessions.open))
            session->stop();
        grace.expires_after(std::chrono::milliseconds(500));
        grace.async_wait([this](boost::system::error_code) { context.stop(); });
        if (sessions.open.empty())
            context.stop();
    }

    asio::io_context context{1};
    HttpSessions sessions; // before what refers to it goes
    std::list<tcp::acceptor> acceptors;
    std::list<Timer> timers;
    asio::steady_timer grace{context};
};

HttpServer::HttpServer(Options options, Handlers handlers, const TimeService &time)
    : m_impl(std::make_unique<Impl>(options, std::move(handlers), time))
{
}

HttpServer::~HttpServer()
{
    for (const auto &session : m_impl->sessions.open)
        session->abandon();
    m_impl->sessions.open.clear();
}

Result<std::uint16_t> HttpServer::listen(const std::string &address, std::uint16_t port)
{
    boost::system::error_code error;
    const auto ip = asio::ip::make_address(address == "localhost" ? "127.0.0.1" : address, error);
    if (error)
        return failure(ErrorCode::invalidArgument,
                       address + " is not an IP address; use for example 127.0.0.1");
    if (const auto code = m_impl->bind({ip, port})) {
        const std::string where = address + ":" + std::to_string(port);
        if (code == asio::error::address_in_use)
            return failure(ErrorCode::addressInUse, where + " is in use by another program");
        return failure(ErrorCode::network, "cannot listen on " + where + ": " + code.message());
    }
    const std::uint16_t bound = m_impl->acceptors.back().local_endpoint().port();
    if (ip == asio::ip::address_v4::loopback())
        m_impl->bind({asio::ip::address_v6::loopback(), bound}); // a system without IPv6 has just the one
    return bound;
}

Result<void> HttpServer::secure(const std::string &certificates, const std::string &key)
{
    namespace ssl = asio::ssl;
    ssl::context context(ssl::context::tls_server);
    boost::system::error_code error;
    context.set_options(ssl::context::default_workarounds | ssl::context::no_tlsv1 |
                            ssl::context::no_tlsv1_1 | ssl::context::no_compression,
                        error);
    const auto refused = [&](const char *what) {
        return failure(ErrorCode::invalidArgument, std::string(what) + ": " + error.message());
    };
    context.use_certificate_chain(asio::buffer(certificates), error);
    if (error)
        return refused("the TLS certificate is not usable");
    context.use_private_key(asio::buffer(key), ssl::context::pem, error);
    if (error)
        return refused("the TLS key is not usable, or is not that of the certificate");
    SSL_CTX_set_options(context.native_handle(), SSL_OP_NO_RENEGOTIATION);
    m_impl->sessions.tls.emplace(std::move(context));
    return {};
}

void HttpServer::every(std::chrono::milliseconds interval, std::function<void()> call)
{
    m_impl->timers.push_back({asio::steady_timer(m_impl->context), interval, std::move(call)});
}

void HttpServer::after(std::chrono::milliseconds wait, std::function<void()> call)
{
    if (wait.count() <= 0)
        return asio::post(m_impl->context, std::move(call));
    auto timer = std::make_shared<asio::steady_timer>(m_impl->context, wait);
    timer->async_wait([timer, call = std::move(call)](boost::system::error_code error) {
        if (!error)
            call();
    });
}

void HttpServer::run()
{
    for (tcp::acceptor &acceptor : m_impl->acceptors)
        m_impl->accept(acceptor);
    for (Impl::Timer &timer : m_impl->timers)
        m_impl->arm(timer);
    const auto work = asio::make_work_guard(m_impl->context);
    m_impl->context.run();
}

void HttpServer::stop()
{
    asio::post(m_impl->context, [this] { m_impl->shutDown(); });
}

void HttpServer::post(std::function<void()> task)
{
    asio::post(m_impl->context, std::move(task));
}

std::size_t HttpServer::connections() const
{
    return m_impl->sessions.connections.load(std::memory_order_relaxed);
}

} // namespace desk
