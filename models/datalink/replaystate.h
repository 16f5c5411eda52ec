// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/telemetry/time.h"

#include <optional>

namespace desk {

// How fast a replay runs: 0.1 to 32 times, or as fast as its consumer takes it. A value.
struct ReplaySpeed
{
    static constexpr double slowest = 0.1;
    static constexpr double fastest = 32;

    double factor = 1;
    bool unlimited = false; // as fast as possible; factor does not count then

    bool operator==(const ReplaySpeed &) const = default;
};

// From the first to the last point, both of them in it (a TimeRange would leave out the last). Reception
// time.
struct ReplaySpan
{
    Timestamp begin{};
    Timestamp end{};

    bool operator==(const ReplaySpan &) const = default;
};

// What a replay is doing: all that a control shows. A value.
struct ReplayState
{
    bool open = false;  // false: there is no session, and nothing below counts
    std::string name;   // of the session, for people
    ReplaySpan session; // reception of its first and of its last point
    Timestamp head{};   // what was received until here, this moment included, is shown
    bool playing = false;
    bool ended = false; // stands at the end because it played until there
    ReplaySpeed speed;
    std::optional<ReplaySpan> loop;                   // plays from begin to end and begins anew
    std::optional<std::chrono::nanoseconds> skipGaps; // those longer than this; nothing = none

    bool operator==(const ReplayState &) const = default;
};

} // namespace desk
