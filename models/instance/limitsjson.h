// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/alarms/limitset.h"

namespace desk {

// Limits as /api/v1/limits gives and takes them:
// {"limits":[{"nodes":"sat-*","metric":"snr_db","low":{"warning": 4}}]}. Errors name the limit, its member
// and what is allowed. Pure functions.
[[nodiscard]] std::string limitsToJson(const std::vector<LimitRule> &rules);
[[nodiscard]] Result<LimitSet> limitsFromJson(std::string_view text);

} // namespace desk
