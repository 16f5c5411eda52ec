// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/processing/parameterfeed.h"
#include "tests/benchmarks/chartload.h"
#include "widgets/charts/chartview.h"
#include "widgets/theme/theme.h"

#include <QImage>

namespace desk {

// The charts of compare_charts as the window has them: samples come in batches through the queue and
// ParameterFeed, and each frame they move by a column of pixels. GUI thread.
class ChartWall
{
public:
    explicit ChartWall(const ChartLoad &load);

    // What comes until the next frame; not part of it.
    void receive();
    // Takes it in and paints all charts.
    void frame();

    [[nodiscard]] int columns() const; // of a plot
    [[nodiscard]] std::uint64_t picturesPainted() const;
    [[nodiscard]] QImage picture();

private:
    void push();

    const ChartLoad m_load;
    SimulatedTimeService m_clock{fromNanoseconds(1'795'269'787'000'000'000)}; // 2026-11-21T14:03:07Z
    SeriesDictionary m_names;
    DisplayQueue m_queue;
    ParameterFeed m_feed{{m_queue, m_names, [] { return TopologySnapshotPtr(); }}, m_clock, {}};
    TimeConductor m_conductor{m_clock};
    SharedTimeAxis m_time{m_conductor};
    Theme m_theme;
    QWidget m_window;
    std::vector<EntityId> m_entities; // by chart, then series
    std::vector<SeriesId> m_series;
    std::vector<ChartView *> m_views;
    std::int64_t m_step = 0;
    std::chrono::nanoseconds m_perStep{};
};

} // namespace desk
