// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/archive/sessionverifier.h"

namespace desk {

// Makes a new session file of all that can be read of another one, row by row from its pages where SQLite
// itself gives up. Numbers, reception times and ids stay what they were; a name that is gone is replaced by
// one that says so ("lost-node-7"). With a journal's folder also what that has, which takes the place of what
// was recorded of it. The damaged file and the journal are only read. The report says what was lost, and how
// much the new file holds; it fails when the new file exists or cannot be written, and when given up.
// Needs space for the file twice meanwhile.
Result<SessionReport> salvageSession(const std::filesystem::path &damaged,
                                     const std::filesystem::path &journal,
                                     const std::filesystem::path &repaired, const WorkProgress &progress);

} // namespace desk
