// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/forecast/shippedweights.h"

namespace desk {

std::shared_ptr<const LstmWeights> shippedForecastWeights(std::string_view)
{
    return nullptr;
}

} // namespace desk
