// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/commandline/simulatedscene.h"

#include <string>
#include <vector>

namespace desk {

// Which networks there are and what they learn from. The scenes share no seed, no faults and no parameters
// with evaluationScenes(). Plain values.
struct PlannedNetwork
{
    std::string file;                      // in resources/forecast, without .weights
    std::string metric;                    // empty = any that has none of its own
    std::vector<std::string> metrics = {}; // whose series it learns from
    std::size_t hidden = 32;
    unsigned epochs = 8;
    std::size_t mostOfRow = 6'000; // examples of each metric and kind of entity, a scene
    std::chrono::seconds every{20};
    std::size_t oneWithoutGeometry = 0; // of so many examples one is as of a link whose orbit is unknown
    bool real = false;                  // learns from recordings besides
};

std::vector<PlannedNetwork> plannedNetworks();
std::vector<SceneOptions> trainingScenes();
// What the median's error is watched on while it trains; chosen by nothing.
SceneOptions heldOutScene();

} // namespace desk
