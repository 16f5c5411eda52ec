// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/topology/juliandate.h"
#include "models/topology/vector3.h"

namespace desk {

// Frames, positions on the Earth and what sees what. Pure functions and plain values, any thread.
// Lengths in km, angles of positions on the Earth in degrees.
// TEME is the inertial frame of SGP4; earth-fixed is WGS-84/ITRF less polar motion, which is ignored (at
// most 15 m on the ground), as is UT1-UTC (less than 0.9 s: at most 420 m at the equator).

struct GeodeticPosition
{
    double latitude = 0;   // degrees, north positive, geodetic
    double longitude = 0;  // degrees, east positive, -180 to 180
    double altitudeKm = 0; // above the ellipsoid

    bool operator==(const GeodeticPosition &) const = default;
};

struct LookAngles
{
    double azimuth = 0;   // degrees from north over east, 0 to 360
    double elevation = 0; // degrees above the horizon, geometric (no refraction)
    double rangeKm = 0;
};

// Greenwich mean sidereal time in radians, 0 to 2 pi: IAU 1982 (Aoki et al.), Vallado, "Fundamentals of
// Astrodynamics and Applications", eq. 3-45.
double greenwichSiderealTime(const JulianDate &ut1);

// Rotation about the pole by the sidereal time.
Vector3 earthFixedFromTeme(const Vector3 &teme, double siderealTime);
Vector3 temeFromEarthFixed(const Vector3 &earthFixed, double siderealTime);

// WGS-84. From earth-fixed after Bowring (1985), iterated: better than a millimetre from the surface to
// beyond geostationary height.
GeodeticPosition geodeticFromEarthFixed(const Vector3 &earthFixed);
Vector3 earthFixedFromGeodetic(const GeodeticPosition &position);

// The horizon of one station; make it once, ask it often.
class Horizon
{
public:
    explicit Horizon(const GeodeticPosition &station);

    const Vector3 &station() const { return m_station; } // earth-fixed
    LookAngles lookAngles(const Vector3 &satelliteEarthFixed) const;

private:
    Vector3 m_station;
    Vector3 m_east;
    Vector3 m_north;
    Vector3 m_up;
};

// Whether the straight line between two positions (both in one frame whose z axis is the pole) stays more
// than grazingHeightKm above the ellipsoid. 80 km keeps a laser link above air and clouds.
// Vallado, algorithm SIGHT: the Earth becomes a sphere by stretching z.
bool hasLineOfSight(const Vector3 &a, const Vector3 &b, double grazingHeightKm = 80);

} // namespace desk
