// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/charts/chartcontent.h"
#include "widgets/charts/lineraster.h"

#include <QPainter>

namespace desk {

// Draws the traces of a chart into a plot, one painter pass each: at most two points a pixel column, lines
// broken at holes, steps for states. Keeps its buffer between frames. GUI thread.
class TracePainter
{
public:
    explicit TracePainter(const PlotGrid &grid)
        : m_grid(grid)
    {
    }

    // A new picture. perPixel = device pixels of a logical one; the grid's columns are device pixels.
    // picture: what the painters of draw() paint on, where it is a picture that starts at the plot's corner
    // and is Format_RGB32; then most lines go into it directly.
    void begin(const QRectF &plot, double perPixel, QImage *picture = nullptr);
    // For such a picture: what is below all traces, as LineRaster::setBackground(). It is there behind
    // fillBackground(), or the first trace.
    void setBackground(std::span<const QRgb *const> rows) { m_raster.setBackground(rows); }
    void fillBackground() { m_raster.fill(); }

    void draw(QPainter &painter, const Trace &trace, const AxisScale &scale, const QPen &pen);
    // Names of states along a stepped trace, where they fit.
    void drawNames(QPainter &painter, const ChartContent &content, const Trace &trace, const AxisScale &scale,
                   const QColor &colour);
    [[nodiscard]] double x(std::int64_t time) const
    {
        return m_plot.left() + double(time - m_grid.start) * m_perNanosecond;
    }
    [[nodiscard]] double y(double value, const AxisScale &scale) const
    {
        return m_plot.top() + scale.fraction(value) * m_plot.height();
    }

private:
    [[nodiscard]] double x(const EnvelopeColumn &column) const;
    void addLine(const EnvelopeColumn &column, const AxisScale &scale);
    void addSteps(const EnvelopeColumn &column, const AxisScale &scale);
    // How many columns from the first on are next to each other and have many samples each.
    [[nodiscard]] static std::size_t crowded(std::span<const EnvelopeColumn> columns);
    void addBand(std::span<const EnvelopeColumn> columns, const AxisScale &scale);
    [[nodiscard]] bool isDirect(const QPainter &painter, const QPen &pen) const;
    void flush(QPainter &painter, const QPen &pen);
    // Radius in logical pixels.
    void drawDots(QPainter &painter, const QPen &pen, double radius);
    void drawLine(QPainter &painter, QPen pen);

    const PlotGrid &m_grid;
    QRectF m_plot;
    double m_perPixel = 1;
    double m_perNanosecond = 1;
    bool m_direct = false;
    LineRaster m_raster;
    std::vector<QPointF> m_points; // of the line being made
    std::vector<LineRaster::Extent> m_extents;
};

} // namespace desk
