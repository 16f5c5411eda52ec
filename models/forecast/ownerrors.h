// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/forecast/quantileforecast.h"
#include "models/forecast/windowsteps.h"

#include <array>

namespace desk {

// What a method would have been wrong by within its window, per horizon, had it answered at each step: its
// first guess at a band. Where the window is too short for a horizon, the farthest that it has is stretched
// by the square root of time, as the errors of a random walk grow. A plain value.
class OwnErrors
{
public:
    // error: what came less what had been said, `steps` earlier. Steps beyond the farthest horizon are left
    // out.
    void add(std::size_t horizon, double error);
    // The median with the 5 % and 95 % of the errors about it. A band holds its median and is never narrower
    // than the window's least, and there is none without any error at any horizon.
    [[nodiscard]] QuantileForecast::Horizon around(double median, std::size_t horizon,
                                                   const WindowSteps &steps);

private:
    static constexpr std::size_t fewest = 10;
    struct Errors
    {
        std::array<double, WindowSteps::count> of{};
        std::size_t count = 0;
    };
    std::array<Errors, forecastHorizons.size()> m_errors;
};

} // namespace desk
