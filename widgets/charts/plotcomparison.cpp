// SPDX-License-Identifier: GPL-3.0-or-later
// The part of PlotArea that shows what the series are compared with.
#include "widgets/charts/plotarea.h"
#include "widgets/charts/referencepen.h"
#include "widgets/charts/tracepainter.h"
#include "widgets/theme/theme.h"

#include <QPainter>

#include <cmath>

namespace desk {

using namespace Qt::StringLiterals;

// Below the series themselves, on their axes.
void PlotArea::paintReferences(QPainter &painter, TracePainter &traces) const
{
    for (const ChartOverlay::Entry &entry : m_content.overlay().entries()) {
        const Trace &trace = entry.reference;
        if (std::size_t(trace.description().axis) >= m_content.axes().size())
            continue;
        const ChartAxis &axis = m_content.axes()[std::size_t(trace.description().axis)];
        if (axis.strip)
            continue;
        painter.setRenderHint(QPainter::Antialiasing, !axis.codes);
        traces.draw(painter, trace, axis.scale, referencePen(m_theme, trace.description().colour));
    }
}

// Moments that were marked as T0, as long as only one of the two is; then they are the same.
void PlotArea::paintZeros(QPainter &painter) const
{
    if (!m_content.overlay().isActive())
        return;
    const Comparison &comparison = *m_content.overlay().comparison();
    const auto paint = [&](std::optional<Timestamp> time, const QString &text) {
        if (!time || !m_content.grid().range().contains(*time))
            return;
        const double x = std::floor(xAt(*time)) + 0.5;
        painter.setRenderHint(QPainter::Antialiasing, false);
        painter.setPen(QPen(m_theme.color(Token::text), m_theme.lineWidth(), Qt::DotLine));
        painter.drawLine(QPointF(x, 0), QPointF(x, height()));
        painter.setFont(m_theme.smallFont());
        const QFontMetricsF metrics(painter.font());
        // On the side that has room for it, else on the wider one, cut.
        const double wanted = metrics.horizontalAdvance(text) + 6;
        const bool right = width() - x > wanted || width() - x > x;
        const double room = std::min(wanted, right ? width() - x - 1 : x - 1);
        const QRectF box(right ? x + 1 : x - 1 - room, 2, room, metrics.height() + 2);
        painter.fillRect(box, m_theme.color(Token::raised));
        painter.setPen(m_theme.color(Token::text));
        painter.drawText(box, int(Qt::AlignCenter), metrics.elidedText(text, Qt::ElideRight, room - 4));
    };
    const auto here = comparison.markOfThis();
    const auto there = comparison.markOfReference();
    if (here && there && *here == *there) {
        paint(here, u"T0"_s);
        return;
    }
    paint(here, u"T0"_s);
    paint(there, u"T0 "_s + comparison.reference()->shortName());
}

void PlotArea::paintReferencesAt(QPainter &painter, Timestamp cursor) const
{
    const ChartOverlay &overlay = m_content.overlay();
    for (const ChartOverlay::Entry &entry : overlay.entries()) {
        const Trace &trace = entry.reference;
        if (std::size_t(trace.description().axis) >= m_content.axes().size() || m_content.isStrip(trace))
            continue;
        const AxisScale &scale = m_content.axes()[std::size_t(trace.description().axis)].scale;
        const auto sample = m_content.sampleNear(trace, cursor);
        const Timestamp time = sample ? sample->generation : cursor;
        const auto value = overlay.referenceAt(trace.id(), time);
        if (!value || !scale.isValid())
            continue;
        // An open circle: that of the series is filled.
        painter.setPen(QPen(referencePen(m_theme, trace.description().colour).color(), 1.5));
        painter.setBrush(m_theme.color(Token::plot));
        painter.drawEllipse(QPointF(xAt(time), scale.fraction(*value) * height()), 3, 3);
    }
}

} // namespace desk
