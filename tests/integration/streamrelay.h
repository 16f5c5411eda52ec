// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <cstdint>
#include <list>
#include <mutex>
#include <thread>

namespace desk {

// A cable between a client and a server that can be pulled: TCP connections to 127.0.0.2 are carried to the
// same port of 127.0.0.1, byte for byte. Threads of its own; called by one.
class StreamRelay
{
public:
    explicit StreamRelay(std::uint16_t port);
    ~StreamRelay();

    // Whether connections are taken now.
    [[nodiscard]] bool isOpen() const { return m_listener >= 0; }
    // Ends every connection in the midst of what is under way, and refuses new ones.
    void cut();
    void restore();
    // Carries nothing more but keeps the connections, as a pulled cable does; until restore().
    void freeze() { m_frozen = true; }

    [[nodiscard]] std::uint64_t connections() const { return m_connections; }
    [[nodiscard]] std::uint64_t bytesToClient() const { return m_bytes; }

private:
    struct Pair
    {
        int client = -1;
        int server = -1;
        std::thread up;
        std::thread down;
    };
    void accept();
    void carry(int from, int to, bool toClient);

    const std::uint16_t m_port;
    std::atomic<int> m_listener{-1};
    std::atomic<bool> m_frozen{false};
    std::atomic<std::uint64_t> m_connections{0};
    std::atomic<std::uint64_t> m_bytes{0};
    std::mutex m_mutex; // guards m_pairs
    std::list<Pair> m_pairs;
    std::thread m_accepting;
};

} // namespace desk
