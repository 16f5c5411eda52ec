// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/analysis/validsamples.h"

#include <stop_token>

namespace desk {

// A series on an even grid of times, as a Fourier transform needs it: from the first sample on in steps of
// the cadence, at each the value on the line between the two samples around it. In gaps (see ValidSamples)
// there is none. Lines between samples damp the highest frequencies of a series whose samples do not lie on
// the grid, by up to sinc²(f/rate). Of more than mostPoints the newest ones are kept. Plain value, any
// thread.
struct EvenSeries
{
    static constexpr std::size_t mostPoints = std::size_t{1} << 22;

    std::int64_t begin = 0;     // ns since 1970, of the first point
    std::int64_t step = 0;      // ns; 0 = there is no grid: fewer than two samples
    std::vector<double> values; // NaN in gaps
    std::size_t missing = 0;    // points in gaps
    std::size_t omitted = 0;    // older points, beyond mostPoints
    // Median of how far the distances of joined samples are from the step, in steps. 0 = evenly sampled.
    double unevenness = 0;

    [[nodiscard]] static EvenSeries of(const ValidSamples &samples, const std::stop_token &stop = {});
    [[nodiscard]] double rate() const { return step > 0 ? 1e9 / static_cast<double>(step) : 0; } // Hz
    [[nodiscard]] double missingShare() const
    {
        return values.empty() ? 0 : static_cast<double>(missing) / static_cast<double>(values.size());
    }
    // How many points follow each other without a gap.
    [[nodiscard]] std::size_t longestRun() const;
};

} // namespace desk
