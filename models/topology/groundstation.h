// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/telemetry/result.h"
#include "models/topology/geodesy.h"

#include <string>
#include <string_view>
#include <vector>

namespace desk {

// A place on the ground that talks to satellites. Plain value, any thread.
struct GroundStation
{
    std::string id;   // of the node, for example gs-tokyo
    std::string name; // UTF-8, as written
    GeodeticPosition position;

    bool operator==(const GroundStation &) const = default;
};

// CSV after RFC 4180 (quotes, LF or CRLF, blank lines skipped), UTF-8. With a header line naming the columns
// in any order: name, latitude, longitude (degrees) and optionally id, elevation_m; without one the columns
// are id, name, latitude, longitude, elevation_m. An id that is missing or only a number is made from the
// name: gs- and its ASCII letters and digits; a second station of that name gets -2. Errors name the line
// ("line 3: latitude 91 is not within -90 and 90"): index = line number, field = column.
Result<std::vector<GroundStation>> readStations(std::string_view csv);

} // namespace desk
