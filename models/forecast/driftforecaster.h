// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/forecast/forecaster.h"

namespace desk {

// It goes on as it went: the line through the window's first step and its newest value. "Drift method" of
// Hyndman and Athanasopoulos, Forecasting: Principles and Practice, 3rd edition, 5.2. The band is what the
// same line was wrong by from each earlier step of the window. Any thread.
class DriftForecaster final : public Forecaster
{
public:
    [[nodiscard]] ForecastMethod method() const override { return ForecastMethod::drift; }
    void forecast(std::span<const ForecastWindow> windows,
                  std::span<QuantileForecast> forecasts) const override;
};

} // namespace desk
