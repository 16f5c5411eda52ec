// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/forecast/forecast.h"

#include <cmath>
#include <limits>

namespace desk {

// 5 %, 50 % and 95 % of what a series will be at each horizon, in its unit; NaN where nothing can be said.
// lower <= median <= upper. A plain value.
struct QuantileForecast
{
    static constexpr double nothing = std::numeric_limits<double>::quiet_NaN();
    struct Horizon
    {
        double lower = nothing;
        double median = nothing;
        double upper = nothing;

        [[nodiscard]] bool isKnown() const { return std::isfinite(median); }
        [[nodiscard]] bool hasBand() const { return std::isfinite(lower) && std::isfinite(upper); }
    };
    std::array<Horizon, forecastHorizons.size()> horizons{};
};

} // namespace desk
