// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/commandline/simulatedscene.h"

#include <vector>

namespace desk {

// The simulated telemetry that forecasts are scored on. Nothing was trained or tuned on these seeds, faults,
// traffic and least elevations. Plain values.
std::vector<SceneOptions> evaluationScenes();

} // namespace desk
