// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/forecast/forecastwindow.h"
#include "models/forecast/lstmweights.h"
#include "models/forecast/windowsteps.h"

#include <array>

namespace desk {

// What the network sees of a window; the training sees the same. Values are normalised per window: less the
// newest value, in units of `scale`, the standard deviation of the window's seconds. All numbers are finite
// and small. A plain value; any thread.
//
// A step of 10 s: [0] the mean, within 20; 0 in a gap. [1] 1 in a gap. [2] steps since the last value / 60.
// [3] 1 where the link's geometry is known. [4] elevation / 90 degrees. [5] how much less free-space loss
// than at the newest second, in units of scale for `snr_db`, of 10 dB for others, within 20.
//
// The head: for each horizon [0] 1 where the geometry is known, [1] and [2] as [4] and [5] of a step; then
// [9] the newest value v as v / (1 + |v|), [10] log10(scale) / 10, [11] the share of steps with a value.
struct LstmInputs
{
    explicit LstmInputs(const ForecastWindow &window);
    // Without a value or any change there is nothing to look ahead from.
    [[nodiscard]] bool isUsable() const { return scale > 0; }

    std::array<std::array<float, LstmWeights::inputs>, WindowSteps::count> steps{};
    std::array<float, LstmWeights::headInputs> head{};
    double last = 0;
    double scale = 0; // 0 = not usable
};

} // namespace desk
