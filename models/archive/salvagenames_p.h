// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/archive/sessionnames.h"

namespace desk::session {

// Puts the names of a salvaged file into an empty dictionary so that every id stays what it was: an id whose
// name is gone is taken by one that says so. Where far too many are missing, ids close up; the mapping tells.
Result<SessionNames::Mapping> restoreNames(const SessionNames &names, SeriesDictionary &dictionary);

} // namespace desk::session
