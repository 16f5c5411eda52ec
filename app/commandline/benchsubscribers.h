// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/commandline/benchconnection.h"
#include "app/commandline/latencyhistogram.h"

#include <atomic>

namespace desk {

// WebSocket clients of the live stream, each subscribed to everything from the first point on. They read the
// head of each message (its sequence numbers and its oldest point's time) and count the rest without copying
// it, because they share the machine with the server. Slow ones read a byte a second and count for nothing
// else: they are there for what they do to the others. open() and run() on one thread each; results are read
// after run() returned.
class BenchSubscribers
{
public:
    struct Results
    {
        std::uint64_t bytes = 0;
        std::uint64_t messages = 0;
        std::uint64_t lost = 0;      // sequence numbers passed over or said to be gone, of all subscribers
        std::uint64_t received = 0;  // points, of the subscriber that has the fewest
        std::uint64_t slowBytes = 0; // that the slow ones read
        // From an oldest point's generation time, which is when it was sent, to its arrival.
        LatencyHistogram delivery;
    };

    ~BenchSubscribers();

    // Connects, upgrades and subscribes that many. Errors: what the server answers instead.
    Result<void> open(std::size_t count, const ServerAddress &address, const std::string &host,
                      const std::string &token);
    Result<void> openSlow(std::size_t count, const ServerAddress &address, const std::string &host,
                          const std::string &token);
    // Reads until stop; deliveries of points generated from then on are measured.
    Result<void> run(Timestamp from, const std::atomic<bool> &stop);
    // Any thread: the lowest last sequence number that all of them have.
    [[nodiscard]] std::uint64_t reached() const { return m_reached.load(std::memory_order_relaxed); }

    [[nodiscard]] const Results &results() const { return m_results; }

private:
    struct Client
    {
        int socket = -1;
        std::string head;       // what of a frame has to be read
        std::uint64_t skip = 0; // rest of the frame
        std::uint64_t last = 0; // sequence number
        std::uint64_t points = 0;
    };
    static Result<Client> connect(const ServerAddress &address, const std::string &host,
                                  const std::string &token);
    static Result<void> subscribe(Client &client, const ServerAddress &address, const std::string &host,
                                  const std::string &token);
    Result<void> read(Client &client);
    bool takeFrame(Client &client);
    void takeMessage(Client &client, std::string_view start);
    void measureReached();
    void readSlowly();

    std::vector<Client> m_clients;
    std::vector<Client> m_slow;
    std::chrono::steady_clock::time_point m_slowRead{}; // when those read last
    std::atomic<std::uint64_t> m_reached{0};
    Timestamp m_from{};
    Results m_results;
};

} // namespace desk
