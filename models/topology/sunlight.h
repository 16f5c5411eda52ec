// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/topology/geodesy.h"

namespace desk {

// Unit vector to the Sun in the mean equator and equinox of date, which TEME is close to: the low-precision
// formulas of the Astronomical Almanac, page C5, good to 0.01 degrees (1950-2050). Pure, any thread.
Vector3 sunDirection(Timestamp time);

// Whether a position (km, same frame) lies in the Earth's shadow, taken as a cylinder: Montenbruck and Gill,
// "Satellite Orbits", 3.4.2. The half-shadow of a low orbit lasts ten seconds.
bool inEclipse(const Vector3 &positionKm, const Vector3 &sunDirection);

// Where the Sun stands in the zenith (height 0), from the two above and the sidereal time.
GeodeticPosition subsolarPoint(Timestamp time);

// The latitude at which a meridian crosses the line between day and night, the great circle 90 degrees from
// the subsolar point; refraction and the size of the Sun, which lengthen the day by 0.8 degrees, are not in
// it. The night is south of it while the Sun stands north of the equator (or on it), else north. At an
// equinox the line runs over the poles: +-90.
double terminatorLatitude(double longitude, const GeodeticPosition &sun);

} // namespace desk
