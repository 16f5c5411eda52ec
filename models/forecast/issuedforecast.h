// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/forecast/forecastwindow.h"
#include "models/forecast/quantileforecast.h"

#include <array>

namespace desk {

// What the methods said of one series at one moment, and what was shown of it, kept until it can be judged.
// As differences from the newest value, where floats have digits enough. 290 bytes; a plain value.
struct IssuedForecast
{
    struct Quantiles // less the newest value
    {
        float lower = 0;
        float median = 0;
        float upper = 0;
    };

    SeriesId series{};
    MetricId metric{};    // whose experience it shares; see sharedExperience()
    Timestamp end{};      // of the window
    double current = 0;   // the newest value
    bool isAngle = false; // what comes is taken within half a circle of the newest value
    std::array<std::array<Quantiles, forecastHorizons.size()>, forecastMethodCount> said{};
    std::array<Quantiles, forecastHorizons.size()> mixed{}; // of all by their weights, as they said it
    ForecastMethod answered = ForecastMethod::persistence;  // Forecast::method
    std::array<Quantiles, forecastHorizons.size()> shown{}; // the mixture with a calibrated band

    IssuedForecast();
    void set(ForecastMethod method, const QuantileForecast &forecast);
    // In the unit of the series; NaN when the method said nothing.
    [[nodiscard]] QuantileForecast::Horizon of(ForecastMethod method, std::size_t horizon) const;
    void setMixed(const QuantileForecast &forecast);
    // NaN where nothing was said.
    [[nodiscard]] QuantileForecast::Horizon mixedAt(std::size_t horizon) const;
    void setShown(ForecastMethod method, const QuantileForecast &forecast);
    // NaN where nothing was shown.
    [[nodiscard]] QuantileForecast::Horizon shownAt(std::size_t horizon) const;
};

// Series of a metric learn from each other: bands and choices of one that is new. Links to the ground do so
// among themselves, since they live for minutes and change by other causes than those between satellites.
// Their id is none of the dictionary's.
MetricId sharedExperience(MetricId metric, const ForecastWindow &window);
// The metric itself.
MetricId metricOfShared(MetricId shared);

} // namespace desk
