// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/forecast/limitcrossing.h"

#include <limits>

// A forecast written down by hand.
struct SaidForecast
{
    static constexpr double none = std::numeric_limits<double>::quiet_NaN();

    static desk::Timestamp at(double second)
    {
        return desk::fromNanoseconds(1'795'269'787'000'000'000 + std::llround(second * 1e9));
    }

    // Medians at 1, 3 and 5 minutes and half the width of their bands; issued when its window ended.
    static desk::Forecast of(double now, std::array<double, 3> medians, double half = none, double second = 0,
                             desk::SeriesId series = desk::SeriesId{1})
    {
        desk::Forecast forecast;
        forecast.series = series;
        forecast.end = at(second);
        forecast.issued = at(second);
        forecast.method = desk::ForecastMethod::lstm;
        forecast.current = now;
        for (std::size_t i = 0; i < medians.size(); ++i)
            forecast.horizons[i] = {medians[i], medians[i] - half, medians[i] + half, 0.5, std::nullopt};
        return forecast;
    }

    // Caution below 10, critical below 5, warning above 90.
    static desk::Limits limits()
    {
        desk::Limits limits;
        limits.low[1] = 10;
        limits.low[3] = 5;
        limits.high[2] = 90;
        return limits;
    }
};
