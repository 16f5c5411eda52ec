// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/forecast/quantileforecast.h"

#include <cstdint>

namespace desk {

// How good forecasts of one horizon have been, as sums, so that scores of parts can be added up. Unknown
// stays unknown: a mean of nothing is NaN. A plain value.
class ForecastScore
{
public:
    // actual: what came. persistence: what it was when the forecast was made.
    void add(const QuantileForecast::Horizon &said, double persistence, double actual);
    void addNeverCame() { ++m_neverCame; }
    ForecastScore &operator+=(const ForecastScore &other);
    bool operator==(const ForecastScore &) const = default;

    [[nodiscard]] std::uint64_t count() const { return m_count; }
    [[nodiscard]] std::uint64_t bands() const { return m_bands; } // how many of those had a band
    [[nodiscard]] std::uint64_t neverCame() const { return m_neverCame; }
    // Mean absolute error of the median, in the series' unit.
    [[nodiscard]] double meanError() const;
    // The same of persistence, for the same moments.
    [[nodiscard]] double persistenceError() const;
    // 1 - MAE / MAE of persistence: 1 = perfect, 0 = no better, below 0 = worse; NaN where persistence was
    // never wrong. Murphy, "Skill scores based on the mean square error …", Monthly Weather Review 116
    // (1988), with the absolute error.
    [[nodiscard]] double skill() const;
    // Mean loss of the three quantiles, in the unit: q (y - x) above, (1 - q) (x - y) below. Koenker and
    // Bassett, "Regression quantiles", Econometrica 46 (1978).
    [[nodiscard]] double pinballLoss() const;
    // Share of what came that lay within the band; it should be 0.9.
    [[nodiscard]] double coverage() const;
    // Mean width of the band, in the unit: of two that cover as much the narrower is better (Gneiting,
    // Balabdaoui and Raftery, "Probabilistic forecasts, calibration and sharpness", 2007).
    [[nodiscard]] double bandWidth() const;

    static double pinball(double quantile, double said, double actual);

private:
    std::uint64_t m_count = 0;
    std::uint64_t m_bands = 0;
    std::uint64_t m_covered = 0;
    std::uint64_t m_neverCame = 0;
    double m_error = 0;
    double m_persistenceError = 0;
    double m_pinball = 0;
    double m_width = 0;
};

} // namespace desk
