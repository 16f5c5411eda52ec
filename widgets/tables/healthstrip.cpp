// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/tables/healthstrip.h"

#include "models/itemmodels/entitystate.h"
#include "models/itemmodels/timeticks.h"
#include "models/itemmodels/valueformatter.h"
#include "widgets/tables/tablewords.h"
#include "widgets/theme/theme.h"

#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>

namespace desk {
namespace {

using namespace Qt::StringLiterals;

constexpr int bandHeight = 18;
constexpr int axisHeight = 16;

// Worse is higher: never by colour alone.
double heightOf(Health health)
{
    switch (health) {
    case Health::nominal:
        return 6;
    case Health::maintenance:
        return 10;
    case Health::degraded:
        return 14;
    case Health::failed:
        return bandHeight;
    }
    return bandHeight;
}

} // namespace

HealthStrip::HealthStrip(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
{
    setObjectName(u"healthStrip"_s);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void HealthStrip::setSpans(std::vector<HealthSpan> spans, const TimeRange &range)
{
    m_spans = std::move(spans);
    m_range = range;
    update();
}

QSize HealthStrip::sizeHint() const
{
    return {240, bandHeight + axisHeight};
}

QSize HealthStrip::minimumSizeHint() const
{
    return {80, bandHeight + axisHeight};
}

double HealthStrip::xOf(Timestamp time) const
{
    const double span = double((m_range.end - m_range.start).count());
    return span > 0 ? double((time - m_range.start).count()) / span * width() : 0;
}

QString HealthStrip::wordsAt(double x) const
{
    for (const HealthSpan &span : m_spans) {
        if (x >= xOf(span.range.start) && x < xOf(span.range.end))
            return healthText(span.health) + u": "_s + ValueFormatter::timeOfDay(span.range.start, false) +
                   u" – "_s + ValueFormatter::timeOfDay(span.range.end, false);
    }
    return {};
}

void HealthStrip::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(QRect(0, 0, width(), bandHeight), m_theme.color(Token::plot));
    for (const HealthSpan &span : m_spans) {
        const double left = std::max(0.0, xOf(span.range.start));
        const double right = std::min(double(width()), xOf(span.range.end));
        if (right <= 0 || left >= width())
            continue;
        const double high = heightOf(span.health);
        const Token known = span.health == Health::nominal ? Token::nominal : Token::off;
        const Severity severity = severityOf(span.health);
        painter.fillRect(QRectF(left, bandHeight - high, std::max(2.0, right - left), high),
                         severity > Severity::nominal ? m_theme.color(severity) : m_theme.color(known));
    }
    painter.setFont(m_theme.smallMonoFont());
    const QFontMetrics metrics(m_theme.smallMonoFont());
    double taken = -1e9;
    for (const TimeTick &tick : timeTicks(m_range, width(), timeTickSpacing)) {
        const double at = xOf(fromNanoseconds(tick.time));
        const double wide = metrics.horizontalAdvance(tick.label);
        const double left = std::clamp(at - wide / 2, 0.0, std::max(0.0, width() - wide));
        painter.setPen(m_theme.grid());
        painter.drawLine(QPointF(at, 0), QPointF(at, bandHeight));
        if (left < taken + Theme::gridUnit)
            continue;
        taken = left + wide;
        painter.setPen(m_theme.color(Token::textDim));
        painter.drawText(QRectF(left, bandHeight, wide, axisHeight), Qt::AlignCenter | Qt::TextDontClip,
                         tick.label);
    }
}

bool HealthStrip::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    QToolTip::showText(help->globalPos(), wordsAt(help->pos().x()), this);
    return true;
}

} // namespace desk
