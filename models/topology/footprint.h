// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/topology/geodesy.h"

#include <vector>

namespace desk {

// What a satellite and the ground see of each other, on a spherical Earth (6371 km): within 0.2 degrees of
// the ellipsoid. Pure functions, any thread. Angles in degrees.

// Half the angle at the Earth's centre of the cap whose places see a satellite of that height above that
// elevation: Wertz and Larson, "Space Mission Analysis and Design", 5.2. 0 for a height that is not above 0.
double coverageAngle(double heightKm, double elevation);

// So many points (at least 3) of the circle at that angle about a centre, from north over east, height 0. The
// last is not the first again.
std::vector<GeodeticPosition> circleAround(const GeodeticPosition &centre, double angle, int points);

} // namespace desk
