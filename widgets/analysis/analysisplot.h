// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/analysis/plotfigure.h"

#include <QPixmap>
#include <QWidget>

#include <memory>

class QIODevice;

namespace desk {

class Theme;

// Shows a figure with its axes and colour bar. Wheel, box and keys zoom into it, keys move it and the cursor,
// which stands on one item of it; zoom can be undone. The picture is painted anew only when something of it
// changed. GUI thread.
class AnalysisPlot final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(AnalysisPlot)

public:
    // Part of the extents; where nothing is set, all of it is shown.
    struct View
    {
        std::optional<std::pair<double, double>> x;
        std::optional<std::pair<double, double>> y;
        bool operator==(const View &) const = default;
    };

    explicit AnalysisPlot(const Theme &theme, QWidget *parent = nullptr);

    // null = nothing. The view stays, unless it is to be another figure altogether.
    void setFigure(std::shared_ptr<const PlotFigure> figure, bool isOther);
    [[nodiscard]] const std::shared_ptr<const PlotFigure> &figure() const { return m_figure; }
    void setDropTarget(bool target);

    [[nodiscard]] std::optional<std::size_t> cursor() const { return m_cursor; }
    void setCursor(std::optional<std::size_t> item);
    [[nodiscard]] const View &view() const { return m_view; }
    [[nodiscard]] bool isZoomed() const { return m_view != View(); }
    void zoom(double factor, std::optional<QPointF> about = {}, bool alongX = true, bool alongY = true);
    void resetZoom() { show({}); }
    bool undoZoom();
    bool redoZoom();
    [[nodiscard]] const PlotMapping &mapping() const { return m_mapping; }
    // For SVG: as shapes and text.
    void paintTo(QPainter &painter);

Q_SIGNALS:
    void cursorChanged();
    void viewChanged();

protected:
    bool event(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;

private:
    struct Layout
    {
        PlotFigure::Axis x;
        PlotFigure::Axis y;
        PlotFigure::ColourBar bar;
        std::vector<PlotScale::Tick> xTicks;
        std::vector<PlotScale::Tick> yTicks;
        std::vector<PlotScale::Tick> barTicks;
        PlotScale barScale;
        QRectF barRect;
    };
    void show(const View &view); // remembers the one before
    void layOut();
    void stale();
    void moveCursor(int by);
    void pan(double alongX, double alongY); // shares of what is shown
    [[nodiscard]] std::vector<PlotScale::Tick> ticksOf(const PlotFigure::Axis &axis, const PlotScale &scale,
                                                       double length, double spacing) const;
    void paintAxes(QPainter &painter) const;
    void paintBar(QPainter &painter) const;
    void paintOver(QPainter &painter) const;
    [[nodiscard]] QRectF box() const;

    const Theme &m_theme;
    std::shared_ptr<const PlotFigure> m_figure;
    PlotMapping m_mapping;
    Layout m_layout;
    View m_view;
    std::vector<View> m_undo;
    std::vector<View> m_redo;
    std::optional<std::size_t> m_cursor;
    std::optional<QPointF> m_boxFrom;
    std::optional<QPointF> m_panFrom;
    QPointF m_pointer;
    QPixmap m_picture;
    bool m_isStale = true;
    bool m_isDropTarget = false;
};

} // namespace desk
