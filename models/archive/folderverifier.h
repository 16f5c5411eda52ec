// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/archive/sessionverifier.h"

namespace desk {

// The same for a data folder: its session file, the journal after it, and whether all numbers of both are
// there. Changes nothing, also while the folder's owner is running. Fails when the folder holds neither.
Result<SessionReport> verifyFolder(const std::filesystem::path &folder, const WorkProgress &progress);

} // namespace desk
