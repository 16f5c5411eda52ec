// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/commandline/cannedserver.h"

#include <arpa/inet.h>
#include <array>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace desk {
namespace {

bool readable(int socket)
{
    pollfd waiting{socket, POLLIN, 0};
    return ::poll(&waiting, 1, 10) > 0;
}

} // namespace

CannedServer::CannedServer(Answer answer)
    : m_answer(std::move(answer))
    , m_listener(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0))
{
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    ::bind(m_listener, reinterpret_cast<const sockaddr *>(&address), size);
    ::listen(m_listener, 64);
    ::getsockname(m_listener, reinterpret_cast<sockaddr *>(&address), &size);
    m_port = ntohs(address.sin_port);
    m_acceptor = std::thread([this] { accept(); });
}

CannedServer::~CannedServer()
{
    m_stop = true;
    m_acceptor.join();
    for (std::thread &connection : m_connections)
        connection.join();
    ::close(m_listener);
}

void CannedServer::accept()
{
    while (!m_stop) {
        if (!readable(m_listener))
            continue;
        const int socket = ::accept4(m_listener, nullptr, nullptr, SOCK_CLOEXEC);
        if (socket >= 0)
            m_connections.emplace_back(
                [this, socket, connection = static_cast<unsigned>(m_connections.size())] {
                    serve(socket, connection);
                });
    }
}

void CannedServer::serve(int socket, unsigned connection) const
{
    std::string request;
    std::array<char, 65536> bytes{};
    while (!m_stop) {
        if (!readable(socket))
            continue;
        const ssize_t got = ::recv(socket, bytes.data(), bytes.size(), 0);
        if (got <= 0)
            break;
        request.append(bytes.data(), static_cast<std::size_t>(got));
        const std::string answer = m_answer(connection, request);
        if (answer.empty())
            continue;
        request.clear();
        if (::send(socket, answer.data(), answer.size(), MSG_NOSIGNAL) < 0)
            break;
    }
    ::close(socket);
}

} // namespace desk
