// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/telemetry/time.h"
#include "models/topology/elementset.h"

namespace desk {

// What an element set says of an orbit to people, by its mean elements (Kepler's laws, WGS-72; heights over
// the equatorial radius). Pure, any thread.
struct OrbitFacts
{
    Timestamp epoch{};
    double periodMinutes = 0;
    double inclinationDegrees = 0;
    double perigeeKm = 0;
    double apogeeKm = 0;
};

[[nodiscard]] OrbitFacts orbitFacts(const ElementSet &elements);

} // namespace desk
