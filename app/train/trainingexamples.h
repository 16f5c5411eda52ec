// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/forecast/forecastevaluation.h"
#include "models/forecast/lstminputs.h"

#include <map>
#include <string>
#include <vector>

namespace desk {

// What the network is to learn from one window: what it would see of it, and what came, both in units of the
// window's scale, the newest value subtracted; NaN = it never came. weight: the scale in units of what
// persistence is wrong by on the same kind of series, so that a unit of loss is the same share of every
// metric's error. Plain value.
struct TrainingExample
{
    LstmInputs inputs;
    std::array<float, forecastHorizons.size()> target{};
    std::array<float, forecastHorizons.size()> weight{};
    std::string row;

    void forgetGeometry();
};

// Gathers examples from an evaluation while it plays: it stands in it as the method `lstm`, so that training
// sees the very windows that a forecast would. One thread.
class TrainingExamples
{
public:
    // The method for the evaluation, which this outlives.
    std::unique_ptr<Forecaster> tap();
    // Call before it plays.
    void follow(ForecastEvaluation &evaluation);
    // At most so many of each row, chosen by the seed, in an order of the seed, with their weights.
    std::vector<TrainingExample> take(std::size_t mostOfRow, std::uint64_t seed);

private:
    using Place = std::pair<Timestamp, SeriesId>;
    std::map<Place, TrainingExample> m_pending;
    std::vector<TrainingExample> m_examples;
};

} // namespace desk
