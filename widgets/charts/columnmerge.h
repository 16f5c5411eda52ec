// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/timeseries/timeseries.h"
#include "widgets/charts/plotgrid.h"

#include <cmath>

namespace desk {

// Makes the columns of a grid out of samples and finer columns, given in the order of their times. What lies
// beside the plot has columns beside it. A value.
class ColumnMerge
{
public:
    ColumnMerge(const PlotGrid &grid, std::vector<EnvelopeColumn> &out)
        : m_grid(grid)
        , m_out(out)
    {
        m_out.clear();
    }

    void add(std::int64_t time, double value) { add({0, 1, value, value, value, value, time, time}); }
    void add(EnvelopeColumn part)
    {
        part.column = columnOf(part.firstTime);
        if (m_out.empty() || m_out.back().column != part.column) {
            m_out.push_back(part);
            return;
        }
        EnvelopeColumn &column = m_out.back();
        column.count += part.count;
        column.min = std::min(column.min, part.min);
        column.max = std::max(column.max, part.max);
        column.last = part.last;
        column.lastTime = part.lastTime;
    }

private:
    [[nodiscard]] std::int32_t columnOf(std::int64_t time) const
    {
        const double at = std::floor(m_grid.column(time));
        const double most = 64.0 * m_grid.columns; // far beside: nobody looks at how far
        return static_cast<std::int32_t>(std::clamp(at, -most, most));
    }

    const PlotGrid &m_grid;
    std::vector<EnvelopeColumn> &m_out;
};

} // namespace desk
