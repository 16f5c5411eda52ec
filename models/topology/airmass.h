// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace desk {

// How many zeniths of an atmosphere of that scale height a slanted path crosses: 1 / sin(elevation), and on a
// curved Earth less than that towards the horizon: ITU-R P.676-3, annex 2, 2.2.2 (which tends to the
// cosecant above 5 to 10 degrees; one formula for all elevations leaves no step).
double airMass(double elevationDegrees, double scaleHeightKm);

} // namespace desk
