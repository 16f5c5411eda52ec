// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/timeseries/timeseries.h"

#include <vector>

namespace desk {

// Between its samples a number lies on the line that joins them, a state holds until the next.
enum class SampleValues : std::uint8_t { numbers, states };

// The samples of one series that are values (finite, not of quality invalid), ready to be computed with.
// Two neighbours are joined where no invalid sample lies between them and they are no farther apart than
// gapFactor times the cadence, which is the median of the distances of neighbours. Plain value, any thread.
struct ValidSamples
{
    static constexpr double gapFactor = 3;

    std::vector<std::int64_t> times; // ns since 1970, ascending
    std::vector<double> values;
    std::vector<char> joined; // to the one before; the first is not
    std::size_t invalid = 0;  // left out
    std::size_t gaps = 0;     // pairs of neighbours that are not joined
    std::int64_t cadence = 0; // ns; 0 with fewer than two samples

    // Ascending samples of one series.
    [[nodiscard]] static ValidSamples of(std::span<const Sample> samples);
    [[nodiscard]] std::size_t size() const { return times.size(); }
    // At a time of another series: that of an exact time, else of the two joined samples around it.
    [[nodiscard]] std::optional<double> at(std::int64_t time, SampleValues kind) const;
};

} // namespace desk
