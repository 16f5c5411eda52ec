// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/charts/tracepainter.h"

#include "widgets/charts/stateruns.h"

#include <QFontMetricsF>

#include <algorithm>
#include <array>
#include <cmath>
#include <span>

namespace desk {
namespace {

constexpr double dotsFrom = 14;         // logical pixels between samples from which each is marked
constexpr double thinBelow = 1.25;      // device pixels
constexpr std::size_t leastCrowded = 8; // columns that are worth a band

} // namespace

void TracePainter::begin(const QRectF &plot, double perPixel, QImage *picture)
{
    m_plot = plot;
    m_perPixel = perPixel;
    m_direct = picture && picture->format() == QImage::Format_RGB32;
    if (m_direct)
        m_raster.setPicture(*picture);
    m_perNanosecond = 1 / (double(m_grid.perColumn) * perPixel);
    m_points.reserve(2 * static_cast<std::size_t>(m_grid.columns));
}

double TracePainter::x(const EnvelopeColumn &column) const
{
    // A lone sample stands at its time, a crowd in the middle of its column.
    return column.count == 1 ? x(column.firstTime) : m_plot.left() + (column.column + 0.5) / m_perPixel;
}

void TracePainter::addLine(const EnvelopeColumn &column, const AxisScale &scale)
{
    const double at = x(column);
    if (column.count == 1) {
        m_points.emplace_back(at, y(column.last, scale));
        return;
    }
    // The line comes in near the first value, covers both extremes and leaves.
    const bool lowFirst = std::abs(column.first - column.min) <= std::abs(column.first - column.max);
    m_points.emplace_back(at, y(lowFirst ? column.min : column.max, scale));
    if (column.min != column.max)
        m_points.emplace_back(at, y(lowFirst ? column.max : column.min, scale));
}

void TracePainter::addSteps(const EnvelopeColumn &column, const AxisScale &scale)
{
    const double at = x(column);
    if (!m_points.empty())
        m_points.emplace_back(at, m_points.back().y());
    if (column.min != column.max) {
        m_points.emplace_back(at, y(column.min, scale));
        m_points.emplace_back(at, y(column.max, scale));
    }
    m_points.emplace_back(at, y(column.last, scale));
}

void TracePainter::flush(QPainter &painter, const QPen &pen)
{
    if (m_points.size() == 1) { // alone between two holes
        drawDots(painter, pen, 1.5 + pen.widthF() / 2);
    } else if (!m_points.empty()) {
        drawLine(painter, pen);
    }
    m_points.clear();
}

std::size_t TracePainter::crowded(std::span<const EnvelopeColumn> columns)
{
    std::size_t count = 0;
    while (count < columns.size() && columns[count].count > 1 &&
           columns[count].column == columns.front().column + static_cast<std::int32_t>(count))
        ++count;
    return count;
}

bool TracePainter::isDirect(const QPainter &painter, const QPen &pen) const
{
    return m_direct && painter.testRenderHint(QPainter::Antialiasing) && pen.style() == Qt::SolidLine &&
           pen.color().alpha() == 255;
}

// Each column from its lowest to its highest value; where two neighbours do not overlap, the line between
// them crosses half of what lies between in each.
void TracePainter::addBand(std::span<const EnvelopeColumn> columns, const AxisScale &scale)
{
    const auto place = [&](double value) {
        const double at = scale.fraction(value) * m_plot.height() * m_perPixel;
        return static_cast<float>(std::clamp(at, -1e6, 1e6));
    };
    m_extents.clear();
    for (const EnvelopeColumn &column : columns) {
        LineRaster::Extent extent{place(column.max), place(column.min)};
        if (!m_extents.empty()) {
            LineRaster::Extent &before = m_extents.back();
            if (extent.top > before.bottom)
                extent.top = before.bottom = (extent.top + before.bottom) / 2;
            else if (extent.bottom < before.top)
                extent.bottom = before.top = (extent.bottom + before.top) / 2;
        }
        m_extents.push_back(extent);
    }
    m_raster.addBand(columns.front().column, m_extents);
}

// At the points; directly ten times as fast as by the painter. What is direct is seen once draw() ends.
void TracePainter::drawDots(QPainter &painter, const QPen &pen, double radius)
{
    if (m_direct && painter.testRenderHint(QPainter::Antialiasing) && pen.color().alpha() == 255) {
        for (const QPointF &point : m_points)
            m_raster.addDisc((point - m_plot.topLeft()) * m_perPixel, radius * m_perPixel);
        return;
    }
    painter.setPen(Qt::NoPen);
    painter.setBrush(pen.color());
    for (const QPointF &point : m_points)
        painter.drawEllipse(point, radius, radius);
}

// Lines of one device pixel are painted 14 times faster than a stroked outline even by Qt's raster engine
// (1,000 noisy points: 0.3 ms, not 4), and directly four times faster again; so a thick line is several thin
// ones. Dashes and what is not to be smoothed are Qt's.
void TracePainter::drawLine(QPainter &painter, QPen pen)
{
    static constexpr std::array<QPointF, 1> thin{QPointF(0, 0)};
    static constexpr std::array<QPointF, 3> thick{QPointF(0, -0.5), QPointF(-0.45, 0.3), QPointF(0.45, 0.3)};
    static constexpr std::array<QPointF, 3> square{QPointF(0, 0), QPointF(1, 0), QPointF(0, 1)};
    static constexpr std::array<QPointF, 7> heavy{
        QPointF(0, 0),        QPointF(1, 0),      QPointF(-1, 0),     QPointF(0.5, -0.87),
        QPointF(-0.5, -0.87), QPointF(0.5, 0.87), QPointF(-0.5, 0.87)};
    const bool smooth = painter.testRenderHint(QPainter::Antialiasing);
    const double wanted = pen.widthF() * m_perPixel;
    const auto passes = wanted < thinBelow ? std::span<const QPointF>(thin)
                        : wanted >= 2.5    ? std::span<const QPointF>(heavy)
                        : smooth           ? std::span<const QPointF>(thick)
                                           : std::span<const QPointF>(square);
    if (isDirect(painter, pen)) {
        for (QPointF &point : m_points)
            point = (point - m_plot.topLeft()) * m_perPixel;
        for (const QPointF &offset : passes)
            m_raster.addPolyline(m_points, offset);
        return;
    }
    if (pen.style() == Qt::CustomDashLine) {
        QList<qreal> pattern = pen.dashPattern(); // in pen widths
        for (qreal &length : pattern)
            length *= wanted;
        pen.setDashPattern(pattern);
    }
    pen.setWidthF(1);
    pen.setCosmetic(true);
    painter.setPen(pen);
    for (const QPointF &offset : passes) {
        painter.translate(offset / m_perPixel);
        painter.drawPolyline(m_points.data(), int(m_points.size()));
        painter.translate(-offset / m_perPixel);
    }
}

void TracePainter::draw(QPainter &painter, const Trace &trace, const AxisScale &scale, const QPen &pen)
{
    const std::vector<EnvelopeColumn> &columns = trace.columns();
    if (columns.empty() || !scale.isValid())
        return;
    if (!isDirect(painter, pen))
        m_raster.fill();
    const bool steps = trace.isStepped();
    const bool takesBands = !steps && isDirect(painter, pen) && pen.widthF() * m_perPixel < thinBelow;
    m_points.clear();
    auto nextBreak = trace.breaks().begin();
    for (std::size_t i = 0; i < columns.size(); ++i) {
        if (nextBreak != trace.breaks().end() && *nextBreak == i) {
            flush(painter, pen);
            ++nextBreak;
        }
        if (takesBands && columns[i].count > 1) {
            const std::size_t until = nextBreak == trace.breaks().end() ? columns.size() : *nextBreak;
            const auto band = std::span(columns).subspan(i, until - i);
            if (const std::size_t count = crowded(band); count >= leastCrowded) {
                // Lines lead to its first value and from its last one on.
                if (!m_points.empty()) {
                    m_points.emplace_back(x(band.front()), y(band.front().first, scale));
                    drawLine(painter, pen);
                    m_points.clear();
                }
                addBand(band.first(count), scale);
                i += count - 1;
                if (i + 1 < until)
                    m_points.emplace_back(x(columns[i]), y(columns[i].last, scale));
                continue;
            }
        }
        if (steps)
            addSteps(columns[i], scale);
        else
            addLine(columns[i], scale);
    }
    if (const std::int64_t until = steps ? lastStateHolds(trace, m_grid) : 0; until > columns.back().lastTime)
        m_points.emplace_back(x(until), m_points.back().y());
    flush(painter, pen);

    const double width = double(columns.back().column - columns.front().column) / m_perPixel;
    if (!steps && width >= dotsFrom * double(columns.size())) {
        for (const EnvelopeColumn &column : columns)
            m_points.emplace_back(x(column), y(column.last, scale));
        drawDots(painter, pen, 1 + pen.widthF() / 2);
        m_points.clear();
    }
    if (m_direct) // all parts at once: each time takes as long as all of the rows they touch
        m_raster.paint(pen.color());
}

void TracePainter::drawNames(QPainter &painter, const ChartContent &content, const Trace &trace,
                             const AxisScale &scale, const QColor &colour)
{
    const std::vector<EnvelopeColumn> &columns = trace.columns();
    const QFontMetricsF metrics(painter.font());
    painter.setPen(colour);
    for (std::size_t i = 0; i < columns.size();) {
        std::size_t next = i + 1;
        while (next < columns.size() && columns[next].min == columns[i].last &&
               columns[next].max == columns[i].last)
            ++next;
        const double from = std::max(x(columns[i]), m_plot.left()) + 3;
        const double to = (next < columns.size() ? x(columns[next]) : m_plot.right()) - 3;
        if (to - from > 28) {
            const QString name =
                metrics.elidedText(content.valueText(trace, columns[i].last), Qt::ElideRight, to - from);
            painter.drawText(QPointF(from, y(columns[i].last, scale) - 4), name);
        }
        i = next;
    }
}

} // namespace desk
