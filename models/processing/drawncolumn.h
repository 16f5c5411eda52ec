// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/archive/envelopecolumns.h"
#include "models/timeseries/timeseries.h"

#include <algorithm>

namespace desk {

// What a recording tells of a column of pixels, as charts draw it: the line enters at the extreme that came
// first and leaves at the other. The column is not empty. Any thread.
inline EnvelopeColumn drawnColumn(const PixelColumn &from, std::int32_t column)
{
    constexpr std::uint64_t most = std::numeric_limits<std::uint32_t>::max();
    const bool lowFirst = from.minBegin <= from.maxBegin;
    return {.column = column,
            .count = static_cast<std::uint32_t>(std::min(from.count, most)),
            .first = lowFirst ? from.min : from.max,
            .min = from.min,
            .max = from.max,
            .last = lowFirst ? from.max : from.min,
            .firstTime = from.begin,
            .lastTime = from.end};
}

} // namespace desk
