// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/analysis/analysisplot.h"

#include "widgets/analysis/colourmap.h"
#include "widgets/theme/theme.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace desk {
namespace {

using namespace Qt::StringLiterals;

constexpr double tickLength = 4;
constexpr double barWidth = 14;
constexpr double leastPlot = 40;

QRectF labelBox(double right, double middle, double width, double height)
{
    return {right - width, middle - height / 2, width, height};
}

} // namespace

AnalysisPlot::AnalysisPlot(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
{
    setObjectName(u"analysisPlot"_s);
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setMinimumSize(160, 80);
    setAttribute(Qt::WA_OpaquePaintEvent);
    connect(&theme, &Theme::changed, this, &AnalysisPlot::stale);
}

void AnalysisPlot::setFigure(std::shared_ptr<const PlotFigure> figure, bool isOther)
{
    m_figure = std::move(figure);
    if (isOther) {
        m_view = {};
        m_undo.clear();
        m_redo.clear();
        m_cursor.reset();
    }
    if (m_cursor && (!m_figure || *m_cursor >= m_figure->itemCount()))
        m_cursor.reset();
    stale();
    if (m_cursor && underMouse() && m_figure && m_mapping.plot.contains(m_pointer))
        m_cursor = m_figure->itemAt(m_pointer, m_mapping); // what lies there now
    Q_EMIT cursorChanged();
}

void AnalysisPlot::setDropTarget(bool target)
{
    m_isDropTarget = target;
    update();
}

void AnalysisPlot::stale()
{
    m_isStale = true;
    layOut();
    update();
}

std::vector<PlotScale::Tick> AnalysisPlot::ticksOf(const PlotFigure::Axis &axis, const PlotScale &scale,
                                                   double length, double spacing) const
{
    if (axis.names.empty())
        return scale.ticks(length, spacing);
    std::vector<PlotScale::Tick> out;
    for (const auto &[code, name] : axis.names) {
        if (code >= scale.low() && code <= scale.high())
            out.push_back({code, name.size() > 14 ? name.left(13) + u'…' : name});
    }
    return out;
}

// Left: title upright, labels; below: labels, title; right: the colour bar with its labels and title.
void AnalysisPlot::layOut()
{
    if (!m_figure || m_figure->isEmpty())
        return;
    const QFontMetricsF labels(m_theme.smallMonoFont());
    const QFontMetricsF titles(m_theme.smallFont());
    m_layout.x = m_figure->xAxis();
    m_layout.y = m_figure->yAxis();
    m_layout.bar = m_figure->colourBar();
    const auto scaleOf = [](const PlotFigure::Axis &axis, const auto &chosen) {
        return chosen ? PlotScale(chosen->first, chosen->second, axis.form, true) : axis.scale();
    };
    m_mapping.x = scaleOf(m_layout.x, m_view.x);
    m_mapping.y = scaleOf(m_layout.y, m_view.y);
    const auto widest = [&labels](const std::vector<PlotScale::Tick> &ticks) {
        double out = 0;
        for (const PlotScale::Tick &tick : ticks)
            out = std::max(out, labels.horizontalAdvance(tick.label));
        return out;
    };
    const double bottom = tickLength + labels.height() + 2 + titles.height() + 6;
    const double top = 10;
    const double tall = std::max(leastPlot, height() - top - bottom);
    m_layout.yTicks = ticksOf(m_layout.y, m_mapping.y, tall, 2.4 * labels.height());
    const double left =
        std::ceil(8 + titles.height() + 4 + std::max(widest(m_layout.yTicks), 32.0) + tickLength + 2);
    double right = 16;
    if (!m_layout.bar.name.isEmpty()) {
        m_layout.barScale = {m_layout.bar.low, m_layout.bar.high, m_layout.bar.form, true};
        m_layout.barTicks = m_layout.bar.form == PlotScale::Form::time
                                ? m_layout.barScale.ticks(tall * 2.2, 110) // they stand above each other
                                : m_layout.barScale.ticks(tall, 2.4 * labels.height());
        right =
            std::ceil(16 + barWidth + tickLength + 2 + widest(m_layout.barTicks) + 4 + titles.height() + 6);
    }
    m_mapping.plot = {left, top, std::max(leastPlot, width() - left - right), tall};
    m_layout.barRect = {m_mapping.plot.right() + 16, top, barWidth, tall};
    m_layout.xTicks = ticksOf(m_layout.x, m_mapping.x, m_mapping.plot.width(), 72);
}

void AnalysisPlot::paintAxes(QPainter &painter) const
{
    const QRectF &plot = m_mapping.plot;
    painter.fillRect(plot, m_theme.color(Token::plot));
    painter.setRenderHint(QPainter::Antialiasing, false);
    const QFontMetricsF labels(m_theme.smallMonoFont());
    painter.setFont(m_theme.smallMonoFont());
    const QPen grid(m_theme.grid(), 1);
    const QPen line(m_theme.color(Token::line), m_theme.lineWidth());
    const QPen text(m_theme.color(Token::textDim));
    double taken = -1e9;
    for (const PlotScale::Tick &tick : m_layout.xTicks) {
        const double x = std::round(m_mapping.xOf(tick.value));
        if (x < plot.left() - 1 || x > plot.right() + 1)
            continue;
        painter.setPen(grid);
        painter.drawLine(QPointF(x, plot.top()), QPointF(x, plot.bottom()));
        painter.setPen(line);
        painter.drawLine(QPointF(x, plot.bottom()), QPointF(x, plot.bottom() + tickLength));
        const double wide = labels.horizontalAdvance(tick.label) + 2;
        const double begin = std::clamp(x - wide / 2, 0.0, std::max(0.0, width() - wide));
        if (begin < taken) // names of states may be long
            continue;
        taken = begin + wide + 6;
        painter.setPen(text);
        painter.drawText(QRectF(begin, plot.bottom() + tickLength + 1, wide, labels.height()),
                         int(Qt::AlignCenter), tick.label);
    }
    for (const PlotScale::Tick &tick : m_layout.yTicks) {
        const double y = std::round(m_mapping.yOf(tick.value));
        if (y < plot.top() - 1 || y > plot.bottom() + 1)
            continue;
        painter.setPen(grid);
        painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y));
        painter.setPen(line);
        painter.drawLine(QPointF(plot.left() - tickLength, y), QPointF(plot.left(), y));
        painter.setPen(text);
        painter.drawText(
            labelBox(plot.left() - tickLength - 2, y, plot.left() - tickLength - 2, labels.height()),
            int(Qt::AlignVCenter | Qt::AlignRight), tick.label);
    }
    painter.setPen(line);
    painter.drawLine(plot.bottomLeft(), plot.bottomRight());
    painter.drawLine(plot.topLeft(), plot.bottomLeft());
    painter.setFont(m_theme.smallFont());
    painter.setPen(text);
    const QFontMetricsF titles(m_theme.smallFont());
    const auto title = [&](const PlotFigure::Axis &axis, const PlotScale &scale, const QRectF &box) {
        painter.drawText(box, int(Qt::AlignCenter),
                         titles.elidedText(scale.title(axis.name, axis.unit, axis.takesPrefix),
                                           Qt::ElideMiddle, box.width()));
    };
    title(m_layout.x, m_mapping.x,
          {plot.left(), plot.bottom() + tickLength + labels.height() + 2, plot.width(), titles.height() + 4});
    painter.save();
    painter.translate(4, plot.bottom());
    painter.rotate(-90);
    title(m_layout.y, m_mapping.y, {0, 0, plot.height(), titles.height() + 4});
    painter.restore();
}

void AnalysisPlot::paintBar(QPainter &painter) const
{
    const QRectF &bar = m_layout.barRect;
    const PlotFigure::ColourBar &of = m_layout.bar;
    if (of.name.isEmpty())
        return;
    constexpr int bands = 128;
    for (int i = 0; i < bands; ++i) {
        const double share = (i + 0.5) / bands;
        const QRgb rgb = of.forMarks ? viridisOn(m_theme.isDark(), share) : viridis(share);
        const double y = bar.bottom() - (i + 1) * bar.height() / bands;
        painter.fillRect(QRectF(bar.left(), y, bar.width(), bar.height() / bands + 0.5), QColor(rgb));
    }
    painter.setPen(QPen(m_theme.color(Token::line), m_theme.lineWidth()));
    painter.drawRect(bar);
    const QFontMetricsF labels(m_theme.smallMonoFont());
    double widest = 0;
    for (const PlotScale::Tick &tick : m_layout.barTicks) {
        const double y = bar.bottom() - m_layout.barScale.fraction(tick.value) * bar.height();
        const double wide = labels.horizontalAdvance(tick.label) + 2;
        widest = std::max(widest, wide);
        painter.setPen(QPen(m_theme.color(Token::line), m_theme.lineWidth()));
        painter.drawLine(QPointF(bar.right(), y), QPointF(bar.right() + tickLength, y));
        painter.setPen(m_theme.color(Token::textDim));
        painter.setFont(m_theme.smallMonoFont());
        painter.drawText(QRectF(bar.right() + tickLength + 2, y - labels.height() / 2, wide, labels.height()),
                         int(Qt::AlignVCenter | Qt::AlignLeft), tick.label);
    }
    const QFontMetricsF titles(m_theme.smallFont());
    painter.save();
    painter.setFont(m_theme.smallFont());
    painter.setPen(m_theme.color(Token::textDim));
    painter.translate(bar.right() + tickLength + 4 + widest, bar.bottom());
    painter.rotate(-90);
    const QString title = of.unit.isEmpty() ? of.name : u"%1 (%2)"_s.arg(of.name, of.unit);
    painter.drawText(QRectF(0, 0, bar.height(), titles.height() + 4), int(Qt::AlignCenter),
                     titles.elidedText(title, Qt::ElideRight, bar.height()));
    painter.restore();
}

void AnalysisPlot::paintTo(QPainter &painter)
{
    painter.fillRect(rect(), m_theme.color(Token::panel));
    if (!m_figure || m_figure->isEmpty())
        return;
    layOut();
    paintAxes(painter);
    painter.save();
    painter.setClipRect(m_mapping.plot);
    m_figure->paint(painter, m_mapping, m_theme);
    painter.restore();
    paintBar(painter);
}

QRectF AnalysisPlot::box() const
{
    return m_boxFrom ? QRectF(*m_boxFrom, m_pointer).normalized() & m_mapping.plot : QRectF();
}

void AnalysisPlot::paintOver(QPainter &painter) const
{
    painter.setRenderHint(QPainter::Antialiasing);
    if (m_figure && m_cursor && !m_figure->isEmpty()) {
        const QPointF at = m_figure->placeOf(*m_cursor, m_mapping);
        if (m_mapping.plot.adjusted(-1, -1, 1, 1).contains(at)) {
            QPen pen(m_theme.color(Token::accent), m_theme.lineWidth(), Qt::DashLine);
            painter.setPen(pen);
            painter.drawLine(QPointF(at.x(), m_mapping.plot.top()), QPointF(at.x(), m_mapping.plot.bottom()));
            painter.drawLine(QPointF(m_mapping.plot.left(), at.y()), QPointF(m_mapping.plot.right(), at.y()));
            pen.setStyle(Qt::SolidLine);
            pen.setWidthF(2);
            painter.setPen(pen);
            painter.drawEllipse(at, 5, 5);
        }
    }
    if (const QRectF zoomed = box(); !zoomed.isEmpty()) {
        painter.setPen(QPen(m_theme.color(Token::accent), m_theme.lineWidth()));
        painter.setBrush(m_theme.selection());
        painter.drawRect(zoomed);
        painter.setBrush(Qt::NoBrush);
    }
    if (m_isDropTarget || hasFocus()) {
        painter.setPen(QPen(m_theme.color(Token::accent), m_isDropTarget ? 2 : m_theme.lineWidth()));
        painter.drawRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5));
    }
}

void AnalysisPlot::paintEvent(QPaintEvent *)
{
    const QSize wanted = size() * devicePixelRatioF();
    if (m_isStale || m_picture.size() != wanted) {
        m_picture = QPixmap(wanted);
        m_picture.setDevicePixelRatio(devicePixelRatioF());
        QPainter painter(&m_picture);
        paintTo(painter);
        m_isStale = false;
    }
    QPainter painter(this);
    painter.drawPixmap(0, 0, m_picture);
    paintOver(painter);
}

void AnalysisPlot::resizeEvent(QResizeEvent *)
{
    stale();
}

} // namespace desk
