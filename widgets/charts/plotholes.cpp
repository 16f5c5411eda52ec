// SPDX-License-Identifier: GPL-3.0-or-later
// The part of PlotArea that shows where samples are missing, and why.
#include "models/itemmodels/gapcausewords.h"
#include "models/itemmodels/valueformatter.h"
#include "widgets/charts/plotarea.h"
#include "widgets/theme/theme.h"

#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>

namespace desk {
namespace {

using namespace Qt::StringLiterals;

constexpr double stripHeight = 3;
constexpr double leastForWords = 15; // logical pixels across
constexpr double wordsFrom = 6;      // below the upper edge

} // namespace

// Holes that all traces share, over the whole height; those of a single one as a strip at the lower end.
void PlotArea::paintHoles(QPainter &painter) const
{
    const QColor colour = m_theme.color(Token::off);
    const auto box = [this](std::pair<std::int64_t, std::int64_t> hole) {
        const double left = xAt(fromNanoseconds(hole.first));
        return QRectF(left, 0, xAt(fromNanoseconds(hole.second)) - left, height());
    };
    QColor tint = colour;
    tint.setAlphaF(0.10F);
    QColor hatch = colour;
    hatch.setAlphaF(0.30F);
    for (const auto &hole : m_content.commonHoles()) {
        const QRectF area = box(hole);
        painter.fillRect(area, tint);
        painter.fillRect(area, QBrush(hatch, Qt::BDiagPattern));
        if (const GapRecord::Gap *gap = m_content.gapOf(hole))
            paintCause(painter, area.intersected(rect()), *gap);
    }
    if (m_content.traces().size() < 2)
        return;
    hatch.setAlphaF(0.55F);
    for (const Trace &trace : m_content.traces()) {
        for (const auto &hole : trace.gaps()) {
            QRectF strip = box(hole);
            strip.setTop(strip.bottom() - stripHeight);
            painter.fillRect(strip, hatch);
            paintOwnCause(painter, strip.intersected(rect()), trace, hole);
        }
    }
}

// Of one series among several: over its strip, in the colour of its curve; where another one has no hole.
void PlotArea::paintOwnCause(QPainter &painter, const QRectF &strip, const Trace &trace,
                             std::pair<std::int64_t, std::int64_t> hole) const
{
    const auto common = m_content.commonHoles();
    const bool isCommon = std::any_of(common.begin(), common.end(), [&hole](const auto &other) {
        return other.first <= hole.first && hole.second <= other.second;
    });
    const GapRecord::Gap *gap = m_content.gapOf(trace, hole);
    if (!gap || (isCommon && m_content.gapOf(hole)))
        return;
    const QColor colour = m_theme.seriesPen(trace.description().colour).color();
    painter.fillRect(strip, colour);
    painter.setFont(m_theme.smallFont());
    const QString words = gapCauseWords(gap->cause);
    const QFontMetricsF metrics(painter.font());
    const double length = metrics.horizontalAdvance(words) + 8;
    const double thickness = metrics.height();
    const bool upright = length > strip.width();
    // Those of several series one over the other.
    const auto order = std::find_if(m_content.traces().begin(), m_content.traces().end(),
                                    [&trace](const Trace &one) { return one.id() == trace.id(); }) -
                       m_content.traces().begin();
    const double bottom = strip.top() - 1 - (upright ? 0 : double(order) * thickness);
    const double tall = upright ? length : thickness;
    if (strip.width() < leastForWords || bottom - tall < 0)
        return;
    painter.save();
    painter.translate(strip.center().x(), bottom - tall / 2);
    if (upright)
        painter.rotate(-90);
    const QRectF label(-length / 2, -thickness / 2, length, thickness);
    painter.fillRect(label, m_theme.color(Token::plot));
    painter.setPen(colour);
    painter.drawText(label, Qt::AlignCenter, words);
    painter.restore();
}

// Along the hole, or upright where it is narrow, on a ground of its own: words on a hatching cannot be read.
void PlotArea::paintCause(QPainter &painter, const QRectF &hole, const GapRecord::Gap &gap) const
{
    painter.save();
    painter.setFont(m_theme.smallFont());
    const QFontMetricsF metrics(painter.font());
    const QString words = gapCauseWords(gap.cause);
    const double length = metrics.horizontalAdvance(words) + 8;
    const double thickness = metrics.height() + 2;
    const bool upright = length > hole.width();
    const double room = upright ? hole.height() - 2 * wordsFrom : hole.width();
    // Cut short, words say nothing: then the tooltip and the cursor say it.
    if (hole.width() < leastForWords || length > room || thickness > hole.height()) {
        painter.restore();
        return;
    }
    // At the upper end: what the cursor says stands at the lower.
    painter.translate(hole.center().x(), wordsFrom + (upright ? length : thickness) / 2);
    if (upright)
        painter.rotate(-90);
    const QRectF label(-length / 2, -thickness / 2, length, thickness);
    painter.setPen(Qt::NoPen);
    painter.setBrush(m_theme.color(Token::plot));
    painter.drawRoundedRect(label, Theme::cornerRadius, Theme::cornerRadius);
    painter.setPen(m_theme.color(Token::text));
    painter.drawText(label, Qt::AlignCenter, words);
    painter.restore();
}

// What the cursor says of a hole stands in the lower left corner, wherever the cursor is.
void PlotArea::paintHoleWords(QPainter &painter, const QString &words) const
{
    if (words.isEmpty())
        return;
    painter.setFont(m_theme.smallFont());
    const QFontMetrics metrics = painter.fontMetrics();
    const QString text = metrics.elidedText(words, Qt::ElideRight, width() - 32);
    const int thickness = metrics.height() + 6;
    const QRectF label(8.5, height() - thickness - 6.5, metrics.horizontalAdvance(text) + 12, thickness);
    painter.setPen(QPen(m_theme.color(Token::off), m_theme.lineWidth()));
    painter.setBrush(m_theme.color(Token::raised));
    painter.drawRoundedRect(label, Theme::cornerRadius, Theme::cornerRadius);
    painter.setPen(m_theme.color(Token::text));
    painter.drawText(label, Qt::AlignCenter, text);
}

bool PlotArea::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    const Timestamp time = timeAt(help->pos().x());
    QStringList words{m_content.holeWords(time), anomalyWords(time), markWords(help->pos().x())};
    words.removeAll(QString());
    if (words.isEmpty())
        QToolTip::hideText();
    else // plain text: names and marks come from files
        QToolTip::showText(help->globalPos(),
                           u"<p style='white-space:pre'>"_s + words.join(u'\n').toHtmlEscaped() + u"</p>"_s,
                           this);
    return true;
}

} // namespace desk
