// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/telemetry/eventlog.h"

#include <string>
#include <vector>

namespace desk {

// Points that are missing between two reception times, or the time in which none could come.
struct SessionGap
{
    std::string source; // name of a data link; empty: all of them
    Timestamp begin{};
    Timestamp end{};
    std::uint64_t first = 1; // sequence numbers; first > last: none were given
    std::uint64_t last = 0;
    std::string cause; // a word of the contract
    bool operator==(const SessionGap &) const = default;
};

// The fleet graph as it was from a moment on.
struct SessionTopology
{
    std::uint64_t sequence = 0; // of the next point
    Timestamp reception{};
    std::uint64_t version = 0;
    std::string json; // as GET /api/v1/topology/ answers, without figures
    bool operator==(const SessionTopology &) const = default;
};

struct SessionLimits
{
    std::uint64_t sequence = 0; // of the first point they hold for
    Timestamp reception{};
    std::string toml;
    bool operator==(const SessionLimits &) const = default;
};

// What a recording holds besides points. Times are those of the desk. Events are known by their number: one
// that comes again takes the place of the earlier. A value.
struct SessionLog
{
    std::vector<SessionGap> gaps;
    std::vector<Event> events;
    std::vector<SessionTopology> topologies;
    std::vector<SessionLimits> limits;

    [[nodiscard]] bool isEmpty() const
    {
        return gaps.empty() && events.empty() && topologies.empty() && limits.empty();
    }
    void append(SessionLog other);
    bool operator==(const SessionLog &) const = default;
};

} // namespace desk
