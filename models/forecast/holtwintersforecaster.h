// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/forecast/forecaster.h"

namespace desk {

// Level and damped trend, exponentially smoothed, without a season (ten minutes hold none): Gardner and
// McKenzie, "Forecasting trends in time series", Management Science 31 (1985), equations as in Hyndman and
// Athanasopoulos, Forecasting: Principles and Practice, 3rd edition, 8.2. On steps of 10 seconds. The three
// parameters are those of a small grid with the least squared error a step ahead in the window. A step
// without a value lets the trend run on. The band is what the method was wrong by from each earlier step. Any
// thread.
class HoltWintersForecaster final : public Forecaster
{
public:
    [[nodiscard]] ForecastMethod method() const override { return ForecastMethod::holtWinters; }
    void forecast(std::span<const ForecastWindow> windows,
                  std::span<QuantileForecast> forecasts) const override;
};

} // namespace desk
