// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/telemetry/result.h"

#include <chrono>
#include <string>
#include <string_view>

namespace desk {

// Wall-clock time in UTC, nanoseconds since 1970 (1677-2262), leap seconds not counted. Plain value.
using Timestamp = std::chrono::sys_time<std::chrono::nanoseconds>;
// Intervals and time-outs are measured on this clock, never on the wall clock.
using SteadyTime = std::chrono::steady_clock::time_point;

constexpr std::int64_t nanoseconds(Timestamp t)
{
    return t.time_since_epoch().count();
}

constexpr Timestamp fromNanoseconds(std::int64_t ns)
{
    return Timestamp{std::chrono::nanoseconds{ns}};
}

// Half open: start <= t < end.
struct TimeRange
{
    Timestamp start{};
    Timestamp end{};

    bool contains(Timestamp t) const { return start <= t && t < end; }
    bool operator==(const TimeRange &) const = default;
};

// ISO 8601 / RFC 3339 with a mandatory zone (Z or +hh:mm); 'T', 't' or a space between date and time; any
// number of sub-second digits (kept to ns); a leap second 60 is folded to the next second. Accepts day of
// year (2026-325T14:03:07Z) too. Errors say what is missing; offset is the byte in text.
Result<Timestamp> parseTimestamp(std::string_view text);

enum class Fraction : std::uint8_t { none, milli, nano };

// 2026-11-21T14:03:07.250Z
std::string formatTimestamp(Timestamp t, Fraction fraction = Fraction::milli);
// 2026-325T14:03:07Z
std::string formatDayOfYear(Timestamp t);

} // namespace desk
