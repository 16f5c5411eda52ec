// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/topology/geodesy.h"
#include "models/topology/orbit.h"

#include <optional>
#include <span>
#include <stop_token>
#include <vector>

namespace desk {

struct ContactQuery
{
    TimeRange range; // contacts that reach into it
    double minElevationDegrees = 25;
};

// One pass of a satellite over a station. Times are those of SGP4 and the geometric horizon (no refraction,
// no mountains), to a millisecond. Plain value.
struct Contact
{
    std::uint32_t satellite = 0; // index into what was asked for
    std::uint32_t station = 0;
    // Nothing where it is up for longer than half an hour before the range begins or after it ends, and where
    // the orbit ends before it sets.
    std::optional<Timestamp> rise;
    std::optional<Timestamp> set;
    Timestamp culmination{}; // the highest moment within the times above
    LookAngles riseLook;     // where there is a rise
    LookAngles highest;
    LookAngles setLook; // where there is a set
};

// Rise, culmination and set of satellites over stations, in order of rise (those without one first). Each
// orbit is followed on a grid of a minute that all stations share, with leaps as long as the satellite cannot
// come into sight; extremes and crossings of the elevation within a minute are found on the cubic curve
// through the states of SGP4 (Illinois method). Pure, any thread; empty when it is stopped. About 0.1 ms a
// satellite and day, half of that for each further station.
std::vector<Contact> findContacts(std::span<const Orbit> satellites,
                                  std::span<const GeodeticPosition> stations, const ContactQuery &query,
                                  const std::stop_token &stop = {});

} // namespace desk
