// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <string>
#include <thread>
#include <vector>

namespace desk {

// A loopback server that answers each read of a connection by what a function says, for tests of clients. One
// thread for each connection; ends with this object.
class CannedServer
{
public:
    // connection: from 0; what arrived. Empty = no answer yet.
    using Answer = std::function<std::string(unsigned connection, const std::string &request)>;

    explicit CannedServer(Answer answer);
    ~CannedServer();
    CannedServer(const CannedServer &) = delete;
    CannedServer &operator=(const CannedServer &) = delete;

    [[nodiscard]] std::uint16_t port() const { return m_port; }

private:
    void accept();
    void serve(int socket, unsigned connection) const;

    Answer m_answer;
    int m_listener = -1;
    std::uint16_t m_port = 0;
    std::atomic<bool> m_stop{false};
    std::thread m_acceptor;
    std::vector<std::thread> m_connections;
};

} // namespace desk
