// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/forecast/anglemetric.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace desk {
namespace {

std::string_view withoutUnit(std::string_view metric)
{
    for (const std::string_view unit : {"_degrees", "_deg"}) {
        if (metric.ends_with(unit))
            return metric.substr(0, metric.size() - unit.size());
    }
    return metric;
}

bool isLongitude(std::string_view metric)
{
    return metric == "lon" || metric == "longitude";
}

} // namespace

bool isAngle(std::string_view metric)
{
    constexpr std::array<std::string_view, 6> others{"azimuth", "heading", "bearing", "course", "yaw", "lng"};
    const std::string_view name = withoutUnit(metric);
    return isLongitude(name) || std::find(others.begin(), others.end(), name) != others.end();
}

double angleNear(double angle, double other)
{
    return other + std::remainder(angle - other, fullCircle);
}

void layOutAngles(std::span<double> values)
{
    double next = std::numeric_limits<double>::quiet_NaN();
    for (std::size_t i = values.size(); i > 0; --i) {
        double &value = values[i - 1];
        if (std::isnan(value))
            continue;
        if (!std::isnan(next))
            value = angleNear(value, next);
        next = value;
    }
}

double angleAsCounted(std::string_view metric, double angle, double current)
{
    constexpr double half = fullCircle / 2;
    const std::string_view name = withoutUnit(metric);
    const double middle = isLongitude(name) || name == "lng" || current < 0 ? 0 : half;
    // An angle that is counted like that already stays as it is, to the last digit.
    return std::abs(angle - middle) <= half ? angle : angleNear(angle, middle);
}

} // namespace desk
