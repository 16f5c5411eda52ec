// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/telemetry/ids.h"
#include "models/telemetry/monitoringresult.h"

#include <functional>
#include <vector>

namespace desk {

// One threshold of a series, in the series' unit. Plain value.
struct LimitLine
{
    double value = 0;
    Severity severity = Severity::none;
    LimitSide side = LimitSide::inside;

    bool operator==(const LimitLine &) const = default;
};

// Thresholds of a series as they hold now; asked once when a series comes to a chart and again when the
// function is replaced. GUI thread.
using LimitLines = std::function<std::vector<LimitLine>(SeriesId)>;

} // namespace desk
