// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/analysis/validsamples.h"

#include <stop_token>

namespace desk {

// Two series put against each other: for each sample of the one that has fewer (x where they are equal), the
// value the other has at that time (see ValidSamples::at). Where it has none, in a gap, before its first or
// after its last sample, there is no pair: nothing is invented. Plain value, any thread.
struct SamplePairs
{
    struct Pair
    {
        std::int64_t time = 0; // ns since 1970
        double x = 0;
        double y = 0;
        bool isJoined = false; // to the pair before: no gap of either between
        bool isExact = false;  // both are samples, none lies between two
    };
    std::vector<Pair> pairs; // ascending
    std::size_t exact = 0;
    std::size_t unpaired = 0;          // samples of the one that has fewer
    std::optional<double> correlation; // Pearson's r; nothing where one does not vary

    [[nodiscard]] static SamplePairs of(const ValidSamples &x, SampleValues kindOfX, const ValidSamples &y,
                                        SampleValues kindOfY, const std::stop_token &stop = {});
};

} // namespace desk
