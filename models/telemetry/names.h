// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace desk {

// What the API allows as names. Pure, any thread.

// 1 to 128 characters of A-Z a-z 0-9 _ . : -
bool isNodeName(std::string_view text);
// A letter or _ and at most 127 more of A-Z a-z 0-9 _ . : /
bool isMetricName(std::string_view text);

} // namespace desk
