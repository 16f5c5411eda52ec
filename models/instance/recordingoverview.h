// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/telemetry/result.h"
#include "models/timeseries/sessionoverview.h"

#include <filesystem>

namespace desk {

// What there is in a session file: when points came and how many, what is missing and why, what was alarming.
// Any thread.
Result<SessionOverview> readOverview(const std::filesystem::path &file);

} // namespace desk
