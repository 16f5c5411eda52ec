// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/telemetry/result.h"

#include <chrono>
#include <string_view>

namespace desk {

// "90", "90 s", "2 min", "250ms", "1.5 h", "7 d": a duration as people type it; a bare number is seconds.
// Refuses negative ones and anything above 100 years. Pure.
Result<std::chrono::nanoseconds> parseDuration(std::string_view text);

} // namespace desk
