// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/topology/geodesy.h"
#include "models/topology/degree.h"

#include <cmath>
#include <numbers>

namespace desk {

namespace {

constexpr double pi = std::numbers::pi;

// WGS-84.
constexpr double equatorialRadiusKm = 6378.137;
constexpr double flattening = 1 / 298.257223563;
constexpr double polarRadiusKm = equatorialRadiusKm * (1 - flattening);
constexpr double eccentricity2 = flattening * (2 - flattening);
constexpr double secondEccentricity2 = eccentricity2 / (1 - eccentricity2);

} // namespace

double greenwichSiderealTime(const JulianDate &ut1)
{
    const double centuries = ((ut1.day - 2451545.0) + ut1.fraction) / 36525;
    const double seconds = 67310.54841 + centuries * (876600.0 * 3600 + 8640184.812866 +
                                                      centuries * (0.093104 - centuries * 6.2e-6));
    const double angle = std::fmod(seconds / 240 * degree, 2 * pi);
    return angle < 0 ? angle + 2 * pi : angle;
}

Vector3 earthFixedFromTeme(const Vector3 &teme, double siderealTime)
{
    const double c = std::cos(siderealTime);
    const double s = std::sin(siderealTime);
    return {c * teme.x + s * teme.y, c * teme.y - s * teme.x, teme.z};
}

Vector3 temeFromEarthFixed(const Vector3 &earthFixed, double siderealTime)
{
    return earthFixedFromTeme(earthFixed, -siderealTime);
}

GeodeticPosition geodeticFromEarthFixed(const Vector3 &earthFixed)
{
    const double p = std::hypot(earthFixed.x, earthFixed.y);
    const double z = earthFixed.z;
    const double longitude = p > 0 ? std::atan2(earthFixed.y, earthFixed.x) : 0;

    // The reduced latitude converges in two or three rounds; a fixed number keeps the cost constant.
    double reduced = std::atan2(z * equatorialRadiusKm, p * polarRadiusKm);
    double latitude = 0;
    for (int i = 0; i < 4; ++i) {
        const double s = std::sin(reduced);
        const double c = std::cos(reduced);
        latitude = std::atan2(z + secondEccentricity2 * polarRadiusKm * s * s * s,
                              p - eccentricity2 * equatorialRadiusKm * c * c * c);
        reduced = std::atan2((1 - flattening) * std::sin(latitude), std::cos(latitude));
    }
    const double s = std::sin(latitude);
    // This form of the height has no singularity at the poles.
    const double altitude =
        p * std::cos(latitude) + z * s - equatorialRadiusKm * std::sqrt(1 - eccentricity2 * s * s);
    return {latitude / degree, longitude / degree, altitude};
}

Vector3 earthFixedFromGeodetic(const GeodeticPosition &position)
{
    const double s = std::sin(position.latitude * degree);
    const double c = std::cos(position.latitude * degree);
    const double normal = equatorialRadiusKm / std::sqrt(1 - eccentricity2 * s * s);
    const double p = (normal + position.altitudeKm) * c;
    return {p * std::cos(position.longitude * degree), p * std::sin(position.longitude * degree),
            (normal * (1 - eccentricity2) + position.altitudeKm) * s};
}

Horizon::Horizon(const GeodeticPosition &station)
    : m_station(earthFixedFromGeodetic(station))
{
    const double sinLat = std::sin(station.latitude * degree);
    const double cosLat = std::cos(station.latitude * degree);
    const double sinLon = std::sin(station.longitude * degree);
    const double cosLon = std::cos(station.longitude * degree);
    m_east = {-sinLon, cosLon, 0};
    m_north = {-sinLat * cosLon, -sinLat * sinLon, cosLat};
    m_up = {cosLat * cosLon, cosLat * sinLon, sinLat};
}

LookAngles Horizon::lookAngles(const Vector3 &satelliteEarthFixed) const
{
    const Vector3 line = satelliteEarthFixed - m_station;
    const double east = dot(line, m_east);
    const double north = dot(line, m_north);
    const double up = dot(line, m_up);
    const double azimuth = std::atan2(east, north) / degree;
    return {azimuth < 0 ? azimuth + 360 : azimuth, std::atan2(up, std::hypot(east, north)) / degree,
            length(line)};
}

bool hasLineOfSight(const Vector3 &a, const Vector3 &b, double grazingHeightKm)
{
    const double radius = equatorialRadiusKm + grazingHeightKm;
    const double stretch = radius / (polarRadiusKm + grazingHeightKm);
    const Vector3 from{a.x, a.y, a.z * stretch};
    const Vector3 to{b.x, b.y, b.z * stretch};
    const Vector3 line = to - from;
    const double length2 = dot(line, line);
    // The nearest point to the centre, as a fraction of the way; outside of [0, 1] an end is the nearest.
    double fraction = length2 > 0 ? -dot(from, line) / length2 : 0;
    fraction = std::min(std::max(fraction, 0.0), 1.0);
    const Vector3 nearest = from + fraction * line;
    return dot(nearest, nearest) > radius * radius;
}

} // namespace desk
