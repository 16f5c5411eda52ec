// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/forecast/issuedforecast.h"

// What one series was told at all horizons, method by method.
struct IssuedExample
{
    explicit IssuedExample(std::uint32_t series, double current = 0)
    {
        issued.series = desk::SeriesId{series};
        issued.metric = desk::MetricId{1};
        issued.current = current;
    }
    IssuedExample &says(desk::ForecastMethod method, double lower, double median, double upper)
    {
        desk::QuantileForecast forecast;
        forecast.horizons.fill({lower, median, upper});
        issued.set(method, forecast);
        return *this;
    }

    desk::IssuedForecast issued;
};
