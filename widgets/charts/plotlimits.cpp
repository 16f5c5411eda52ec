// SPDX-License-Identifier: GPL-3.0-or-later
// The part of PlotArea that shows limits.
#include "widgets/charts/hairline.h"
#include "widgets/charts/plotarea.h"
#include "widgets/theme/theme.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace desk {
namespace {

using namespace Qt::StringLiterals;

constexpr float limitBandOpacity = 0.07F; // of the values beyond a limit

QString limitMark(const LimitLine &limit)
{
    QString mark;
    switch (limit.severity) {
    case Severity::none:
    case Severity::nominal:
        break;
    case Severity::advisory:
        mark = u"A"_s;
        break;
    case Severity::caution:
        mark = u"C"_s;
        break;
    case Severity::warning:
        mark = u"W"_s;
        break;
    case Severity::critical:
        mark = u"X"_s;
        break;
    }
    if (limit.side == LimitSide::low)
        mark += u'↓';
    else if (limit.side == LimitSide::high)
        mark += u'↑';
    return mark;
}

} // namespace

void PlotArea::paintLimits(QPainter &painter) const
{
    painter.setFont(m_theme.smallFont());
    std::vector<std::pair<int, LimitLine>> drawn;
    double besideTop = 4; // marks at an edge stand side by side
    double besideBottom = 4;
    for (const Trace &trace : m_content.traces()) {
        if (m_content.isStrip(trace))
            continue;
        const int axis = trace.description().axis;
        const AxisScale &scale = m_content.axes()[std::size_t(axis)].scale;
        for (const LimitLine &limit : trace.limits()) {
            if (!scale.isValid() || !std::isfinite(limit.value) ||
                std::find(drawn.begin(), drawn.end(), std::pair(axis, limit)) != drawn.end())
                continue;
            // Logarithms have no place for what is not above zero: it is below all of the plot.
            const bool isBelowAll = scale.isLogarithmic() && limit.value <= 0;
            const double at = isBelowAll ? 2 : scale.fraction(limit.value);
            const bool inside = at >= 0 && at <= 1;
            // All that is in sight may be beyond a limit that is not.
            const bool beyond =
                (limit.side == LimitSide::high && at > 1) || (limit.side == LimitSide::low && at < 0);
            if (!inside && !beyond)
                continue;
            drawn.emplace_back(axis, limit);
            const double y = crisp(std::clamp(at, 0.0, 1.0) * (height() - 1));
            const QString mark = limitMark(limit);
            const double room = painter.fontMetrics().horizontalAdvance(mark) + 8;
            QColor band = m_theme.color(limit.severity);
            band.setAlphaF(limitBandOpacity);
            if (limit.side == LimitSide::high)
                painter.fillRect(QRectF(0, 0, width(), y), band);
            else if (limit.side == LimitSide::low)
                painter.fillRect(QRectF(0, y, width(), height() - y), band);
            painter.setPen(QPen(m_theme.color(limit.severity), m_theme.lineWidth(), Qt::DashLine));
            if (inside) {
                painter.drawLine(QPointF(room, y), QPointF(width(), y));
                painter.drawText(QRectF(4, y - 8, room, 16), int(Qt::AlignLeft | Qt::AlignVCenter), mark);
                continue;
            }
            double &beside = at > 1 ? besideBottom : besideTop;
            painter.drawText(QRectF(beside, at > 1 ? height() - 18 : 2, room, 16),
                             int(Qt::AlignLeft | Qt::AlignVCenter), mark);
            beside += room;
        }
    }
}

} // namespace desk
