// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/topology/orbitfacts.h"

#include "models/topology/orbitalplanes.h"
#include "models/topology/sgp4constants.h"

#include <numbers>

namespace desk {

OrbitFacts orbitFacts(const ElementSet &elements)
{
    using sgp4::earthRadiusKm;
    const double axis = meanAltitudeKm(elements) + earthRadiusKm;
    return {toTimestamp(elements.epoch), 2 * std::numbers::pi / elements.meanMotion,
            elements.inclination * 180 / std::numbers::pi, axis * (1 - elements.eccentricity) - earthRadiusKm,
            axis * (1 + elements.eccentricity) - earthRadiusKm};
}

} // namespace desk
