// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/charts/statestrips.h"

#include "widgets/charts/hairline.h"

#include <QEvent>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace desk {
namespace {

using namespace Qt::StringLiterals;

constexpr double tint = 0.38;       // of a state's colour in its strip: the name upon it stays readable
constexpr double leastForPart = 44; // logical pixels: of a name that does not fit
constexpr int leastForTitle = 24;
constexpr double shareOfReference = 0.34;

QColor mixed(const QColor &over, const QColor &under, double share)
{
    return QColor::fromRgbF(float(over.redF() * share + under.redF() * (1 - share)),
                            float(over.greenF() * share + under.greenF() * (1 - share)),
                            float(over.blueF() * share + under.blueF() * (1 - share)));
}

} // namespace

StateStrips::StateStrips(const ChartContent &content, const SharedTimeAxis &time, const Theme &theme,
                         QWidget *parent)
    : QWidget(parent)
    , m_content(content)
    , m_time(time)
    , m_theme(theme)
{
    setObjectName(u"stateStrips"_s);
    setAttribute(Qt::WA_OpaquePaintEvent);
    setAttribute(Qt::WA_TransparentForMouseEvents); // the chart answers for all of its parts
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
    retranslate();
}

void StateStrips::retranslate()
{
    setAccessibleName(tr("States"));
}

void StateStrips::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

int StateStrips::lanes() const
{
    return int(std::ranges::count_if(m_content.traces(),
                                     [this](const Trace &trace) { return m_content.isStrip(trace); }));
}

void StateStrips::setPlot(int left, int width)
{
    m_left = left;
    m_width = std::max(1, width);
    update();
}

double StateStrips::xAt(std::int64_t time) const
{
    const double at = m_content.grid().column(time) / devicePixelRatioF();
    return m_left + std::clamp(at, 0.0, double(m_width));
}

QColor StateStrips::colourOf(const Trace &trace, double state) const
{
    const QColor plot = m_theme.color(Token::plot);
    if (trace.description().kind == ValueKind::boolean && state == 0)
        return mixed(m_theme.color(Token::textDim), plot, tint / 3);
    const int colour = trace.description().kind == ValueKind::boolean
                           ? trace.description().colour
                           : int(std::fmod(std::abs(state), double(ChartContent::maxSeries)));
    return mixed(m_theme.seriesPen(colour).color(), plot, tint);
}

void StateStrips::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_theme.color(Token::panel));
    painter.fillRect(QRect(m_left, 0, m_width, height()), m_theme.color(Token::plot));
    painter.setFont(m_theme.smallFont());
    const int count = std::max(1, lanes());
    int i = 0;
    for (const Trace &trace : m_content.traces()) {
        if (!m_content.isStrip(trace))
            continue;
        const int top = height() * i / count;
        paintLane(painter, QRectF(m_left, top, m_width, height() * (i + 1) / count - top), trace);
        ++i;
    }
    paintLines(painter);
}

void StateStrips::paintLane(QPainter &painter, const QRectF &lane, const Trace &trace) const
{
    const QRectF inner = lane.adjusted(0, 1, 0, -1);
    if (const ChartOverlay::Entry *entry = m_content.overlay().find(trace.id())) {
        const double below = std::floor(inner.height() * shareOfReference);
        paintRuns(painter, inner.adjusted(0, 0, 0, -below - 1), trace, trace);
        paintRuns(painter, inner.adjusted(0, inner.height() - below, 0, 0), entry->reference, trace);
    } else {
        paintRuns(painter, inner, trace, trace);
    }
    painter.setPen(m_theme.grid());
    painter.drawLine(QPointF(m_left, lane.bottom() - 0.5), QPointF(m_left + m_width, lane.bottom() - 0.5));
    if (m_left < leastForTitle)
        return;
    painter.setPen(m_theme.color(Token::textDim));
    painter.drawText(
        QRectF(2, lane.top(), m_left - 8, lane.height()), int(Qt::AlignRight | Qt::AlignVCenter),
        painter.fontMetrics().elidedText(trace.description().metricName, Qt::ElideMiddle, m_left - 8));
}

void StateStrips::paintRuns(QPainter &painter, const QRectF &lane, const Trace &trace,
                            const Trace &names) const
{
    const QFontMetricsF metrics(painter.font());
    for (const StateRun &run : stateRuns(trace, m_content.grid())) {
        if (run.to < m_content.grid().start || run.from > m_content.grid().end())
            continue;
        // A change is seen however short the state was.
        const double from = xAt(run.from);
        const double to = std::max(xAt(run.to), from + 1 / devicePixelRatioF());
        const QRectF box(from, lane.top(), to - from, lane.height());
        if (run.isMixed) {
            painter.fillRect(box, QBrush(m_theme.color(Token::textDim), Qt::BDiagPattern));
            continue;
        }
        painter.fillRect(box, colourOf(names, run.state));
        painter.setPen(QPen(m_theme.color(Token::textDim), m_theme.lineWidth()));
        painter.drawLine(QPointF(crisp(from), lane.top()), QPointF(crisp(from), lane.bottom()));
        const double room = box.width() - 6;
        const QString name = m_content.valueText(names, run.state);
        if (lane.height() < metrics.height() - 2 ||
            (room < leastForPart && metrics.horizontalAdvance(name) > room))
            continue;
        painter.setPen(m_theme.color(Token::text));
        painter.drawText(box.adjusted(4, 0, -2, 0), int(Qt::AlignLeft | Qt::AlignVCenter),
                         metrics.elidedText(name, Qt::ElideRight, room));
    }
}

// Those of the plot above go on here.
void StateStrips::paintLines(QPainter &painter) const
{
    const PlotGrid &grid = m_content.grid();
    const auto line = [&](std::int64_t time) {
        const double at = crisp(xAt(time));
        painter.drawLine(QPointF(at, 0), QPointF(at, height()));
    };
    if (grid.now > grid.start && grid.now < grid.end()) {
        painter.setPen(penOfNow(m_time, m_theme));
        line(grid.now);
    }
    if (const auto cursor = m_time.cursor(); cursor && grid.range().contains(*cursor)) {
        painter.setPen(QPen(m_theme.color(Token::textDim), m_theme.lineWidth()));
        line(nanoseconds(*cursor));
    }
}

} // namespace desk
