// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/forecast/forecastwindow.h"
#include "models/forecast/quantileforecast.h"

namespace desk {

// How much narrower a band is than what the series did in the window, which is the width of its middle 90 %:
// 1 = no width, 0 = at least as wide, and of what has no band. Any thread.
double forecastConfidence(const QuantileForecast::Horizon &said, const ForecastWindow &window);

} // namespace desk
