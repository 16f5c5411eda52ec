// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/telemetry/eventlog.h"
#include "models/telemetry/ids.h"

#include <string>
#include <vector>

namespace desk {

// Points that are missing between two reception times, or the time in which none could come. One that goes on
// is written when it is noticed, open, and again when it ends: with the same source and begin, and its end.
struct SessionGap
{
    static constexpr Timestamp open = Timestamp::max();

    std::string source; // a subject (models/telemetry/gapsubject.h) or a data link; empty: everything
    Timestamp begin{};
    Timestamp end{};         // open: it goes on
    std::uint64_t first = 1; // sequence numbers; first > last: none were given
    std::uint64_t last = 0;
    std::string cause; // a word of the contract

    // From when on it is known: a replay says nothing of it before.
    [[nodiscard]] Timestamp known() const { return end == open ? begin : end; }
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

// A mark that an operator set: a moment (begin = end) or a stretch, and what there was to say of it.
struct SessionNote
{
    Timestamp begin{};
    Timestamp end{};
    Timestamp written{};
    std::string operatorName;
    std::string text;
    bool operator==(const SessionNote &) const = default;
};

// A forecast as it was issued. What it said is its maker's to read (models/forecast/forecastrecord.h).
struct SessionForecast
{
    SeriesId series{};
    Timestamp issued{};
    std::string model; // a word of the contract
    std::string data;
    bool operator==(const SessionForecast &) const = default;
};

// What a recording holds besides points. Times are those of the desk. Events are known by their number: one
// that comes again takes the place of the earlier. A value.
struct SessionLog
{
    std::vector<SessionGap> gaps;
    std::vector<Event> events;
    std::vector<SessionTopology> topologies;
    std::vector<SessionLimits> limits;
    std::vector<SessionNote> notes = {};
    // Written like the rest, read by SessionLogReader::forecasts() only: there may be a million a day.
    std::vector<SessionForecast> forecasts = {};

    [[nodiscard]] bool isEmpty() const
    {
        return gaps.empty() && events.empty() && topologies.empty() && limits.empty() && notes.empty() &&
               forecasts.empty();
    }
    void append(SessionLog other);
    bool operator==(const SessionLog &) const = default;
};

// Those that have not ended, of rows in the order in which they were known.
std::vector<SessionGap> openGaps(std::vector<SessionGap> gaps);

} // namespace desk
