// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/archive/sessionnames.h"
#include "models/telemetry/result.h"

#include <filesystem>

// Private to the sources of the salvage.
namespace desk::session {

// Brings alarms, forecasts and layouts of one session file into another one as they are; a series that got
// another id there is told by that one, what is of a series that is not there stays behind. Both files are
// closed meanwhile by everyone else who writes. Any thread.
Result<void> carryRest(const std::filesystem::path &from, const std::filesystem::path &to,
                       const SessionNames::Mapping &mapping);

} // namespace desk::session
