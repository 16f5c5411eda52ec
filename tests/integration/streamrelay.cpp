// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/integration/streamrelay.h"

#include <arpa/inet.h>
#include <array>
#include <chrono>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

namespace desk {
namespace {

constexpr in_addr_t here = INADDR_LOOPBACK + 1; // 127.0.0.2

sockaddr_in addressOf(in_addr_t host, std::uint16_t port)
{
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(host);
    return address;
}

// Closing it throws away what is still in its buffers.
void makeAbrupt(int socket)
{
    const linger abrupt{1, 0};
    ::setsockopt(socket, SOL_SOCKET, SO_LINGER, &abrupt, sizeof abrupt);
    const int on = 1;
    ::setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
}

bool sendAll(int socket, const char *bytes, std::size_t size)
{
    while (size > 0) {
        const ssize_t sent = ::send(socket, bytes, size, MSG_NOSIGNAL);
        if (sent <= 0)
            return false;
        bytes += sent;
        size -= static_cast<std::size_t>(sent);
    }
    return true;
}

} // namespace

StreamRelay::StreamRelay(std::uint16_t port)
    : m_port(port)
{
    restore();
}

StreamRelay::~StreamRelay()
{
    cut();
}

void StreamRelay::restore()
{
    m_frozen = false;
    if (isOpen())
        return;
    const int listener = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const int on = 1;
    ::setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    const sockaddr_in address = addressOf(here, m_port);
    constexpr int waiting = 16;
    if (::bind(listener, reinterpret_cast<const sockaddr *>(&address), sizeof address) != 0 ||
        ::listen(listener, waiting) != 0) {
        ::close(listener);
        return;
    }
    m_listener = listener;
    m_accepting = std::thread([this] { accept(); });
}

void StreamRelay::cut()
{
    m_frozen = false;
    if (const int listener = m_listener.exchange(-1); listener >= 0) {
        ::shutdown(listener, SHUT_RDWR); // wakes accept()
        m_accepting.join();
        ::close(listener);
    }
    const std::lock_guard lock(m_mutex);
    for (Pair &pair : m_pairs) {
        ::shutdown(pair.client, SHUT_RDWR); // ends both threads
        ::shutdown(pair.server, SHUT_RDWR);
    }
    for (Pair &pair : m_pairs) {
        pair.up.join();
        pair.down.join();
        ::close(pair.client);
        ::close(pair.server);
    }
    m_pairs.clear();
}

void StreamRelay::accept()
{
    while (true) {
        const int client = ::accept4(m_listener, nullptr, nullptr, SOCK_CLOEXEC);
        if (client < 0)
            return;
        const int server = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        makeAbrupt(client);
        makeAbrupt(server);
        const sockaddr_in address = addressOf(INADDR_LOOPBACK, m_port);
        if (::connect(server, reinterpret_cast<const sockaddr *>(&address), sizeof address) != 0) {
            ::close(client);
            ::close(server);
            continue;
        }
        ++m_connections;
        const std::lock_guard lock(m_mutex);
        m_pairs.push_back({client, server,
                           std::thread([this, client, server] { carry(client, server, false); }),
                           std::thread([this, client, server] { carry(server, client, true); })});
    }
}

void StreamRelay::carry(int from, int to, bool toClient)
{
    std::array<char, 65536> bytes{};
    while (true) {
        const ssize_t got = ::recv(from, bytes.data(), bytes.size(), 0);
        while (m_frozen)
            std::this_thread::sleep_for(std::chrono::milliseconds(10));
        if (got <= 0 || !sendAll(to, bytes.data(), static_cast<std::size_t>(got)))
            break;
        if (toClient)
            m_bytes += static_cast<std::uint64_t>(got);
    }
    // One end is gone: so is the other. The descriptors are closed by cut().
    ::shutdown(to, SHUT_RDWR);
    ::shutdown(from, SHUT_RDWR);
}

} // namespace desk
