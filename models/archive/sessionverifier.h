// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/archive/sessionreport.h"
#include "models/telemetry/result.h"

#include <filesystem>
#include <functional>

namespace desk {

// How much of a long work is done, 0 to 1; false to give it up.
using WorkProgress = std::function<bool(double share)>;

// Looks at every row of every table of a session file: are its pages sound, do rows and columns match their
// checksums, does what is in them fit together? Only reads; sees the state of one moment while a recorder
// goes on writing. Fails only on what is no session file, on one of a newer format and when given up.
Result<SessionReport> verifySession(const std::filesystem::path &path, const WorkProgress &progress);

} // namespace desk
