// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/telemetry/time.h"
#include "models/topology/vector3.h"

namespace desk {

// Unit vector to the Sun in the mean equator and equinox of date, which TEME is close to: the low-precision
// formulas of the Astronomical Almanac, page C5, good to 0.01 degrees (1950-2050). Pure, any thread.
Vector3 sunDirection(Timestamp time);

// Whether a position (km, same frame) lies in the Earth's shadow, taken as a cylinder: Montenbruck and Gill,
// "Satellite Orbits", 3.4.2. The half-shadow of a low orbit lasts ten seconds.
bool inEclipse(const Vector3 &positionKm, const Vector3 &sunDirection);

} // namespace desk
