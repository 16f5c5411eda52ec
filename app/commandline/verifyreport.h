// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/archive/sessionreport.h"

#include <nlohmann/json_fwd.hpp>
#include <ostream>

namespace desk {

// A report as lines for people, and as JSON. Times are UTC.
void writeReport(const SessionReport &report, std::ostream &out);
nlohmann::ordered_json reportToJson(const SessionReport &report);

} // namespace desk
