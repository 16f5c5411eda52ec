// SPDX-License-Identifier: GPL-3.0-or-later
// The part of PlotArea that shows what is expected to come.
#include "widgets/charts/plotarea.h"
#include "widgets/theme/theme.h"

#include <QLocale>
#include <QPainter>

#include <cmath>

namespace desk {
namespace {

constexpr float fanOpacity = 0.18F;
constexpr double endHeight = 10; // of the mark where a link ends
constexpr float anomalyOpacity = 0.12F;
constexpr double leastBracket = 4; // logical pixels across
constexpr double bracketHeight = 5;

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

// A bracket at the upper edge in the series' colour, over a tint of the stretch: its words are in the tip.
void PlotArea::paintAnomalies(QPainter &painter) const
{
    QColor tint = m_theme.color(Severity::advisory);
    tint.setAlphaF(anomalyOpacity);
    const TimeRange shown = m_content.grid().range();
    double top = 0.5;
    for (const Trace &trace : m_content.traces()) {
        bool any = false;
        for (const Anomaly &anomaly : m_content.forecasts().anomalies(trace.id())) {
            if (anomaly.end < shown.start || anomaly.begin >= shown.end)
                continue;
            any = true;
            const double left = xAt(anomaly.begin);
            const double right = std::max(xAt(anomaly.end), left + leastBracket);
            painter.fillRect(QRectF(left, 0, right - left, height()), tint);
            painter.setPen(
                QPen(m_theme.seriesPen(trace.description().colour).color(), 2 * m_theme.lineWidth()));
            painter.drawPolyline(QPolygonF{
                {left, top + bracketHeight}, {left, top}, {right, top}, {right, top + bracketHeight}});
        }
        top += any ? bracketHeight : 0;
    }
}

// "sat-7 snr_db: 4.20 dB where 12.10 dB were forecast; usually within 0.30 dB; score 2.4"
QString PlotArea::anomalyWords(Timestamp time) const
{
    QStringList lines;
    const std::chrono::nanoseconds reach = perPixel() * int(leastBracket);
    for (const Trace &trace : m_content.traces()) {
        for (const Anomaly &anomaly : m_content.forecasts().anomalies(trace.id())) {
            if (time >= anomaly.begin - reach && time <= anomaly.end + reach)
                lines << tr("%1: %2 where %3 was forecast; usually wrong by %4; score %5")
                             .arg(trace.name(), m_content.valueText(trace, anomaly.actual),
                                  m_content.valueText(trace, anomaly.expected),
                                  m_content.valueText(trace, anomaly.usualError),
                                  QLocale().toString(anomaly.score, 'f', 1));
        }
    }
    return lines.join(u'\n');
}

} // namespace desk
