// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/topology/sunlight.h"
#include "models/topology/degree.h"

#include <cmath>

namespace desk {

Vector3 sunDirection(Timestamp time)
{
    // Days since J2000.0 (2000-01-01T12:00), in which 86400 s are a day.
    const double days =
        std::chrono::duration<double, std::ratio<86400>>(time.time_since_epoch()).count() - 10957.5;
    const double longitude = 280.460 + 0.9856474 * days;
    const double anomaly = (357.528 + 0.9856003 * days) * degree;
    const double ecliptic = (longitude + 1.915 * std::sin(anomaly) + 0.020 * std::sin(2 * anomaly)) * degree;
    const double obliquity = (23.439 - 0.0000004 * days) * degree;
    return {std::cos(ecliptic), std::cos(obliquity) * std::sin(ecliptic),
            std::sin(obliquity) * std::sin(ecliptic)};
}

bool inEclipse(const Vector3 &positionKm, const Vector3 &sunDirection)
{
    constexpr double earthRadiusKm = 6378.137;
    const double along = dot(positionKm, sunDirection);
    if (along >= 0)
        return false;
    return dot(positionKm, positionKm) - along * along < earthRadiusKm * earthRadiusKm;
}

GeodeticPosition subsolarPoint(Timestamp time)
{
    const Vector3 sun = earthFixedFromTeme(sunDirection(time), greenwichSiderealTime(toJulianDate(time)));
    // So far away its declination is the geodetic latitude: the plumb line there points at it.
    return {std::asin(sun.z) / degree, std::atan2(sun.y, sun.x) / degree, 0};
}

double terminatorLatitude(double longitude, const GeodeticPosition &sun)
{
    const double side = sun.latitude < 0 ? -1 : 1;
    // sin(lat) sin(declination) + cos(lat) cos(declination) cos(hour angle) = 0
    return std::atan2(-side * std::cos(sun.latitude * degree) *
                          std::cos((longitude - sun.longitude) * degree),
                      side * std::sin(sun.latitude * degree)) /
           degree;
}

} // namespace desk
