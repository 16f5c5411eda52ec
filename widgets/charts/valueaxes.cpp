// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/charts/valueaxes.h"

#include "widgets/theme/theme.h"

#include <QCategoryAxis>
#include <QChart>
#include <QGraphicsLayout>

#include <algorithm>

namespace desk {
namespace {

constexpr int leastLeft = 64; // charts above each other have their plots in line
constexpr int leastRight = 16;
constexpr int roomStep = 8;
constexpr int aroundLabels = 16; // what Qt Charts puts before and behind the labels

bool same(const ChartAxis &a, const ChartAxis &b)
{
    return a.scale == b.scale && a.tickLabels == b.tickLabels && a.title == b.title && a.note == b.note &&
           a.codes == b.codes;
}

} // namespace

ValueAxes::ValueAxes(const Theme &theme, QWidget *parent)
    : QChartView(parent)
    , m_theme(theme)
    , m_left(leastLeft)
    , m_right(leastRight)
{
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::NoFocus);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setAcceptDrops(false);
    viewport()->setAcceptDrops(false);
    chart()->legend()->hide();
    chart()->setMargins({});
    chart()->setBackgroundRoundness(0);
    chart()->setAnimationOptions(QChart::NoAnimation);
    chart()->layout()->setContentsMargins(0, 0, 0, 0);
    connect(&theme, &Theme::changed, this, &ValueAxes::applyTheme);
    applyTheme();
}

void ValueAxes::applyTheme()
{
    setBackgroundBrush(m_theme.color(Token::panel));
    chart()->setBackgroundBrush(m_theme.color(Token::panel));
    chart()->setBackgroundPen(Qt::NoPen);
    for (QCategoryAxis *axis : m_axes)
        style(*axis);
    measure();
}

void ValueAxes::style(QCategoryAxis &axis) const
{
    axis.setLabelsFont(m_theme.smallMonoFont());
    axis.setTitleFont(m_theme.smallFont());
    axis.setLabelsColor(m_theme.color(Token::textDim));
    axis.setTitleBrush(m_theme.color(Token::textDim));
    axis.setLinePen(QPen(m_theme.color(Token::line), m_theme.lineWidth()));
    axis.setGridLineVisible(false); // the plot draws it
    axis.setShadesVisible(false);
}

void ValueAxes::show(const std::vector<ChartAxis> &all)
{
    m_indices.clear();
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (!all[i].strip)
            m_indices.push_back(int(i));
    }
    bool changed = m_axes.size() > m_indices.size();
    while (m_axes.size() > m_indices.size()) {
        chart()->removeAxis(m_axes.back());
        delete m_axes.back();
        m_axes.pop_back();
        m_shown.pop_back();
    }
    for (std::size_t i = 0; i < m_indices.size(); ++i) {
        const ChartAxis &wanted = all[std::size_t(m_indices[i])];
        if (i < m_axes.size() && same(m_shown[i], wanted))
            continue;
        changed = true;
        if (i == m_axes.size()) {
            auto *axis = new QCategoryAxis;
            axis->setLabelsPosition(QCategoryAxis::AxisLabelsPositionOnValue);
            axis->setTruncateLabels(false);
            style(*axis);
            chart()->addAxis(axis, i % 2 == 0 ? Qt::AlignLeft : Qt::AlignRight);
            m_axes.push_back(axis);
            m_shown.emplace_back();
        }
        QCategoryAxis &axis = *m_axes[i];
        for (const QString &label : axis.categoriesLabels())
            axis.remove(label);
        axis.setStartValue(wanted.scale.place(wanted.scale.min()));
        const std::vector<double> ticks = wanted.scale.ticks();
        for (std::size_t k = 0; k < ticks.size() && k < std::size_t(wanted.tickLabels.size()); ++k)
            axis.append(wanted.tickLabels[qsizetype(k)], wanted.scale.place(ticks[k]));
        axis.setRange(wanted.scale.place(wanted.scale.min()), wanted.scale.place(wanted.scale.max()));
        axis.setTitleText(wanted.note.isEmpty() ? wanted.title : wanted.title + u" · " + wanted.note);
        m_shown[i] = wanted;
    }
    if (changed)
        measure();
}

void ValueAxes::measure()
{
    const QFontMetrics labels(m_theme.smallMonoFont());
    const QFontMetrics titles(m_theme.smallFont());
    m_left = 0;
    m_right = 0;
    m_rooms.clear();
    for (std::size_t i = 0; i < m_shown.size(); ++i) {
        int widest = 0;
        for (const QString &label : m_shown[i].tickLabels)
            widest = std::max(widest, labels.horizontalAdvance(label));
        const int room = widest + aroundLabels + titles.height() + 4;
        const int taken = (room + roomStep - 1) / roomStep * roomStep;
        m_rooms.push_back(taken);
        (i % 2 == 0 ? m_left : m_right) += taken;
    }
    m_left = std::max(m_left, leastLeft);
    m_right = std::max(m_right, leastRight);
}

void ValueAxes::setPlot(const QRect &plot)
{
    if (chart()->plotArea() == QRectF(plot))
        return;
    chart()->setPlotArea(plot);
    // A plot area that is set moves the axes with the next layout only, which nobody else asks for.
    chart()->layout()->invalidate();
    chart()->layout()->activate();
}

// The first axis of a side is next to the plot, the last takes what is left.
int ValueAxes::axisAt(QPoint position) const
{
    const QRectF plot = chart()->plotArea();
    if (position.y() < plot.top() - 8 || position.y() > plot.bottom() + 8 ||
        (position.x() >= plot.left() && position.x() < plot.right()))
        return -1;
    const bool left = position.x() < plot.left();
    double beyond = left ? plot.left() - position.x() : position.x() - plot.right();
    int found = -1;
    for (std::size_t i = left ? 0 : 1; i < m_rooms.size() && (found < 0 || beyond > 0); i += 2) {
        found = m_indices[i];
        beyond -= m_rooms[i];
    }
    return found;
}

void ValueAxes::paintEvent(QPaintEvent *event)
{
    ++m_viewPaints;
    QChartView::paintEvent(event);
}

} // namespace desk
