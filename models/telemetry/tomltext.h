// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/telemetry/result.h"

#include <string_view>

namespace desk {

// What must be refused before toml++ 3.3 reads it, because that version's handling of letters beyond ASCII in
// bare keys is undefined: such a letter anywhere but in quotes or a comment. TOML 1.0 allows none there.
// index = line from 1. Pure.
Result<void> checkTomlText(std::string_view text);

} // namespace desk
