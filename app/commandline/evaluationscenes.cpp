// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commandline/evaluationscenes.h"

namespace desk {
namespace {

using namespace std::chrono_literals;

constexpr Timestamp firstDay{std::chrono::sys_days{std::chrono::year{2026} / 5 / 20}};

} // namespace

std::vector<SceneOptions> evaluationScenes()
{
    const DemandOptions other{.perStationGbps = 18, .sources = 10, .tailIndex = 1.4, .diurnalSwing = 0.3};
    return {
        {.name = "evaluation, passes above 10 degrees, 3 antennas, other traffic",
         .seed = 1001,
         .faults = "random=0.8/min",
         .minElevationDegrees = 10,
         .antennas = 3,
         .demand = other,
         .start = firstDay + 52h},
        {.name = "evaluation, passes above 7 degrees, 5 antennas, other traffic",
         .seed = 1003,
         .faults = "random=0.5/min",
         .minElevationDegrees = 7,
         .antennas = 5,
         .demand = other,
         .start = firstDay + 75h,
         .length = 120min},
        {.name = "evaluation, as the demo but for seed and faults",
         .seed = 1002,
         .faults = "random=0.6/min",
         .start = firstDay + 61h},
    };
}

} // namespace desk
