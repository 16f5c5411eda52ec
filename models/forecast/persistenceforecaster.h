// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/forecast/forecaster.h"

namespace desk {

// Nothing changes: the newest value, at every horizon. What all others are measured against. The band is what
// the steps of the window differed by over as long. Any thread.
class PersistenceForecaster final : public Forecaster
{
public:
    [[nodiscard]] ForecastMethod method() const override { return ForecastMethod::persistence; }
    void forecast(std::span<const ForecastWindow> windows,
                  std::span<QuantileForecast> forecasts) const override;
};

} // namespace desk
