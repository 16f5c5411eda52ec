// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/forecast/quantileforecast.h"

#include <limits>
#include <string_view>

namespace desk {

// Between which values a metric of the API can be at all: a forecast of a share does not go beyond 1. A plain
// value.
struct MetricRange
{
    double least = -std::numeric_limits<double>::infinity();
    double greatest = std::numeric_limits<double>::infinity();

    // NaN stays NaN.
    [[nodiscard]] double within(double value) const;
    [[nodiscard]] QuantileForecast::Horizon within(const QuantileForecast::Horizon &said) const
    {
        return {.lower = within(said.lower), .median = within(said.median), .upper = within(said.upper)};
    }
    bool operator==(const MetricRange &) const = default;
};

// Of metrics that the API does not know: any value.
MetricRange metricRange(std::string_view metric);

} // namespace desk
