// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/commandline/orbitfiles.h"

#include "models/topology/fleetdefinition.h"

namespace desk {

// Real satellites and stations with the links that the simulated constellation has at the median epoch of
// the elements. Plain value.
struct BenchFleet
{
    OrbitFiles files;
    FleetDefinition fleet; // satellites, then stations
    std::uint32_t satellites = 0;
    Timestamp time{}; // the median epoch

    // As OrbitFiles::read(): an empty name means the demo's.
    static Result<BenchFleet> read(const std::string &elements, const std::string &stations);
};

} // namespace desk
