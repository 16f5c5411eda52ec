// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/train/trainingexamples.h"

#include "models/forecast/lstmweights.h"

#include <functional>
#include <string>
#include <vector>

namespace desk {

// Trains the network that LstmForecaster runs, with libtorch on one thread: Adam (Kingma and Ba, ICLR 2015)
// on the pinball loss of the three quantiles at the three horizons, the rate falling along a cosine
// (Loshchilov and Hutter, ICLR 2017). The same examples, options and machine give the same weights.
class LstmTrainer
{
public:
    struct Options
    {
        std::size_t hidden = 32;
        unsigned epochs = 8;
        std::size_t batch = 256;
        std::uint64_t seed = 1;
        double rate = 3e-3;
    };
    struct Epoch
    {
        unsigned number = 0; // from 1
        double loss = 0;     // of the examples trained on, in shares of persistence's error
        double held = 0;     // of those held out: the median's error as a share of persistence's
        double seconds = 0;
    };

    // told: after each epoch.
    static LstmWeights train(const std::vector<TrainingExample> &examples,
                             const std::vector<TrainingExample> &held, const std::string &metric,
                             const Options &options, const std::function<void(const Epoch &)> &told);

    // What libtorch makes of weights: m, a and b of each horizon for one window's inputs.
    static std::vector<float> outputs(const LstmWeights &weights, const LstmInputs &inputs);
};

} // namespace desk
