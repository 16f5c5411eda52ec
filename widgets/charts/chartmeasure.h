// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/charts/measurement.h"

class QKeyEvent;
class QMenu;
class QMouseEvent;

namespace desk {

class MeasureDialog;
class PlotArea;
class Theme;

// The two measuring cursors of a chart: set by keys and menu, dragged, and the table of what lies between
// them. They are those of all charts of the panel. Positions are in the chart's coordinates. GUI thread.
class ChartMeasure final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ChartMeasure)

public:
    ChartMeasure(const ChartContent &content, SharedTimeAxis &time, PlotArea &plot, const Theme &theme,
                 QWidget *chart);

    // Whether the event was for it.
    bool press(const QMouseEvent &event);
    bool move(const QMouseEvent &event);
    bool release();
    bool key(const QKeyEvent &event);
    void addTo(QMenu &menu);
    void showTable();
    // Series came or went.
    void restart();
    [[nodiscard]] Measurement &measurement() { return m_measurement; }

Q_SIGNALS:
    void said(const QString &remark);

private:
    void put(MeasureCursor which, std::optional<Timestamp> time);
    void clear();
    void zoomThere();
    [[nodiscard]] std::optional<MeasureCursor> cursorAt(QPointF position) const;

    const ChartContent &m_content;
    SharedTimeAxis &m_time;
    PlotArea &m_plot;
    const Theme &m_theme;
    QWidget *m_chart;
    Measurement m_measurement;
    MeasureDialog *m_dialog = nullptr; // once it was wanted
    std::optional<MeasureCursor> m_dragged;
};

} // namespace desk
