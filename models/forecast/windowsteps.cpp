// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/forecast/windowsteps.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace desk {

WindowSteps::WindowSteps(const ForecastWindow &window)
    : last(window.last())
{
    double sum = 0;
    double squares = 0; // about the last value, so that an offset costs no digits
    double known = 0;
    auto sinceLast = static_cast<float>(count);
    for (std::size_t step = 0; step < count; ++step) {
        double stepSum = 0;
        int values = 0;
        for (const double value : window.values.subspan(step * stepSeconds, stepSeconds)) {
            if (!std::isnan(value)) {
                const double fromLast = value - last;
                stepSum += fromLast;
                squares += fromLast * fromLast;
                ++values;
            }
        }
        if (values == 0) {
            mean[step] = std::numeric_limits<double>::quiet_NaN();
            sinceLast = std::min(sinceLast + 1, static_cast<float>(count));
        } else {
            mean[step] = last + stepSum / values;
            sum += stepSum;
            known += values;
            sinceLast = 0;
        }
        age[step] = sinceLast;
    }
    if (known > 0) {
        spread = std::sqrt(std::max(0.0, squares / known - (sum / known) * (sum / known)));
        leastHalfBand = 0.02 * spread;
    }
}

} // namespace desk
