// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/telemetry/time.h"

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>

namespace desk {

// Why something happened in the simulated constellation: what forecasts and alarms can be judged by.
enum class SimulationCause : std::uint8_t {
    rain,         // a station's rain attenuation is above 1 dB; magnitude = its peak so far
    settingPass,  // from the highest point of a ground link to its end; magnitude = elevation there, degrees
    fillingQueue, // a link's queue is above a tenth of its buffer; magnitude = the share at its fullest
    nodeFailure,  // the following are injected
    linkFlap,
    rainCell,
    stuckSensor,
    clockSkew,
    burst,
};

std::string_view simulationCauseWord(SimulationCause cause);
constexpr bool isInjected(SimulationCause cause)
{
    return cause >= SimulationCause::nodeFailure;
}

struct SimulationRecord
{
    std::uint64_t number = 0; // from 1, in order of beginning
    SimulationCause cause{};
    std::string node;
    std::string dst;    // of a link; empty = the node
    std::string metric; // of a stuck sensor
    double magnitude = 0;
    Timestamp start{};
    std::optional<Timestamp> end; // nothing while it lasts

    bool operator==(const SimulationRecord &) const = default;
};

// What happened, oldest first, bounded (the oldest go first). Lives with its simulator, one thread.
class SimulationLog
{
public:
    explicit SimulationLog(std::size_t capacity = 100'000)
        : m_capacity(capacity)
    {
    }

    // The record's number.
    std::uint64_t begin(SimulationRecord record);
    // Nothing happens where the record is gone or has ended.
    void raise(std::uint64_t number, double magnitude); // to that magnitude, if it is higher
    void end(std::uint64_t number, Timestamp time);

    const std::deque<SimulationRecord> &records() const { return m_records; }

private:
    SimulationRecord *find(std::uint64_t number);

    std::size_t m_capacity;
    std::uint64_t m_last = 0;
    std::deque<SimulationRecord> m_records;
};

} // namespace desk
