// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/benchmarks/chartload.h"

#include <QImage>
#include <QWidget>

class QCustomPlot;

namespace desk {

// The same charts by QCustomPlot, in its cheapest way: data added and removed at the ends, ranges of values
// that stand still, one repaint of the window. GUI thread.
class PlotWall
{
public:
    // columns: points of a series that are seen. smooth: as it comes, curves are antialiased.
    PlotWall(const ChartLoad &load, int columns, bool smooth);

    void receive();
    void frame();
    [[nodiscard]] QImage picture();

private:
    void add();

    const ChartLoad m_load;
    const int m_columns;
    QWidget m_window;
    std::vector<QCustomPlot *> m_plots;
    std::int64_t m_step = 0;
    std::int64_t m_added = 0;
};

} // namespace desk
