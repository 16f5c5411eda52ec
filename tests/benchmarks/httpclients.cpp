// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/benchmarks/httpclients.h"

#include <array>
#include <cerrno>
#include <cstdlib>
#include <deque>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdexcept>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace desk {
namespace {

constexpr int eventsAtOnce = 256;

int connectTo(std::uint16_t port)
{
    const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const int on = 1;
    ::setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(socket, reinterpret_cast<const sockaddr *>(&address), sizeof address) != 0)
        throw std::runtime_error("cannot connect to the server");
    return socket;
}

} // namespace

HttpClients::HttpClients(std::uint16_t port, std::size_t connections, const std::vector<std::string> &paths)
    : m_connections(connections)
    , m_poll(::epoll_create1(EPOLL_CLOEXEC))
{
    for (const std::string &path : paths)
        m_requests.push_back("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + std::to_string(port) +
                             "\r\n\r\n");
    for (std::size_t i = 0; i < connections; ++i) {
        m_connections[i].socket = connectTo(port);
        epoll_event event{};
        event.events = EPOLLIN;
        event.data.u64 = i;
        ::epoll_ctl(m_poll, EPOLL_CTL_ADD, m_connections[i].socket, &event);
    }
}

HttpClients::~HttpClients()
{
    for (const Connection &connection : m_connections)
        ::close(connection.socket);
    ::close(m_poll);
}

void HttpClients::begin(Connection &connection, Clock::time_point due)
{
    const std::string &request = m_requests[m_next++ % m_requests.size()];
    connection.idle = false;
    connection.begun = due;
    if (::send(connection.socket, request.data(), request.size(), MSG_NOSIGNAL) !=
        static_cast<ssize_t>(request.size()))
        throw std::runtime_error("the server took no request");
}

bool HttpClients::take(Connection &connection, Result &result)
{
    std::array<char, 16 * 1024> buffer{};
    const auto count = ::recv(connection.socket, buffer.data(), buffer.size(), MSG_DONTWAIT);
    if (count <= 0) {
        if (count < 0 && (errno == EAGAIN || errno == EINTR))
            return false;
        throw std::runtime_error("the server closed a connection");
    }
    std::string &text = connection.received;
    text.append(buffer.data(), static_cast<std::size_t>(count));
    const auto end = text.find("\r\n\r\n");
    if (end == std::string::npos)
        return false;
    const auto length = text.find("Content-Length: ");
    const std::size_t body = length < end ? std::strtoul(text.data() + length + 16, nullptr, 10) : 0;
    if (text.size() < end + 4 + body)
        return false;
    if (text.compare(9, 3, "200") == 0)
        ++result.answered;
    else
        ++result.failed;
    result.latency.record(Clock::now() - connection.begun);
    text.clear();
    connection.idle = true;
    return true;
}

HttpClients::Result HttpClients::run(double seconds, double rate)
{
    Result result;
    const auto start = Clock::now();
    const auto end =
        start + std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(seconds));
    const auto step =
        std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(rate > 0 ? 1 / rate : 0));
    std::deque<Clock::time_point> due; // that found no idle connection yet
    std::deque<std::size_t> idle;
    auto nextDue = start;
    std::size_t open = 0;
    for (std::size_t i = 0; i < m_connections.size(); ++i)
        idle.push_back(i);
    while (true) {
        const auto now = Clock::now();
        const bool over = now >= end;
        if (over && open == 0)
            break;
        for (; rate > 0 && !over && nextDue <= now; nextDue += step)
            due.push_back(nextDue);
        while (!idle.empty() && !over && (rate == 0 || !due.empty())) {
            begin(m_connections[idle.front()], rate > 0 ? due.front() : Clock::now());
            idle.pop_front();
            if (rate > 0)
                due.pop_front();
            ++open;
        }
        std::array<epoll_event, eventsAtOnce> events{};
        timespec wait{0, 1'000'000};
        if (rate > 0 && !over) {
            const auto left =
                std::chrono::duration_cast<std::chrono::nanoseconds>(nextDue - Clock::now()).count();
            wait.tv_nsec = std::max<long>(0, std::min<long>(left, 1'000'000));
        }
        const int count = ::epoll_pwait2(m_poll, events.data(), eventsAtOnce, &wait, nullptr);
        for (int i = 0; i < count; ++i) {
            if (!take(m_connections[events[static_cast<std::size_t>(i)].data.u64], result))
                continue;
            idle.push_back(events[static_cast<std::size_t>(i)].data.u64);
            --open;
        }
    }
    result.seconds = std::chrono::duration<double>(Clock::now() - start).count();
    return result;
}

} // namespace desk
