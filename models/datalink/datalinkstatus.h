// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/telemetry/timeservice.h"

#include <atomic>
#include <mutex>
#include <string>

namespace desk {

// The state of a source, for words: down = wanted but not there, idle = there, nothing came yet or for long.
enum class DataLinkState : std::uint8_t { disabled, connecting, up, idle, down, outOfContact };

// One source as shown in the Links panel. Plain value.
struct DataLinkStatus
{
    std::uint32_t id = 0;
    std::string name;    // "HTTP 127.0.0.1:8000", "Simulated constellation"
    std::string address; // peer or device
    std::string link;    // its id among the links of lab hardware; empty = it is none of them
    DataLinkState state = DataLinkState::disabled;
    std::string reason;       // why it is down, with the remedy; empty otherwise
    std::uint64_t frames = 0; // requests, packets, lines
    std::uint64_t points = 0;
    std::uint64_t bytes = 0;
    std::uint64_t errors = 0;  // refused or undecodable
    SteadyTime lastFrame{};    // epoch = never
    std::uint32_t clients = 0; // open connections of a server
};

// Counters of one source. The owner counts on its own thread; status() may be called on any thread.
class DataLinkStatistics
{
public:
    void count(std::uint64_t points, std::uint64_t bytes, SteadyTime at);
    void countError() { m_errors.fetch_add(1, std::memory_order_relaxed); }
    void setClients(std::uint32_t clients) { m_clients.store(clients, std::memory_order_relaxed); }
    void setState(DataLinkState state, std::string reason = {});
    // Fills the figures, state and reason; id, name and address are the caller's.
    void fill(DataLinkStatus &status) const;

private:
    std::atomic<std::uint64_t> m_frames{0};
    std::atomic<std::uint64_t> m_points{0};
    std::atomic<std::uint64_t> m_bytes{0};
    std::atomic<std::uint64_t> m_errors{0};
    std::atomic<std::int64_t> m_lastFrame{0};
    std::atomic<std::uint32_t> m_clients{0};
    mutable std::mutex m_mutex; // guards m_state, m_reason
    DataLinkState m_state = DataLinkState::disabled;
    std::string m_reason;
};

} // namespace desk
