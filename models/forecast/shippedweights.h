// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/forecast/lstmweights.h"

#include <memory>
#include <string_view>

namespace desk {

// What was learnt for a metric and comes with the program; null where nothing was. Any thread.
std::shared_ptr<const LstmWeights> shippedForecastWeights(std::string_view metric);

} // namespace desk
