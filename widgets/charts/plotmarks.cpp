// SPDX-License-Identifier: GPL-3.0-or-later
// The part of PlotArea that shows the marks of operators.
#include "widgets/charts/plotarea.h"
#include "widgets/theme/theme.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace desk {
namespace {

using namespace Qt::StringLiterals;

constexpr double leastForMark = 64; // logical pixels along the line; less, the flag and its tip say enough
constexpr double mostForMark = 200;
constexpr double flagHeight = 8;
constexpr double belowTheWords = 28; // what the cursor says stands there
constexpr double tipReach = 4;
constexpr qsizetype mostOfTip = 200;

} // namespace

// A line with a flag, and its words along it, so that little of a curve is covered. A mark right of now is
// one of a replay's future: it is not there yet.
void PlotArea::paintMarks(QPainter &painter) const
{
    const MarkRecord *record = m_content.marks();
    if (!record || record->marks().empty())
        return;
    const TimeRange shown = m_content.grid().range();
    const Timestamp until = std::min(shown.end, m_content.feed().time().now());
    const auto &marks = record->marks();
    painter.setFont(m_theme.smallFont());
    const QFontMetricsF metrics(painter.font());
    const double thickness = metrics.height() + 2;
    const double room = std::min(height() - flagHeight - belowTheWords, mostForMark);
    const QColor colour = m_theme.color(Token::accent);
    double wordsEnd = -1; // of the mark before: words never lie on words
    for (auto mark = std::ranges::lower_bound(marks, shown.start, {}, &MarkRecord::Mark::at);
         mark != marks.end() && mark->at <= until; ++mark) {
        const double x = std::floor(xAt(mark->at)) + 0.5;
        painter.setRenderHint(QPainter::Antialiasing, false);
        painter.setPen(QPen(colour, m_theme.lineWidth(), Qt::DashDotLine));
        painter.drawLine(QPointF(x, 0), QPointF(x, height()));
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(colour);
        painter.drawPolygon(QPolygonF{{x - 4, 0}, {x + 4, 0}, {x, flagHeight - 1}});
        const bool onTheLeft = x + 3 + thickness > width();
        const double left = onTheLeft ? x - 3 - thickness : x + 3;
        if (room < leastForMark || left <= wordsEnd)
            continue;
        // One line, whatever was typed or stands in a file.
        const QString words = metrics.elidedText(
            QString::fromStdString(mark->text).left(mostOfTip).simplified(), Qt::ElideRight, room - 8);
        const double length = metrics.horizontalAdvance(words) + 8;
        painter.save();
        painter.translate(left + thickness / 2, flagHeight + 1 + length / 2);
        painter.rotate(-90);
        const QRectF label(-length / 2, -thickness / 2, length, thickness);
        painter.setPen(QPen(colour, m_theme.lineWidth()));
        painter.setBrush(m_theme.color(Token::raised));
        painter.drawRoundedRect(label, Theme::cornerRadius, Theme::cornerRadius);
        painter.setPen(m_theme.color(Token::text));
        painter.drawText(label, Qt::AlignCenter, words);
        painter.restore();
        wordsEnd = left + thickness;
    }
    painter.setRenderHint(QPainter::Antialiasing, false);
}

// Of all marks near a place, a line each; plain text.
QString PlotArea::markWords(double x) const
{
    QStringList lines;
    if (const MarkRecord *record = m_content.marks()) {
        const Timestamp from = timeAt(x - tipReach);
        const Timestamp until = std::min(timeAt(x + tipReach), m_content.feed().time().now());
        const auto &marks = record->marks();
        for (auto mark = std::ranges::lower_bound(marks, from, {}, &MarkRecord::Mark::at);
             mark != marks.end() && mark->at <= until; ++mark)
            lines << QString::fromStdString(formatTimestamp(mark->at, Fraction::none) + "  " + mark->text)
                         .left(mostOfTip)
                         .simplified();
    }
    return lines.join(u'\n');
}

} // namespace desk
