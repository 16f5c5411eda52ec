// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/telemetry/quality.h"
#include "models/telemetry/result.h"
#include "models/telemetry/time.h"

#include <string>
#include <string_view>
#include <vector>

namespace desk {

// A point that the desk itself makes from what it received. Plain value.
struct OwnPoint
{
    struct Figure
    {
        std::string metric;
        double value = 0;
        Quality quality = Quality::derived;
    };
    std::string node;
    Timestamp time{}; // generation
    std::vector<Figure> figures;
};

// Takes points of the desk's own, which then go the way of every other one: journal, limits, charts, streams.
class OwnMeasurements
{
public:
    OwnMeasurements() = default;
    virtual ~OwnMeasurements() = default;
    OwnMeasurements(const OwnMeasurements &) = delete;
    OwnMeasurements &operator=(const OwnMeasurements &) = delete;

    // Any thread. invalidArgument: a name that the API would refuse, or no figure. A point of a node that had
    // one less than half a second before is passed over: several windows may measure the same thing.
    virtual Result<void> put(OwnPoint point) = 0;
};

// What is measured of a route stands under a name of its own, which is no node of the fleet.
inline constexpr std::string_view routePrefix = "route:";
constexpr bool isOfRoute(std::string_view node)
{
    return node.starts_with(routePrefix);
}

} // namespace desk
