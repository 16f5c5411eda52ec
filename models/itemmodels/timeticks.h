// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/telemetry/time.h"

#include <QString>

#include <vector>

namespace desk {

// One mark of a time axis and its label: 14:03Z, 14:03:07Z, 14:03:07.250Z, at midnight the date. Plain value.
struct TimeTick
{
    std::int64_t time = 0; // ns since 1970
    QString label;
};

// Logical pixels that the widest label needs with the room around it.
inline constexpr double timeTickSpacing = 110;

// Marks at round times of UTC in the range, at least leastSpacing pixels apart when the range is width pixels
// wide. Any thread.
[[nodiscard]] std::vector<TimeTick> timeTicks(const TimeRange &range, double width, double leastSpacing);

} // namespace desk
