// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/telemetry/time.h"
#include "models/topology/elementset.h"
#include "models/topology/fleetdefinition.h"

#include <span>
#include <string>
#include <vector>

namespace desk {

// From orbital elements to what the API calls a fleet. Pure functions, any thread.

// One id per satellite for the API: its name as ASCII letters and digits (STARLINK-3209 gives starlink-3209),
// sat- and the catalogue number where it has none, -2, -3 ... where one occurs twice.
std::vector<std::string> satelliteIds(std::span<const ElementSet> elements);

// Element sets good for that day: those of a fleet whose median epoch lies further than `oldest` from it are
// moved, all together, by whole sidereal days. So the fleet keeps its spacing, which satellites hold by
// thrusters and no theory predicts for months, and its paths over the ground. Returns by how much.
std::chrono::nanoseconds redate(std::vector<ElementSet> &elements, Timestamp day,
                                std::chrono::hours oldest = std::chrono::hours(24 * 14));

// An element set as an object of CCSDS 502.0-B in the JSON form that CelesTrak writes; parseFleetOrbit() and
// parseOmmJson() read it.
std::string ommJson(const ElementSet &elements);

// The body of PUT /api/v1/topology/; parseFleet() reads it.
std::string fleetDefinitionJson(Timestamp time, const FleetDefinition &fleet);

} // namespace desk
