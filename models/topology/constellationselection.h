// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/topology/elementset.h"

#include <cstddef>
#include <span>
#include <vector>

namespace desk {

struct SelectionOptions
{
    std::size_t planes = 10;   // evenly round the equator
    std::size_t perPlane = 16; // evenly round the orbit
    double leastInclinationDegrees = 0;
    double mostInclinationDegrees = 180;
    double inclinationToleranceDegrees = 0.08; // one band: its planes then precess together
    double altitudeToleranceKm = 0.3;          // of the mean height: what drifts along its orbit is left out
    double nodeWindowDegrees = 0.9;            // breadth of a plane
    double nodeSlackDegrees = 3;               // how far a plane may lie from its even place
};

// Thins a large catalogue out to a small regular constellation in one band of inclination and height, as
// used for the demo data: the band, the nodes and the satellites whose arguments of latitude (at the
// fleet's median epoch) are spaced most evenly. Returns indices into the fleet, plane by plane, each
// in order of argument of latitude. notFound if no band has enough. The elements have passed checkElements. A
// pure function, any thread; a fraction of a second for ten thousand satellites.
Result<std::vector<std::size_t>> selectConstellation(std::span<const ElementSet> fleet,
                                                     const SelectionOptions &options = {});

} // namespace desk
