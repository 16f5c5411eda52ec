// SPDX-License-Identifier: GPL-3.0-or-later
// The part of PlotArea that shows what is expected to come.
#include "widgets/charts/plotarea.h"
#include "widgets/theme/theme.h"

#include <QPainter>

#include <cmath>

namespace desk {
namespace {

constexpr float fanOpacity = 0.18F;
constexpr double endHeight = 10; // of the mark where a link ends

} // namespace

// Dashed, and with the band it will be in nine times of ten: nothing of it was measured.
void PlotArea::paintForecasts(QPainter &painter) const
{
    const ChartForecasts &forecasts = m_content.forecasts();
    for (const ChartForecasts::Fan &fan : forecasts.fans()) {
        const Trace *trace = m_content.find(fan.series);
        if (!trace || m_content.isStrip(*trace))
            continue;
        const AxisScale &scale = m_content.axes()[std::size_t(trace->description().axis)].scale;
        if (!scale.isValid())
            continue;
        const auto place = [&](std::int64_t time, double value) {
            return QPointF(xAt(fromNanoseconds(time)),
                           std::clamp(scale.fraction(value), -1.0, 2.0) * height());
        };
        QPolygonF middle;
        QPolygonF above;
        QPolygonF below;
        for (const ChartForecasts::Point &point : fan.points) {
            middle << place(point.time, point.value);
            if (!std::isfinite(point.lower) || !std::isfinite(point.upper))
                continue;
            above << place(point.time, point.upper);
            below << place(point.time, point.lower);
        }
        QPen pen = m_theme.seriesPen(trace->description().colour);
        painter.setRenderHint(QPainter::Antialiasing);
        if (above.size() > 1) {
            QColor colour = pen.color();
            colour.setAlphaF(fanOpacity);
            QPolygonF band = above;
            for (qsizetype i = below.size(); i > 0; --i)
                band << below[i - 1];
            painter.setPen(Qt::NoPen);
            painter.setBrush(colour);
            painter.drawPolygon(band);
        }
        pen.setDashPattern({3, 3});
        pen.setWidthF(m_theme.lineWidth());
        painter.setPen(pen);
        painter.drawPolyline(middle);
        if (fan.endsAt) {
            const double x = xAt(*fan.endsAt);
            pen.setStyle(Qt::SolidLine);
            pen.setWidthF(2 * m_theme.lineWidth());
            painter.setPen(pen);
            painter.drawLine(QPointF(x, middle.back().y() - endHeight),
                             QPointF(x, middle.back().y() + endHeight));
        }
    }
    painter.setRenderHint(QPainter::Antialiasing, false);
}

} // namespace desk
