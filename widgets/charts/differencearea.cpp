// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/charts/differencearea.h"

#include "models/itemmodels/timeticks.h"
#include "widgets/charts/hairline.h"
#include "widgets/charts/tracepainter.h"

#include <QEvent>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace desk {

using namespace Qt::StringLiterals;

DifferenceArea::DifferenceArea(const ChartContent &content, const SharedTimeAxis &time, const Theme &theme,
                               QWidget *parent)
    : QWidget(parent)
    , m_content(content)
    , m_time(time)
    , m_theme(theme)
{
    setObjectName(u"differenceArea"_s);
    setAttribute(Qt::WA_OpaquePaintEvent);
    setAttribute(Qt::WA_TransparentForMouseEvents); // the chart answers for all of its parts
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
    retranslate();
}

void DifferenceArea::retranslate()
{
    setAccessibleName(tr("Difference"));
}

void DifferenceArea::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

QString DifferenceArea::notice() const
{
    const ChartOverlay &overlay = m_content.overlay();
    for (const ChartOverlay::Entry &entry : overlay.entries()) {
        if (entry.difference.hasSamplesInside())
            return {};
    }
    if (overlay.isReading())
        return tr("Reading the reference…");
    for (const ChartOverlay::Entry &entry : overlay.entries()) {
        if (entry.state == ChartOverlay::State::otherUnit)
            return tr("No difference: %1 is in %2 here, in %3 in the reference.")
                .arg(entry.reference.description().metricName, entry.reference.description().unit,
                     entry.otherUnit);
    }
    if (std::none_of(overlay.entries().begin(), overlay.entries().end(),
                     [](const ChartOverlay::Entry &entry) { return entry.slot != 0; }))
        return tr("No difference: the reference has no such series.");
    if (overlay.isReduced())
        return tr("Too many samples for a difference: show a shorter span.");
    return tr("No difference: the reference has nothing at these times. Change the offset or move on.");
}

void DifferenceArea::paintGrid(QPainter &painter) const
{
    painter.setPen(QPen(m_theme.grid(), 1));
    const PlotGrid &grid = m_content.grid();
    for (const TimeTick &tick : timeTicks(grid.range(), width(), timeTickSpacing)) {
        const double x = crisp(xAt(fromNanoseconds(tick.time)));
        painter.drawLine(QPointF(x, 0), QPointF(x, height()));
    }
    bool first = true;
    for (const ChartAxis &axis : m_content.overlay().differenceAxes()) {
        if (axis.title.isEmpty())
            continue;
        if (first) {
            for (const double tick : axis.scale.ticks()) {
                const double y = crisp(axis.scale.fraction(tick) * height());
                painter.drawLine(QPointF(0, y), QPointF(width(), y));
            }
        }
        first = false;
    }
    painter.setPen(QPen(m_theme.color(Token::textDim), m_theme.lineWidth()));
    for (const ChartAxis &axis : m_content.overlay().differenceAxes()) {
        if (axis.title.isEmpty() || axis.codes)
            continue;
        const double y = crisp(axis.scale.fraction(0) * (height() - 1));
        painter.drawLine(QPointF(0, y), QPointF(width(), y));
    }
    painter.setPen(QPen(m_theme.color(Token::line), m_theme.lineWidth()));
    painter.drawLine(QPointF(0, 0.5), QPointF(width(), 0.5));
    painter.drawLine(QPointF(0, height() - 0.5), QPointF(width(), height() - 0.5));
}

void DifferenceArea::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_theme.color(Token::plot));
    paintGrid(painter);
    TracePainter traces(m_content.grid());
    traces.begin(QRectF(rect()), devicePixelRatioF());
    for (const ChartOverlay::Entry &entry : m_content.overlay().entries()) {
        const auto axis = std::size_t(entry.difference.description().axis);
        if (axis >= m_content.overlay().differenceAxes().size())
            continue;
        const ChartAxis &of = m_content.overlay().differenceAxes()[axis];
        painter.setRenderHint(QPainter::Antialiasing, !of.codes);
        traces.draw(painter, entry.difference, of.scale,
                    m_theme.seriesPen(entry.difference.description().colour));
    }
    const QString text = notice();
    if (text.isEmpty()) {
        paintCursor(painter);
    } else {
        painter.setFont(m_theme.smallFont());
        painter.setPen(m_theme.color(Token::textDim));
        painter.drawText(rect().adjusted(8, 2, -8, -2), int(Qt::AlignCenter | Qt::TextWordWrap), text);
    }
}

void DifferenceArea::paintCursor(QPainter &painter) const
{
    const auto cursor = m_time.cursor();
    if (!cursor || !m_content.grid().range().contains(*cursor))
        return;
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.setPen(QPen(m_theme.color(Token::textDim), m_theme.lineWidth()));
    const double x = crisp(xAt(*cursor));
    painter.drawLine(QPointF(x, 0), QPointF(x, height()));
    painter.setRenderHint(QPainter::Antialiasing);
    for (const Trace &trace : m_content.traces()) {
        const auto axis = std::size_t(trace.description().axis);
        const auto sample = m_content.sampleNear(trace, *cursor);
        const auto point = sample ? m_content.overlay().at(trace.id(), *sample) : std::nullopt;
        if (!point || axis >= m_content.overlay().differenceAxes().size() ||
            !m_content.overlay().differenceAxes()[axis].scale.isValid())
            continue;
        painter.setPen(QPen(m_theme.color(Token::plot), 1));
        painter.setBrush(m_theme.seriesPen(trace.description().colour).color());
        const AxisScale &scale = m_content.overlay().differenceAxes()[axis].scale;
        painter.drawEllipse(QPointF(xAt(sample->generation), scale.fraction(point->difference) * height()), 3,
                            3);
    }
}

} // namespace desk
