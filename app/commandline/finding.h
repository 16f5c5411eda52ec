// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

namespace desk {

// One thing that `constellation doctor` looked at. Plain value.
struct Finding
{
    enum class Level : unsigned char { ok, warning, failure };

    std::string check;
    Level level = Level::ok;
    std::string message;
    std::string remedy = {}; // what to do; empty where nothing is to be done
};
using Findings = std::vector<Finding>;

} // namespace desk
