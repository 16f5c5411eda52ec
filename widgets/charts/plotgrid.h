// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/telemetry/time.h"

#include <algorithm>
#include <cstdint>

namespace desk {

// The pixel columns of a plot: column i shows [start + i * perColumn, start + (i + 1) * perColumn), in ns of
// generation time. start is a multiple of perColumn, so that a moving axis moves by whole columns and a
// sample stays in its own. Plain value.
struct PlotGrid
{
    std::int64_t start = 0;
    std::int64_t perColumn = 1;
    int columns = 0;
    std::int64_t dataEnd = 0; // nothing from here on is drawn: a held view does not grow
    std::int64_t now = 0;     // end of the column that now lies in; may be outside the plot

    [[nodiscard]] std::int64_t end() const { return start + perColumn * columns; }
    [[nodiscard]] TimeRange range() const { return {fromNanoseconds(start), fromNanoseconds(end())}; }
    // What of the range is drawn: what an export contains.
    [[nodiscard]] TimeRange visible() const
    {
        return {fromNanoseconds(start), fromNanoseconds(std::min(end(), dataEnd))};
    }
    [[nodiscard]] double column(std::int64_t time) const { return double(time - start) / double(perColumn); }

    bool operator==(const PlotGrid &) const = default;

    // The grid of this many columns whose last `reserve` columns lie after end.
    static PlotGrid endingAt(Timestamp end, Timestamp now, std::chrono::nanoseconds span, int columns,
                             int reserve)
    {
        // Far from the ends of the 64-bit range, where sums would wrap (2261).
        static constexpr std::int64_t farthest = 9'180'000'000'000'000'000;
        PlotGrid grid;
        grid.columns = std::max(1, columns);
        // The whole span and the column that end lies in.
        const std::int64_t whole = std::max(1, columns - reserve - 1);
        grid.perColumn = std::max<std::int64_t>(1, (span.count() + whole - 1) / whole);
        const auto columnsUpTo = [&grid](Timestamp t) {
            const std::int64_t time = std::clamp(nanoseconds(t), -farthest, farthest);
            return time / grid.perColumn + (time % grid.perColumn < 0 ? 0 : 1);
        };
        grid.start = (columnsUpTo(end) + std::min(reserve, grid.columns - 1) - grid.columns) * grid.perColumn;
        grid.now = columnsUpTo(now) * grid.perColumn;
        grid.dataEnd = grid.end();
        return grid;
    }
};

} // namespace desk
