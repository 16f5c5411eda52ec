// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commandline/benchclient.h"

#include "models/telemetry/timeservice.h"

#include <arpa/inet.h>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <netdb.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>
#include <utility>

namespace desk {
namespace {

constexpr std::size_t bufferBytes = 64U << 10U;
constexpr int timeoutSeconds = 15;

} // namespace

BenchClient::BenchClient(std::string host, std::uint16_t port, BenchLoad load)
    : m_host(std::move(host))
    , m_port(port)
    , m_load(std::move(load))
    , m_buffer(bufferBytes, '\0')
{
    constexpr std::size_t usual = 100'000; // no growth while it is measured
    m_results.latencies.reserve(usual);
}

BenchClient::BenchClient(BenchClient &&other) noexcept
    : m_host(std::move(other.m_host))
    , m_port(other.m_port)
    , m_load(std::move(other.m_load))
    , m_socket(std::exchange(other.m_socket, -1))
    , m_buffer(std::move(other.m_buffer))
    , m_results(std::move(other.m_results))
{
}

BenchClient::~BenchClient()
{
    if (m_socket >= 0)
        ::close(m_socket);
}

Error BenchClient::broken(const char *what) const
{
    return {ErrorCode::network,
            m_host + ":" + std::to_string(m_port) + ": " + what +
                (errno != 0 ? std::string(": ") + std::strerror(errno) : ""),
            {}};
}

Result<void> BenchClient::connect()
{
    if (m_socket >= 0)
        ::close(std::exchange(m_socket, -1));
    addrinfo hints{};
    hints.ai_socktype = SOCK_STREAM;
    addrinfo *found = nullptr;
    if (::getaddrinfo(m_host.c_str(), std::to_string(m_port).c_str(), &hints, &found) != 0)
        return tl::unexpected(broken("no such host"));
    for (const addrinfo *each = found; each && m_socket < 0; each = each->ai_next) {
        m_socket = ::socket(each->ai_family, SOCK_STREAM | SOCK_CLOEXEC, 0);
        if (m_socket >= 0 && ::connect(m_socket, each->ai_addr, each->ai_addrlen) != 0)
            ::close(std::exchange(m_socket, -1));
    }
    ::freeaddrinfo(found);
    if (m_socket < 0)
        return tl::unexpected(broken("no connection"));
    const int on = 1;
    ::setsockopt(m_socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    const timeval limit{timeoutSeconds, 0};
    ::setsockopt(m_socket, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
    ::setsockopt(m_socket, SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof limit);
    return {};
}

Result<void> BenchClient::send(std::string_view bytes) const
{
    while (!bytes.empty()) {
        const ssize_t sent = ::send(m_socket, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent < 0 && errno == EINTR)
            continue;
        if (sent <= 0)
            return tl::unexpected(broken("the request could not be sent"));
        bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return {};
}

// A status line, headers with a Content-Length, a body: all that our server sends.
Result<BenchClient::Answer> BenchClient::receive()
{
    std::size_t have = 0;
    std::size_t want = 0;
    while (want == 0 || have < want) {
        if (have == m_buffer.size())
            return tl::unexpected(broken("an answer that is too long"));
        const ssize_t got = ::recv(m_socket, m_buffer.data() + have, m_buffer.size() - have, 0);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            return tl::unexpected(broken("no answer"));
        have += static_cast<std::size_t>(got);
        const std::string_view text(m_buffer.data(), have);
        const std::size_t end = text.find("\r\n\r\n");
        if (want > 0 || end == std::string_view::npos)
            continue;
        static constexpr std::string_view name = "Content-Length: ";
        const std::size_t at = text.find(name);
        std::size_t length = 0;
        if (at < end)
            std::from_chars(text.data() + at + name.size(), text.data() + end, length);
        want = end + 4 + length;
    }
    Answer answer;
    answer.text = std::string_view(m_buffer.data(), want);
    std::from_chars(m_buffer.data() + std::min<std::size_t>(9, want), m_buffer.data() + want, answer.status);
    answer.close = answer.text.find("Connection: close") != std::string_view::npos;
    return answer;
}

Result<void> BenchClient::run(const std::atomic<bool> &measured, const std::atomic<bool> &stop)
{
    using Clock = std::chrono::steady_clock;
    const SystemTimeService time;
    while (!stop.load(std::memory_order_relaxed)) {
        const std::string_view request = m_load.next(time.now());
        const auto begun = Clock::now();
        if (auto sent = send(request); !sent)
            return sent;
        const auto answer = receive();
        if (!answer)
            return tl::unexpected(answer.error());
        const auto took = std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - begun);
        const bool good = answer->status >= 200 && answer->status < 300;
        if (!good && m_results.refused++ == 0)
            m_results.refusal = std::string(answer->text);
        if (good && measured.load(std::memory_order_relaxed)) {
            ++m_results.requests;
            m_results.latencies.push_back(static_cast<std::uint32_t>(took.count()));
        }
        if (!good) // an overloaded server is not to be hammered
            std::this_thread::sleep_for(std::chrono::milliseconds(10));
        if (answer->close) {
            if (auto again = connect(); !again)
                return again;
        }
    }
    return {};
}

} // namespace desk
