// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/alarms/limitset.h"
#include "models/forecast/forecast.h"

#include <optional>

namespace desk {

// Where a forecast meets a limit: the nearest one that its value is not beyond yet. Plain value.
struct LimitCrossing
{
    Timestamp at{};
    MonitoringResult limit; // which one
    double threshold = 0;   // in the unit of the series
    // The newest value is beyond this limit and the forecast meets no worse one; `at` is the forecast's end.
    bool isStanding = false;

    bool operator==(const LimitCrossing &) const = default;
};

// Straight lines between now and the horizons; what lies behind the last horizon, or behind the end of a
// link, is not guessed at. Any thread.
struct LimitCrossings
{
    // Of ten values that are independent of each other the farthest lies that many deviations out
    // (Tippett, "On the extreme individuals and the range of samples", Biometrika 17 (1925)).
    static constexpr double reach = 1.54;

    std::optional<LimitCrossing> median;
    // The soonest it may be: where the edge of the 90 % band meets one.
    std::optional<LimitCrossing> edge;
    // Where the first single value beyond one is to be expected: values lie about the median's line, and a
    // violation begins with the farthest of many, so it is met `reach` times the jitter before. To the end of
    // a link, too. What is that near already, and stays so, meets it at the forecast's end.
    std::optional<LimitCrossing> likely;

    LimitCrossings() = default;
    LimitCrossings(const Forecast &forecast, const Limits &limits);
};

// The threshold of a side and severity; NaN = not set.
double thresholdOf(const Limits &limits, MonitoringResult which);

} // namespace desk
