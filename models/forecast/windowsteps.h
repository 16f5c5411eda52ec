// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/forecast/forecastwindow.h"

#include <array>

namespace desk {

// A window in 60 steps of 10 seconds: what the methods that look at its whole shape work on. Plain values.
struct WindowSteps
{
    static constexpr std::size_t stepSeconds = 10;
    static constexpr std::size_t count = ForecastWindow::seconds / stepSeconds;

    explicit WindowSteps(const ForecastWindow &window);

    std::array<double, count> mean; // of what came in the step; NaN where nothing did
    std::array<float, count>
        age{};                // steps since the last one with a value, 0 = this one; count before the first
    double last;              // the newest value of all; NaN where there is none
    double spread = 0;        // standard deviation of the seconds
    double leastHalfBand = 0; // a band is at least that far from its median: 2 % of the spread

    static constexpr std::size_t horizonSteps(std::size_t horizon)
    {
        return horizonSeconds(horizon) / stepSeconds;
    }
};

} // namespace desk
