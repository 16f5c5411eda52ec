// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/topology/elementset.h"
#include "models/topology/groundstation.h"

#include <string>
#include <vector>

namespace desk {

// What --tle and --stations name, read and parsed. Plain value.
struct OrbitFiles
{
    std::string elementText;
    std::string stationText;
    std::vector<ElementSet> elements;
    std::vector<GroundStation> stations;

    // An empty name means the demo's. Errors: a file that cannot be read or is none of its kind, with its
    // name.
    static Result<OrbitFiles> read(const std::string &elements, const std::string &stations);
};

} // namespace desk
