// SPDX-License-Identifier: GPL-3.0-or-later
// The part of OverviewStrip that paints.
#include "widgets/timeconductor/overviewstrip.h"

#include "models/itemmodels/gapcausewords.h"
#include "widgets/theme/theme.h"

#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <cmath>
#include <vector>

namespace desk {
namespace {

using namespace Qt::StringLiterals;

// Lanes from above: marks, coverage and gaps, alarms, the ends in words.
constexpr int marksHeight = 8;
constexpr int coverageHeight = 12;
constexpr int alarmsHeight = 9;
constexpr int glyphSize = 8;
constexpr int headHalf = 4;
constexpr int leastForCause = 48;     // pixels of a gap that its cause is written into
constexpr double leastDensity = 0.25; // so that thin data are seen at all

QColor translucent(QColor colour, double alpha)
{
    colour.setAlphaF(float(alpha));
    return colour;
}

} // namespace

QRectF OverviewStrip::lane(int top, int height) const
{
    return {0, double(top), double(width()), double(height)};
}

void OverviewStrip::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    if (m_overview.isEmpty()) {
        paintSentence(painter);
    } else {
        if (m_recording.isNull()) {
            m_recording = QPixmap(size() * devicePixelRatio());
            m_recording.setDevicePixelRatio(devicePixelRatio());
            m_recording.fill(m_theme.color(Token::plot));
            QPainter recording(&m_recording);
            paintRecording(recording);
        }
        painter.drawPixmap(0, 0, m_recording);
        paintMoving(painter);
    }
    if (hasFocus()) {
        painter.setPen(QPen(m_theme.color(Token::accent), m_theme.lineWidth()));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(rect().adjusted(0, 0, -1, -1));
    }
}

void OverviewStrip::paintSentence(QPainter &painter) const
{
    painter.setFont(m_theme.textFont());
    painter.setPen(m_theme.color(Token::textDim));
    const QRect room = rect().adjusted(Theme::panelPadding, 0, -Theme::panelPadding, 0);
    painter.drawText(room, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine,
                     painter.fontMetrics().elidedText(m_sentence, Qt::ElideRight, room.width()));
}

void OverviewStrip::paintRecording(QPainter &painter) const
{
    const QRectF coverage = lane(marksHeight, coverageHeight);
    paintCoverage(painter, coverage);
    paintGaps(painter, coverage);
    paintMarks(painter, lane(0, marksHeight));
    paintAlarms(painter, lane(marksHeight + coverageHeight, alarmsHeight));
    const int above = marksHeight + coverageHeight + alarmsHeight;
    paintEnds(painter, lane(above, height() - above));
    // Its ends are the ends of the time axis: they must be seen where the ground is that of the bar.
    painter.setPen(QPen(m_theme.color(Token::line), 1));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(rect().adjusted(0, 0, -1, -1));
}

// One bar a pixel column, as high as its densest stretch.
void OverviewStrip::paintCoverage(QPainter &painter, const QRectF &lane) const
{
    std::vector<float> densities(std::size_t(std::max(1, width())), -1.0F);
    for (const auto &part : m_overview.coverage) {
        if (part.range.end <= m_range.start || part.range.start >= m_range.end)
            continue;
        const auto first = std::size_t(xOf(part.range.start));
        const auto last = std::min(std::size_t(xOf(part.range.end)), densities.size() - 1);
        const float density = std::isfinite(part.density) ? std::clamp(part.density, 0.0F, 1.0F) : 0.0F;
        for (std::size_t x = first; x <= last; ++x)
            densities[x] = std::max(densities[x], density);
    }
    painter.setPen(Qt::NoPen);
    painter.setBrush(translucent(m_theme.color(Token::textDim), 0.75));
    for (std::size_t x = 0; x < densities.size(); ++x) {
        if (densities[x] < 0)
            continue;
        const double height = lane.height() * (leastDensity + (1 - leastDensity) * double(densities[x]));
        painter.drawRect(QRectF(double(x), lane.bottom() - height, 1, height));
    }
}

void OverviewStrip::paintGaps(QPainter &painter, const QRectF &lane) const
{
    painter.setFont(m_theme.smallFont());
    for (const auto &gap : m_overview.gaps) {
        if (gap.range.end <= m_range.start || gap.range.start >= m_range.end)
            continue;
        const double left = std::floor(xOf(gap.range.start));
        const double right = std::max(left + 2, xOf(gap.range.end)); // a short one is seen, too
        const QRectF box(left, lane.top(), right - left, lane.height());
        painter.fillRect(box, m_theme.color(Token::plot));
        painter.setPen(Qt::NoPen);
        painter.setBrush(QBrush(translucent(m_theme.color(Token::off), 0.7), Qt::BDiagPattern));
        painter.drawRect(box);
        const QString cause = gapCauseWords(gap.cause);
        if (box.width() < leastForCause || painter.fontMetrics().horizontalAdvance(cause) + 8 > box.width())
            continue;
        QRectF words(0, 0, painter.fontMetrics().horizontalAdvance(cause) + 8, lane.height());
        words.moveCenter(box.center());
        painter.fillRect(words, m_theme.color(Token::plot));
        painter.setPen(m_theme.color(Token::text));
        painter.drawText(words, Qt::AlignCenter | Qt::TextDontClip, cause);
    }
}

void OverviewStrip::paintMarks(QPainter &painter, const QRectF &lane) const
{
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(m_theme.color(Token::accent));
    for (const auto &mark : m_overview.marks) {
        if (mark.at < m_range.start || mark.at > m_range.end)
            continue;
        const double x = std::clamp(xOf(mark.at), 3.0, width() - 4.0);
        painter.drawPolygon(
            QPolygonF{{x - 3.5, lane.top() + 1}, {x + 3.5, lane.top() + 1}, {x, lane.bottom()}});
    }
    painter.setRenderHint(QPainter::Antialiasing, false);
}

// Where several fall on one place, the worst is what is seen.
void OverviewStrip::paintAlarms(QPainter &painter, const QRectF &lane) const
{
    std::vector<Severity> worst(std::size_t(width() / glyphSize + 1), Severity::none);
    std::vector<Severity> active(std::size_t(std::max(1, width())), Severity::none);
    for (const auto &alarm : m_overview.alarms) {
        const Timestamp end = alarm.end.value_or(m_overview.bounds.end);
        if (end < m_range.start || alarm.begin > m_range.end)
            continue;
        const auto first = std::size_t(xOf(alarm.begin));
        const auto last = std::min(std::size_t(std::max(0.0, xOf(end))), active.size() - 1);
        for (std::size_t x = first; x <= last; ++x)
            active[x] = std::max(active[x], alarm.severity);
        if (alarm.begin >= m_range.start) {
            Severity &place = worst[std::min(first / glyphSize, worst.size() - 1)];
            place = std::max(place, alarm.severity);
        }
    }
    for (std::size_t x = 0; x < active.size(); ++x) {
        if (active[x] > Severity::nominal)
            painter.fillRect(QRectF(double(x), lane.center().y() - 0.5, 1, 2), m_theme.color(active[x]));
    }
    painter.setRenderHint(QPainter::Antialiasing);
    for (std::size_t i = 0; i < worst.size(); ++i) {
        if (worst[i] > Severity::nominal)
            m_theme.drawSeverity(painter, QRectF(double(i) * glyphSize, lane.top(), glyphSize, glyphSize),
                                 worst[i]);
    }
    painter.setRenderHint(QPainter::Antialiasing, false);
}

void OverviewStrip::paintEnds(QPainter &painter, const QRectF &lane) const
{
    painter.setFont(m_theme.smallMonoFont());
    painter.setPen(m_theme.color(Token::textDim));
    QString begin = QString::fromStdString(formatTimeText(m_range.start, m_notation));
    QString end = QString::fromStdString(formatTimeText(m_range.end, m_notation));
    const auto room = [&] {
        return painter.fontMetrics().horizontalAdvance(begin + end) + 3 * Theme::panelPadding;
    };
    if (room() > width()) { // the time of day is what is left
        begin = begin.section(u'T', 1);
        end = end.section(u'T', 1);
    }
    if (room() > width())
        return;
    const QRectF inside = lane.adjusted(Theme::gridUnit, 0, -Theme::gridUnit, 0);
    painter.drawText(inside, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextDontClip, begin);
    painter.drawText(inside, Qt::AlignRight | Qt::AlignVCenter | Qt::TextDontClip, end);
}

void OverviewStrip::paintMoving(QPainter &painter) const
{
    const double bottom = marksHeight + coverageHeight + alarmsHeight;
    const auto span = [&](Timestamp begin, Timestamp end) {
        return QRectF(xOf(begin), 0, std::max(1.0, xOf(end) - xOf(begin)), bottom);
    };
    const bool anyShown = m_marks.shown.end > m_range.start && m_marks.shown.start < m_range.end;
    if (anyShown) {
        const QRectF shown = span(m_marks.shown.start, m_marks.shown.end);
        painter.fillRect(shown, translucent(m_theme.color(Token::accent), 0.2));
        painter.setPen(QPen(m_theme.color(Token::accent), m_theme.lineWidth()));
        painter.drawLine(shown.topLeft(), shown.bottomLeft());
        painter.drawLine(shown.topRight(), shown.bottomRight());
    }
    const QColor replay = m_theme.color(Token::replay);
    const auto bracket = [&](Timestamp at, double direction) {
        if (at < m_range.start || at > m_range.end)
            return;
        const double x = xOf(at);
        painter.setPen(QPen(replay, 2));
        painter.drawPolyline(
            QPolygonF{{x + direction * 5, 1}, {x, 1}, {x, bottom}, {x + direction * 5, bottom}});
    };
    if (m_marks.loop) {
        bracket(m_marks.loop->begin, 1);
        bracket(m_marks.loop->end, -1);
    } else if (m_marks.loopBegin) {
        bracket(*m_marks.loopBegin, 1);
    }
    if (m_marks.head && *m_marks.head >= m_range.start && *m_marks.head <= m_range.end) {
        const double x = xOf(*m_marks.head);
        painter.setPen(QPen(replay, 2));
        painter.drawLine(QPointF(x, 0), QPointF(x, bottom));
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(replay);
        // Above the words at the ends, which stand where the head often is.
        painter.drawPolygon(
            QPolygonF{{x, bottom - 2 * headHalf}, {x + headHalf + 1, bottom}, {x - headHalf - 1, bottom}});
        painter.setRenderHint(QPainter::Antialiasing, false);
    }
    if (m_pointer) {
        painter.setPen(QPen(m_theme.color(Token::text), 1, Qt::DotLine));
        painter.drawLine(QPointF(*m_pointer, 0), QPointF(*m_pointer, bottom));
    }
}

} // namespace desk
