// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/forecast/lstmweights.h"

#include <memory>
#include <string_view>

namespace desk {

// What was trained for us and is compiled in (resources/forecast). Read once; any thread.

// All of them, for LstmForecaster.
const std::vector<LstmWeights> &shippedForecastNetworks();
// The network that answers for a metric: its own, else the one for any metric; null when there is neither.
std::shared_ptr<const LstmWeights> shippedForecastWeights(std::string_view metric);

} // namespace desk
