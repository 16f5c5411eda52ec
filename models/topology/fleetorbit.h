// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/topology/elementset.h"

#include <string_view>

namespace desk {

// The orbit of a node of a fleet definition, a JSON object: {"line1", "line2"} of a two-line element set or
// an orbit mean-elements message. Errors as of parseTwoLine and parseOmmJson; missingField names line1 or
// line2. A pure function, any thread.
Result<ElementSet> parseFleetOrbit(std::string_view json);

} // namespace desk
