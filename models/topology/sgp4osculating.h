// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/topology/sgp4constants.h"
#include "models/topology/vector3.h"

namespace desk::sgp4 {

// What the long- and short-period terms need of the inclination: once an orbit near the Earth, once an
// instant in deep space, where the Moon moves it.
struct InclinationTerms
{
    explicit InclinationTerms(double inclination = 0);

    double sine;
    double cosine;
    double threeThetaMinus1; // 3 cos^2 i - 1
    double oneMinusTheta;    // 1 - cos^2 i
    double sevenThetaMinus1; // 7 cos^2 i - 1
    double longitudeFactor;  // of the long-period term in the mean longitude
    double perigeeFactor;    // of the long-period term in e sin(perigee)
};

// From mean elements with secular and lunar-solar effects to position (km) and velocity (km/s) in TEME:
// long-period terms, Kepler's equation, short-period terms (AIAA 2006-6753; Spacetrack Report No. 3,
// sections 6 and 7). axis = semi-major axis in earth radii. A pure function; the vectors are written
// only where the result is Fault::none.
Fault osculate(const MeanElements &mean, double axis, const InclinationTerms &inclination,
               Vector3 &positionKm, Vector3 &velocityKmPerS);

} // namespace desk::sgp4
