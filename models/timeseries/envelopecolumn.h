// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <cstdint>

namespace desk {

// What one pixel column shows: the path enters at first, covers min..max and leaves at last. Plain value.
struct EnvelopeColumn
{
    std::int32_t column = 0;
    std::uint32_t count = 0;
    double first = 0;
    double min = 0;
    double max = 0;
    double last = 0;
    std::int64_t firstTime = 0; // ns
    std::int64_t lastTime = 0;

    // With what comes behind it, or at the same time.
    void unite(const EnvelopeColumn &later)
    {
        count += later.count;
        min = std::min(min, later.min);
        max = std::max(max, later.max);
        if (later.lastTime >= lastTime) {
            last = later.last;
            lastTime = later.lastTime;
        }
        if (later.firstTime < firstTime) {
            first = later.first;
            firstTime = later.firstTime;
        }
    }
};

} // namespace desk
