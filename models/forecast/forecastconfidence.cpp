// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/forecast/forecastconfidence.h"

#include <algorithm>
#include <array>

namespace desk {

double forecastConfidence(const QuantileForecast::Horizon &said, const ForecastWindow &window)
{
    std::array<double, ForecastWindow::seconds> values{};
    const auto end =
        std::ranges::copy_if(window.values, values.begin(), [](double v) { return !std::isnan(v); }).out;
    const auto count = static_cast<double>(end - values.begin());
    if (!said.hasBand() || count == 0)
        return 0;
    std::sort(values.begin(), end);
    const double low = values[static_cast<std::size_t>(0.05 * (count - 1))];
    const double high = values[static_cast<std::size_t>(0.95 * (count - 1))];
    return high > low ? std::clamp(1 - (said.upper - said.lower) / (high - low), 0.0, 1.0) : 0;
}

} // namespace desk
