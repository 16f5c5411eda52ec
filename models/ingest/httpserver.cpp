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

    // Some addresses whose connections are treated alike.
    struct Door
    {
        Door(Options options, Handlers handlers, const TimeService &time)
            : sessions(time)
        {
            sessions.options = options;
            sessions.handlers = std::move(handlers);
        }
        HttpSessions sessions; // before what refers to it goes
        std::list<tcp::acceptor> acceptors;
    };

    Impl(Options options, Handlers handlers, const TimeService &service)
        : time(service)
    {
        doors.emplace_back(options, std::move(handlers), time);
    }

    boost::system::error_code bind(Door &door, const tcp::endpoint &endpoint)
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
            door.acceptors.push_back(std::move(acceptor));
        return error;
    }

    void accept(HttpSessions &sessions, tcp::acceptor &acceptor)
    {
        acceptor.async_accept(
            [this, &sessions, &acceptor](boost::system::error_code error, tcp::socket socket) {
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
                    accept(sessions, acceptor);
            });
    }

    void arm(Timer &timer)
    {
        timer.timer.expires_after(timer.interval);
        timer.timer.async_wait([this, &timer](boost::system::error_code error) {
            if (error || doors.front().sessions.stopping)
                return;
            timer.call();
            arm(timer);
        });
    }

    void shutDown()
    {
        bool anyOpen = false;
        for (Timer &timer : timers)
            timer.timer.cancel();
        for (Door &door : doors) {
            door.sessions.stopping = true;
            for (tcp::acceptor &acceptor : door.acceptors)
                acceptor.close();
            for (const auto &session : std::set(door.sessions.open))
                session->stop();
            anyOpen = anyOpen || !door.sessions.open.empty();
        }
        grace.expires_after(std::chrono::milliseconds(500));
        grace.async_wait([this](boost::system::error_code) { context.stop(); });
        if (!anyOpen)
            context.stop();
    }

    Result<std::uint16_t> listen(Door &door, const std::string &address, std::uint16_t port);

    const TimeService &time;
    asio::io_context context{1};
    std::list<Door> doors;
    std::list<Timer> timers;
    asio::steady_timer grace{context};
    std::string certificates; // of secure()
    std::string key;
};

namespace {

Result<asio::ssl::context> tlsContext(const std::string &certificates, const std::string &key)
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
    return context;
}

} // namespace

HttpServer::HttpServer(Options options, Handlers handlers, const TimeService &time)
    : m_impl(std::make_unique<Impl>(options, std::move(handlers), time))
{
}

HttpServer::~HttpServer()
{
    for (Impl::Door &door : m_impl->doors) {
        for (const auto &session : door.sessions.open)
            session->abandon();
        door.sessions.open.clear();
    }
}

Result<std::uint16_t> HttpServer::Impl::listen(Door &door, const std::string &address, std::uint16_t port)
{
    boost::system::error_code error;
    const auto ip = asio::ip::make_address(address == "localhost" ? "127.0.0.1" : address, error);
    if (error)
        return failure(ErrorCode::invalidArgument,
                       address + " is not an IP address; use for example 127.0.0.1");
    if (const auto code = bind(door, {ip, port})) {
        const std::string where = address + ":" + std::to_string(port);
        if (code == asio::error::address_in_use)
            return failure(ErrorCode::addressInUse, where + " is in use by another program");
        return failure(ErrorCode::network, "cannot listen on " + where + ": " + code.message());
    }
    const std::uint16_t bound = door.acceptors.back().local_endpoint().port();
    if (ip == asio::ip::address_v4::loopback())
        bind(door, {asio::ip::address_v6::loopback(), bound}); // a system without IPv6 has just the one
    return bound;
}

Result<std::uint16_t> HttpServer::listen(const std::string &address, std::uint16_t port)
{
    return m_impl->listen(m_impl->doors.front(), address, port);
}

Result<std::uint16_t> HttpServer::listen(const std::string &address, std::uint16_t port, Options options,
                                         Handlers handlers, bool secured)
{
    Impl::Door &door = m_impl->doors.emplace_back(options, std::move(handlers), m_impl->time);
    auto bound = m_impl->listen(door, address, port);
    if (bound && secured) {
        auto context = tlsContext(m_impl->certificates, m_impl->key);
        if (!context)
            bound = tl::unexpected(context.error());
        else
            door.sessions.tls.emplace(*std::move(context));
    }
    if (!bound)
        m_impl->doors.pop_back();
    return bound;
}

Result<void> HttpServer::secure(const std::string &certificates, const std::string &key)
{
    auto context = tlsContext(certificates, key);
    if (!context)
        return tl::unexpected(context.error());
    m_impl->doors.front().sessions.tls.emplace(*std::move(context));
    m_impl->certificates = certificates;
    m_impl->key = key;
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
    for (Impl::Door &door : m_impl->doors) {
        for (tcp::acceptor &acceptor : door.acceptors)
            m_impl->accept(door.sessions, acceptor);
    }
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
    return m_impl->doors.front().sessions.connections.load(std::memory_order_relaxed);
}

} // namespace desk
