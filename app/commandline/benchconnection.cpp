// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commandline/benchconnection.h"

#include <cerrno>
#include <charconv>
#include <cstring>
#include <fcntl.h>
#include <netdb.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>
#include <utility>

namespace desk {
namespace {

constexpr std::size_t bufferBytes = 64U << 10U;

} // namespace

Result<ServerAddress> ServerAddress::of(const std::string &url)
{
    const bool isTls = url.starts_with("https://");
    const std::string_view scheme = isTls ? "https://" : "http://";
    const auto wrong = [&] {
        return failure(ErrorCode::invalidArgument, url + " is not an address like http://127.0.0.1:8000",
                       "url");
    };
    if (!url.starts_with(scheme))
        return wrong();
    constexpr std::uint16_t securePort = 443;
    ServerAddress address;
    address.isTls = isTls;
    address.port = isTls ? securePort : address.port;
    std::string rest = url.substr(scheme.size());
    rest = rest.substr(0, rest.find('/'));
    const std::size_t colon = rest.rfind(':');
    const bool hasPort = colon != std::string::npos && rest.find(']', colon) == std::string::npos;
    if (hasPort) {
        const char *const end = rest.data() + rest.size();
        const auto read = std::from_chars(rest.data() + colon + 1, end, address.port);
        if (read.ec != std::errc{} || read.ptr != end)
            return wrong();
        rest.resize(colon);
    }
    if (rest.size() > 2 && rest.front() == '[')
        rest = rest.substr(1, rest.size() - 2);
    address.host = rest;
    return rest.empty() ? Result<ServerAddress>(wrong()) : address;
}

Error ServerAddress::broken(const char *what) const
{
    return {ErrorCode::network,
            host + ":" + std::to_string(port) + ": " + what +
                (errno != 0 ? std::string(": ") + std::strerror(errno) : ""),
            {}};
}

Result<int> ServerAddress::connect() const
{
    addrinfo hints{};
    hints.ai_family = AF_UNSPEC;
    hints.ai_socktype = SOCK_STREAM;
    addrinfo *found = nullptr;
    errno = 0;
    if (::getaddrinfo(host.c_str(), std::to_string(port).c_str(), &hints, &found) != 0)
        return tl::unexpected(broken("no such host"));
    int made = -1;
    for (const addrinfo *each = found; each && made < 0; each = each->ai_next) {
        made = ::socket(each->ai_family, SOCK_STREAM | SOCK_CLOEXEC, 0);
        if (made >= 0 && ::connect(made, each->ai_addr, each->ai_addrlen) != 0)
            ::close(std::exchange(made, -1));
    }
    ::freeaddrinfo(found);
    if (made < 0)
        return tl::unexpected(broken("no connection"));
    const int on = 1;
    ::setsockopt(made, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    return made;
}

BenchConnection::BenchConnection(ServerAddress address, BenchLoad load, std::shared_ptr<const BenchTls> tls)
    : m_address(std::move(address))
    , m_load(std::move(load))
    , m_tls(std::move(tls))
    , m_buffer(bufferBytes, '\0')
{
}

BenchConnection::BenchConnection(BenchConnection &&other) noexcept
    : m_address(std::move(other.m_address))
    , m_load(std::move(other.m_load))
    , m_tls(std::move(other.m_tls))
    , m_socket(std::exchange(other.m_socket, -1))
    , m_session(std::move(other.m_session))
    , m_idle(other.m_idle)
    , m_begun(other.m_begun)
    , m_unsent(other.m_unsent)
    , m_buffer(std::move(other.m_buffer))
    , m_received(other.m_received)
{
}

BenchConnection::~BenchConnection()
{
    if (m_socket >= 0)
        ::close(m_socket);
}

Result<void> BenchConnection::connect()
{
    m_session.reset();
    if (m_socket >= 0)
        ::close(std::exchange(m_socket, -1));
    const auto made = m_address.connect();
    if (!made)
        return tl::unexpected(made.error());
    m_socket = *made;
    if (m_tls) {
        auto session = m_tls->begin(m_socket);
        if (!session)
            return tl::unexpected(session.error());
        m_session = *std::move(session);
    }
    ::fcntl(m_socket, F_SETFL, ::fcntl(m_socket, F_GETFL) | O_NONBLOCK);
    m_idle = true;
    m_received = 0;
    return {};
}

Result<void> BenchConnection::begin(Timestamp stamp, Clock::time_point begun)
{
    m_begun = begun;
    m_idle = false;
    m_received = 0;
    m_unsent = m_load.next(stamp);
    return send();
}

Result<void> BenchConnection::send()
{
    while (!m_unsent.empty()) {
        const ssize_t sent = m_session ? BenchTls::send(m_session.get(), m_unsent)
                                       : ::send(m_socket, m_unsent.data(), m_unsent.size(), MSG_NOSIGNAL);
        if (sent < 0 && errno == EINTR)
            continue;
        if (sent < 0 && errno == EAGAIN)
            return {};
        // A server that refuses early closes while we still send: its answer says why.
        if (sent <= 0 && m_received == 0 && errno != EPIPE && errno != ECONNRESET)
            return tl::unexpected(m_address.broken("the request could not be sent"));
        m_unsent.remove_prefix(sent > 0 ? static_cast<std::size_t>(sent) : m_unsent.size());
    }
    return {};
}

// Whether there may be more to read.
Result<bool> BenchConnection::receive()
{
    if (m_received == m_buffer.size())
        return tl::unexpected(Error{ErrorCode::network, "an answer that is too long", {}});
    char *const to = m_buffer.data() + m_received;
    const std::size_t room = m_buffer.size() - m_received;
    const ssize_t got =
        m_session ? BenchTls::receive(m_session.get(), to, room) : ::recv(m_socket, to, room, 0);
    if (got < 0 && (errno == EAGAIN || errno == EINTR))
        return errno == EINTR;
    if (got <= 0) {
        errno = got == 0 ? 0 : errno;
        return tl::unexpected(m_address.broken("the connection ended without an answer"));
    }
    m_received += static_cast<std::size_t>(got);
    return true;
}

// A status line, headers with a Content-Length, a body: all that our server sends.
Result<std::optional<BenchConnection::Answer>> BenchConnection::answer()
{
    const std::string_view text(m_buffer.data(), m_received);
    const std::size_t end = text.find("\r\n\r\n");
    if (end == std::string_view::npos)
        return std::nullopt;
    static constexpr std::string_view name = "Content-Length: ";
    const std::size_t at = text.find(name);
    std::size_t length = 0;
    if (at < end)
        std::from_chars(text.data() + at + name.size(), text.data() + end, length);
    if (m_received < end + 4 + length)
        return std::nullopt;
    Answer answer;
    answer.text = text.substr(0, end + 4 + length);
    std::from_chars(text.data() + 9, text.data() + end, answer.status);
    answer.close = text.substr(0, end).find("Connection: close") != std::string_view::npos;
    m_idle = true;
    m_unsent = {};
    return answer;
}

Result<std::optional<BenchConnection::Answer>> BenchConnection::proceed()
{
    if (m_idle)
        return std::nullopt;
    if (auto sent = send(); !sent)
        return tl::unexpected(sent.error());
    for (;;) {
        const auto more = receive();
        if (!more)
            return tl::unexpected(more.error());
        if (!*more)
            return std::nullopt;
        auto whole = answer();
        if (!whole || *whole)
            return whole;
    }
}

} // namespace desk
