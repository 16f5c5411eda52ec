// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/charts/chartcontent.h"

#include <QRubberBand>
#include <QTimer>

class QGestureEvent;
class QKeyEvent;
class QMenu;
class QMouseEvent;
class QNativeGestureEvent;
class QWheelEvent;

namespace desk {

class PlotArea;
class Theme;
class ValueAxes;

// Zooming and moving of a chart: time with wheel, pinch and drag, values with Ctrl and the wheel or at their
// axis, both with a box; ranges of axes; the way back and there again. Events are handed on by the chart; all
// positions are in its coordinates. The parts must outlive it. GUI thread.
class ChartZoom final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ChartZoom)

public:
    struct Parts
    {
        ChartContent &content;
        SharedTimeAxis &time;
        PlotArea &plot;
        ValueAxes &axes;
        const Theme &theme;
    };

    ChartZoom(const Parts &parts, QWidget *chart);

    // Whether the event was for it.
    bool press(const QMouseEvent &event);
    bool move(const QMouseEvent &event);
    bool release(const QMouseEvent &event);
    bool doubleClick(const QMouseEvent &event);
    bool wheel(const QWheelEvent &event, bool overPlot);
    bool key(const QKeyEvent &event);
    bool gesture(QEvent *event);
    void addTo(QMenu &menu);

    // Of one axis, or of all (-1), about a place of the axis: 0 = upper end, 1 = lower.
    void zoomValues(double factor, int axis = -1, double at = 0.5);
    void moveValues(double shareOfRange, int axis = -1); // up = positive
    void setAxis(int axis, const AxisSetting &setting);
    void fitValues(); // all axes as their data need it
    void editAxis(int axis);
    void setBoxTool(bool on);
    [[nodiscard]] bool hasBoxTool() const { return m_boxTool; }
    void undo();
    void redo();

Q_SIGNALS:
    void changed();
    void said(const QString &remark);

private:
    template <class F>
    void changeRanges(int axis, F f);
    void apply(const ChartContent::AxisSettings &settings);
    void set(const ChartContent::AxisSettings &settings);
    void zoomTime(double factor, double x);
    void showBox(const QRect &box); // in the plot
    [[nodiscard]] int axisAt(QPointF position) const;
    [[nodiscard]] int firstWithRange(int axis) const;

    Parts m_parts;
    QWidget *m_chart;
    QRubberBand *m_band; // a child of the plot
    QTimer m_wheelEnd;
    std::optional<QPointF> m_boxFrom;
    std::optional<QPointF> m_axisFrom;
    int m_axis = -1;
    double m_wheel = 0; // part of a notch
    double m_pinch = 1; // not yet zoomed by
    bool m_boxTool = false;
};

} // namespace desk
