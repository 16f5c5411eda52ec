// SPDX-License-Identifier: GPL-3.0-or-later
// The part of PlotArea that draws the two measuring cursors, and marks of invalid samples.
#include "widgets/charts/plotarea.h"
#include "widgets/theme/theme.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace desk {

using namespace Qt::StringLiterals;

void PlotArea::paintMeasures(QPainter &painter) const
{
    const auto a = m_time.measure(MeasureCursor::a);
    const auto b = m_time.measure(MeasureCursor::b);
    if (!a && !b)
        return;
    const auto x = [this](Timestamp time) {
        return std::floor(std::clamp(xAt(time), -9.0, width() + 9.0)) + 0.5;
    };
    if (a && b) { // the curves stay in sight
        QColor between = m_theme.color(Token::accent);
        between.setAlphaF(0.12F);
        painter.fillRect(QRectF(QPointF(x(std::min(*a, *b)), 0), QPointF(x(std::max(*a, *b)), height())),
                         between);
    }
    painter.setFont(m_theme.smallFont());
    const auto draw = [&](const std::optional<Timestamp> &time, const QString &name) {
        if (!time || x(*time) < 0 || x(*time) > width())
            return;
        painter.setPen(QPen(m_theme.color(Token::accent), m_theme.lineWidth()));
        painter.drawLine(QPointF(x(*time), 0), QPointF(x(*time), height()));
        const QRectF box(std::min(x(*time), width() - 16.0), height() - 17.0, 15, 16);
        painter.fillRect(box, m_theme.color(Token::accent));
        painter.setPen(m_theme.color(Token::plot));
        painter.drawText(box, int(Qt::AlignCenter), name);
    };
    draw(a, u"A"_s);
    draw(b, u"B"_s);
}

// A small cross where a sample is no value, at the height of the one before.
void PlotArea::paintInvalid(QPainter &painter, const Trace &trace, const AxisScale &scale) const
{
    constexpr double arm = 3;
    if (trace.invalid().empty() || !scale.isValid())
        return;
    QPen pen = m_theme.seriesPen(trace.description().colour);
    pen.setStyle(Qt::SolidLine);
    painter.setPen(pen);
    double last = -2 * arm;
    for (const std::int64_t time : trace.invalid()) {
        const double at = xAt(fromNanoseconds(time));
        if (at < last + 2 * arm) // a crowd of them is one line of crosses
            continue;
        last = at;
        const auto after = std::ranges::upper_bound(trace.columns(), time, {}, &EnvelopeColumn::firstTime);
        const double share = after == trace.columns().begin() ? 1 : scale.fraction(std::prev(after)->last);
        const double y = std::clamp(share * height(), arm + 1, height() - arm - 2);
        painter.drawLine(QPointF(at - arm, y - arm), QPointF(at + arm, y + arm));
        painter.drawLine(QPointF(at - arm, y + arm), QPointF(at + arm, y - arm));
    }
}

} // namespace desk
