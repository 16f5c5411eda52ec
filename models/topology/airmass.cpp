// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/topology/airmass.h"

#include "models/topology/degree.h"

#include <algorithm>
#include <cmath>

namespace desk {

double airMass(double elevationDegrees, double scaleHeightKm)
{
    constexpr double earthKm = 8500; // with refraction
    const double elevation = std::clamp(elevationDegrees, 0.0, 89.9) * degree;
    const double root = std::sqrt(earthKm / scaleHeightKm);
    const double x = std::tan(elevation) * root;
    return root / ((0.661 * x + 0.339 * std::sqrt(x * x + 5.51)) * std::cos(elevation));
}

} // namespace desk
