// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/topology/footprint.h"
#include "models/topology/degree.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace desk {
namespace {
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
    const double sinLat = std::sin(centre.latitude * degree);
    const double cosLat = std::cos(centre.latitude * degree);
    const double sinLon = std::sin(centre.longitude * degree);
    const double cosLon = std::cos(centre.longitude * degree);
    const Vector3 middle = std::cos(angle * degree) * Vector3{cosLat * cosLon, cosLat * sinLon, sinLat};
    const Vector3 north = std::sin(angle * degree) * Vector3{-sinLat * cosLon, -sinLat * sinLon, cosLat};
    const Vector3 east = std::sin(angle * degree) * Vector3{-sinLon, cosLon, 0};
    for (int i = 0; i < count; ++i) {
        const double azimuth = 2 * std::numbers::pi * i / count;
        const Vector3 p = middle + std::cos(azimuth) * north + std::sin(azimuth) * east;
        circle.push_back({std::atan2(p.z, std::hypot(p.x, p.y)) / degree, std::atan2(p.y, p.x) / degree, 0});
    }
    return circle;
}

} // namespace desk
