// SPDX-License-Identifier: GPL-3.0-or-later
// The part of PlotArea that shows the marks of operators.
#include "widgets/charts/plotarea.h"
#include "widgets/theme/theme.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace desk {
namespace {

constexpr double leastForMark = 28; // logical pixels of a label; narrower, the line and its flag say enough
constexpr double mostForMark = 160;
constexpr double aboveTheStrips = 8; // room for what is said of holes at the lower end

} // namespace

// A line with a flag, and its words to the right of it as far as the next one leaves room. A mark right of
// now is one of the future of a replay: it is not there yet.
void PlotArea::paintMarks(QPainter &painter) const
{
    const MarkRecord *record = m_content.marks();
    if (!record || record->marks().empty())
        return;
    const TimeRange shown = m_content.grid().range();
    const Timestamp until = std::min(shown.end, m_content.feed().time().now());
    const auto &marks = record->marks();
    auto mark = std::ranges::lower_bound(marks, shown.start, {}, &MarkRecord::Mark::at);
    painter.setFont(m_theme.smallFont());
    const QFontMetricsF metrics(painter.font());
    const QColor colour = m_theme.color(Token::accent);
    for (; mark != marks.end() && mark->at <= until; ++mark) {
        const double x = std::floor(xAt(mark->at)) + 0.5;
        painter.setRenderHint(QPainter::Antialiasing, false);
        painter.setPen(QPen(colour, m_theme.lineWidth(), Qt::DashDotLine));
        painter.drawLine(QPointF(x, 0), QPointF(x, height()));
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(colour);
        painter.drawPolygon(QPolygonF{{x - 4, 0}, {x + 4, 0}, {x, 7}});
        const auto next = std::next(mark);
        const bool isLast = next == marks.end() || next->at > until;
        const double room = std::min((isLast ? width() : xAt(next->at)) - x - 6, mostForMark);
        if (room < leastForMark)
            continue;
        // One line, whatever was typed or stands in a file.
        const QString words = metrics.elidedText(QString::fromStdString(mark->text).left(200).simplified(),
                                                 Qt::ElideRight, room - 8);
        const double thickness = metrics.height() + 2;
        const QRectF label(x + 3, height() - thickness - aboveTheStrips - thickness,
                           metrics.horizontalAdvance(words) + 8, thickness);
        if (label.top() < 8)
            continue;
        painter.setPen(QPen(colour, m_theme.lineWidth()));
        painter.setBrush(m_theme.color(Token::raised));
        painter.drawRoundedRect(label, Theme::cornerRadius, Theme::cornerRadius);
        painter.setPen(m_theme.color(Token::text));
        painter.drawText(label, Qt::AlignCenter, words);
    }
    painter.setRenderHint(QPainter::Antialiasing, false);
}

} // namespace desk
