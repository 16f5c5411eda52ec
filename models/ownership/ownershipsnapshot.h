// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/ownership/guid.h"
#include "models/telemetry/time.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace desk {

// How a proxied request ended.
enum class ProxyOutcome : std::uint8_t { success, noWorker, sendFailed, timeout, canceled };
inline constexpr std::size_t proxyOutcomes = 5;

inline std::string_view proxyOutcomeWord(ProxyOutcome outcome)
{
    static constexpr std::array<std::string_view, proxyOutcomes> words{"success", "no_worker", "send_failed",
                                                                       "timeout", "canceled"};
    return words[static_cast<std::size_t>(outcome)];
}

// What a controller counted since it was made. Plain value.
struct OwnershipCounters
{
    std::array<std::uint64_t, proxyOutcomes> outcomes{};
    std::array<std::uint64_t, 5> decisions{}; // by ResourceMap::Decision
    std::uint64_t connected = 0;
    std::uint64_t disconnected = 0;
    std::uint64_t evicted = 0;   // became unhealthy
    std::uint64_t recovered = 0; // and healthy again
    std::uint64_t beatsAnswered = 0;
    std::uint64_t beatsUnsent = 0;
    std::uint64_t beatsMissed = 0;
    std::uint64_t lateAnswers = 0;
    std::uint64_t discarded = 0; // messages that nobody waited for, or that were none

    [[nodiscard]] std::uint64_t requests() const
    {
        std::uint64_t sum = 0;
        for (const std::uint64_t each : outcomes)
            sum += each;
        return sum;
    }
};

// One worker as its controller sees it. Plain value.
struct WorkerFigures
{
    Guid guid;
    std::string ip;
    std::uint16_t port = 0;
    bool healthy = true;
    unsigned failures = 0; // heartbeats in a row that it did not answer
    Timestamp added{};
    std::optional<Timestamp> lastMessage;
    std::vector<std::string> announced;
    std::uint64_t requests = 0;
    std::size_t waiting = 0; // requests it has not answered yet
    std::size_t pins = 0;
    double requestsPerSecond = 0; // over the last second
};

// A path and the worker that owns it. Plain value.
struct PinFigures
{
    std::string path;
    std::size_t worker = 0;          // of OwnershipSnapshot::workers
    std::chrono::nanoseconds idle{}; // since it was last asked for
};

// Device ownership at one moment. Immutable once published.
struct OwnershipSnapshot
{
    static constexpr std::size_t mostPins = 2000; // listed, the last used first

    Timestamp time{};
    std::string address;                // of the listener for workers; empty = it is off
    std::vector<WorkerFigures> workers; // in order of registration
    std::vector<PinFigures> pins;
    std::size_t pinsInAll = 0;
    std::size_t waiting = 0; // requests
    double requestsPerSecond = 0;
    OwnershipCounters counters;
};

} // namespace desk
