// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/forecast/forecastwindow.h"
#include "models/forecast/quantileforecast.h"

#include <span>

namespace desk {

// One way of looking ahead. Pure: the same windows give the same answer. Any thread; may be called by
// several.
class Forecaster
{
public:
    Forecaster() = default;
    virtual ~Forecaster() = default;
    Forecaster(const Forecaster &) = delete;
    Forecaster &operator=(const Forecaster &) = delete;

    [[nodiscard]] virtual ForecastMethod method() const = 0;
    // What its training promises for a metric: its error as a share of persistence's; 1 = nothing.
    [[nodiscard]] virtual double promisedError(std::string_view /*metric*/) const { return 1; }
    // forecasts: as many as windows. A window without any value, or one that the method has nothing to say
    // about, gets NaN. Other windows of the call change nothing in an answer.
    virtual void forecast(std::span<const ForecastWindow> windows,
                          std::span<QuantileForecast> forecasts) const = 0;
};

} // namespace desk
