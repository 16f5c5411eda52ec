// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/forecast/shippedweights.h"

namespace desk {

std::vector<std::string_view> shippedWeightFiles();

const std::vector<LstmWeights> &shippedForecastNetworks()
{
    static const std::vector<LstmWeights> networks = [] {
        std::vector<LstmWeights> read;
        for (const std::string_view file : shippedWeightFiles()) {
            // A test sees to it that every file can be read.
            if (auto weights = LstmWeights::parse(std::as_bytes(std::span(file))))
                read.push_back(*std::move(weights));
        }
        return read;
    }();
    return networks;
}

std::shared_ptr<const LstmWeights> shippedForecastWeights(std::string_view metric)
{
    const LstmWeights *found = nullptr;
    for (const LstmWeights &weights : shippedForecastNetworks()) {
        if (weights.metric == metric || (weights.metric.empty() && !found))
            found = &weights;
    }
    return {std::shared_ptr<const void>(), found};
}

} // namespace desk
