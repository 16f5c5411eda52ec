// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/telemetry/time.h"

namespace desk {

// By how much the times of one recording are moved to lie over those of another. Sums stop at the ends of
// what a time can be. Pure functions, any thread.
class TimeOffset
{
public:
    static constexpr std::chrono::nanoseconds longest = std::chrono::days{100 * 366};

    // "+00:00:00.000", "-00:01:30.250", "+182d 12:00:00.000": to the nearest millisecond.
    [[nodiscard]] static std::string format(std::chrono::nanoseconds offset);
    // What format() writes, with or without sign, days, hours and fraction ("1:30" is a minute and a half);
    // or a number with ms, s, min, h or d; a bare number is seconds. The error's offset is the byte that is
    // not understood.
    [[nodiscard]] static Result<std::chrono::nanoseconds> parse(std::string_view text);

    [[nodiscard]] static std::int64_t add(std::int64_t time, std::int64_t by);
    [[nodiscard]] static std::int64_t subtract(std::int64_t time, std::int64_t by);
    // What takes `from` to `to`, at most longest either way.
    [[nodiscard]] static std::chrono::nanoseconds between(Timestamp from, Timestamp to);
};

} // namespace desk
