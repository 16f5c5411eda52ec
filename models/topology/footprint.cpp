// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/topology/footprint.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace desk {
namespace {
constexpr double degree = std::numbers::pi / 180;
constexpr double earthRadiusKm = 6371;
} // namespace

double coverageAngle(double heightKm, double elevation)
{
    if (!(heightKm > 0))
        return 0;
    const double ratio = earthRadiusKm / (earthRadiusKm + heightKm);
    return std::max(0.0, std::acos(ratio * std::cos(elevation * degree)) / degree - elevation);
}

std::vector<GeodeticPosition> circleAround(const GeodeticPosition &centre, double angle, int points)
{
    std::vector<GeodeticPosition> circle;
    const int count = std::max(points, 3);
    circle.reserve(static_cast<std::size_t>(count));
    const double latitude = centre.latitude * degree;
    const double away = angle * degree;
    for (int i = 0; i < count; ++i) { // the destination at a distance on an azimuth
        const double azimuth = 2 * std::numbers::pi * i / count;
        const double sine =
            std::sin(latitude) * std::cos(away) + std::cos(latitude) * std::sin(away) * std::cos(azimuth);
        const double east = std::atan2(std::sin(azimuth) * std::sin(away) * std::cos(latitude),
                                       std::cos(away) - std::sin(latitude) * sine);
        circle.push_back({std::asin(std::clamp(sine, -1.0, 1.0)) / degree,
                          std::remainder(centre.longitude + east / degree, 360.0), 0});
    }
    return circle;
}

} // namespace desk
