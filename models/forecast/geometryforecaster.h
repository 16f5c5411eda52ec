// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/forecast/forecaster.h"

namespace desk {

// SNR of a radio link from its orbit: what the free-space loss will have changed by, 20 log10 of the ranges
// (ITU-R P.525-4), and the air on the path (airMass()), of which a zenith takes what it took in the last five
// minutes, on top of what was left of the last minute without them. Rain and antennas stay as they are. For
// the metric `snr_db`; NaN for others, without geometry, and from the link's end on. One value is enough. The
// band is what it was wrong by within the window. Any thread.
class GeometryForecaster final : public Forecaster
{
public:
    [[nodiscard]] ForecastMethod method() const override { return ForecastMethod::geometry; }
    void forecast(std::span<const ForecastWindow> windows,
                  std::span<QuantileForecast> forecasts) const override;
};

} // namespace desk
