// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cmath>
#include <cstdint>

namespace desk {

// What the charts of compare_charts show: the same for each program. Plain values.
struct ChartLoad
{
    int charts = 12;
    int series = 4;   // of a chart
    int across = 2;   // charts beside each other
    int width = 1600; // of the window
    int height = 1000;
    int perColumn = 1; // samples of a series in a column of pixels

    // A slow wave with noise, each series at a height of its own: 0 to 10.
    [[nodiscard]] static double value(int chart, int series, std::int64_t step)
    {
        auto bits = static_cast<std::uint64_t>(step) * 0x9E3779B97F4A7C15U +
                    static_cast<std::uint64_t>(chart * 64 + series) * 0xBF58476D1CE4E5B9U;
        bits ^= bits >> 31U;
        bits *= 0x94D049BB133111EBU;
        bits ^= bits >> 29U;
        const double noise = double(bits >> 11U) / double(1ULL << 53U) - 0.5;
        const double phase = double(step) * (0.011 + 0.003 * series) + chart;
        return 2 + 2 * series + 0.9 * std::sin(phase) + 0.6 * noise;
    }
};

} // namespace desk
