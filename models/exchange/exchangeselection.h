// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/telemetry/time.h"

#include <optional>
#include <string>
#include <vector>

namespace desk {

// What of a recording is exported. Patterns hold '*' for any characters; any of a list suffices and an empty
// list means everything. Plain value, pure.
struct ExchangeSelection
{
    std::vector<std::string> nodes;   // matches node, or node->dst of a link
    std::vector<std::string> metrics; // matches metric, or metric{labels}
    std::optional<Timestamp> start;   // generation time, start <= t < end
    std::optional<Timestamp> end;

    [[nodiscard]] bool wantsNode(std::string_view node, std::string_view dst) const;
    [[nodiscard]] bool wantsMetric(std::string_view metric, std::string_view labels) const;
    [[nodiscard]] bool wantsTime(Timestamp generation) const;
};

} // namespace desk
