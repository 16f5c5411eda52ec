// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/tables/minichart.h"

#include "models/itemmodels/entitystate.h"
#include "models/itemmodels/valueformatter.h"
#include "widgets/theme/theme.h"

#include <QPainter>

namespace desk {
namespace {

using namespace Qt::StringLiterals;

constexpr int titleHeight = 18;
constexpr int lineHeight = 34;
constexpr int glyphSize = 10;

} // namespace

MiniChart::MiniChart(const ParameterFeed &feed, const Sparkline &sparkline, const Theme &theme,
                     QWidget *parent)
    : QAbstractButton(parent)
    , m_feed(feed)
    , m_sparkline(sparkline)
    , m_theme(theme)
{
    setObjectName(u"miniChart"_s);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::PointingHandCursor);
    setAttribute(Qt::WA_Hover);
}

void MiniChart::setSeries(SeriesId series)
{
    m_series = series;
    refresh();
}

void MiniChart::refresh()
{
    const SeriesCatalogue &catalogue = m_feed.catalogue();
    const LastValue *last = m_feed.lastValues().find(m_series);
    const Freshness freshness = LastValueCache::freshness(last, m_feed.time().steadyNow());
    const QString name = QString::fromStdString(catalogue.metricName(m_series));
    m_severity = severityNow(catalogue, m_series, last, freshness);
    m_stale = freshness >= Freshness::stale;
    m_value = last ? ValueFormatter(QLocale()).valueWithUnit(last->value, catalogue.series(m_series).metric,
                                                             catalogue.unit(m_series))
                   : ValueFormatter::unknown();
    setText(name);
    const QString words = m_sparkline.words(m_series);
    setAccessibleName(name + u' ' + m_value);
    setAccessibleDescription(words);
    setToolTip((words.isEmpty() ? name : QString(name + u", "_s + words)) + u'\n' + tr("Press to chart it"));
    update();
}

QSize MiniChart::sizeHint() const
{
    return {200, titleHeight + lineHeight + Theme::gridUnit};
}

QSize MiniChart::minimumSizeHint() const
{
    return {100, titleHeight + lineHeight + Theme::gridUnit};
}

void MiniChart::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    if (underMouse() || isDown())
        painter.fillRect(rect(), m_theme.color(Token::raised));
    QRect title(Theme::panelPadding, 0, width() - 2 * Theme::panelPadding, titleHeight);
    const QRect plot(title.left(), titleHeight, title.width(), lineHeight);
    painter.fillRect(plot, m_theme.color(Token::plot));
    m_sparkline.paint(painter, plot.adjusted(1, 2, -1, -2), m_series, m_stale);
    QFont font = m_theme.monoFont();
    font.setItalic(m_stale);
    painter.setFont(font);
    painter.setPen(m_theme.color(m_stale ? Token::textDim : Token::text));
    painter.drawText(title, Qt::AlignRight | Qt::AlignVCenter, m_value);
    title.setRight(title.right() - painter.fontMetrics().horizontalAdvance(m_value) - Theme::panelPadding);
    if (m_severity >= Severity::advisory) {
        painter.setRenderHint(QPainter::Antialiasing);
        m_theme.drawSeverity(
            painter, QRectF(title.left(), (titleHeight - glyphSize) / 2.0, glyphSize, glyphSize), m_severity);
        painter.setRenderHint(QPainter::Antialiasing, false);
        title.setLeft(title.left() + glyphSize + Theme::gridUnit);
    }
    painter.setFont(m_theme.monoFont());
    painter.setPen(m_theme.color(Token::textDim));
    painter.drawText(title, Qt::AlignLeft | Qt::AlignVCenter,
                     painter.fontMetrics().elidedText(text(), Qt::ElideRight, title.width()));
    if (hasFocus()) {
        painter.setPen(QPen(m_theme.color(Token::accent), m_theme.lineWidth()));
        painter.drawRect(rect().adjusted(0, 0, -1, -1));
    }
}

} // namespace desk
