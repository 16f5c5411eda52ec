// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/charts/chartmeasure.h"

#include "widgets/charts/measuredialog.h"
#include "widgets/charts/plotarea.h"

#include <QKeyEvent>
#include <QMenu>

#include <algorithm>
#include <cmath>
#include <utility>

namespace desk {
namespace {

using namespace Qt::StringLiterals;

constexpr double grip = 5; // pixels beside the line

} // namespace

ChartMeasure::ChartMeasure(const ChartContent &content, SharedTimeAxis &time, PlotArea &plot,
                           const Theme &theme, QWidget *chart)
    : QObject(chart)
    , m_content(content)
    , m_time(time)
    , m_plot(plot)
    , m_theme(theme)
    , m_chart(chart)
    , m_measurement(content, time)
{
    connect(&time, &SharedTimeAxis::measuresChanged, &plot, qOverload<>(&QWidget::update));
}

std::optional<MeasureCursor> ChartMeasure::cursorAt(QPointF position) const
{
    if (!m_plot.isVisible() || !m_plot.geometry().contains(position.toPoint()))
        return std::nullopt;
    for (const MeasureCursor which : {MeasureCursor::b, MeasureCursor::a}) {
        const auto time = m_time.measure(which);
        if (time && std::abs(m_plot.xAt(*time) - (position.x() - m_plot.x())) <= grip)
            return which;
    }
    return std::nullopt;
}

bool ChartMeasure::press(const QMouseEvent &event)
{
    if (event.button() == Qt::LeftButton && event.modifiers() == Qt::NoModifier)
        m_dragged = cursorAt(event.position());
    return m_dragged.has_value();
}

bool ChartMeasure::move(const QMouseEvent &event)
{
    if (m_dragged) {
        const double x = std::clamp(event.position().x() - m_plot.x(), 0.0, double(m_plot.width()));
        m_time.setMeasure(*m_dragged, m_plot.timeAt(x));
        m_time.setCursor(m_plot.timeAt(x));
        return true;
    }
    if (cursorAt(event.position()))
        m_plot.setCursor(Qt::SplitHCursor);
    else
        m_plot.unsetCursor();
    return false;
}

bool ChartMeasure::release()
{
    return std::exchange(m_dragged, std::nullopt).has_value();
}

void ChartMeasure::put(MeasureCursor which, std::optional<Timestamp> time)
{
    if (!time) {
        Q_EMIT said(tr("Put the cursor there first: with the mouse, or Shift+← and →."));
        return;
    }
    m_time.setMeasure(which, time);
    if (m_time.measure(MeasureCursor::a) && m_time.measure(MeasureCursor::b))
        showTable();
}

void ChartMeasure::clear()
{
    m_time.setMeasure(MeasureCursor::a, std::nullopt);
    m_time.setMeasure(MeasureCursor::b, std::nullopt);
    if (m_dialog)
        m_dialog->close();
}

void ChartMeasure::zoomThere()
{
    const auto span = m_measurement.span();
    if (!span)
        Q_EMIT said(tr("Set A and B first: put the cursor there and press A or B."));
    else if (!m_time.showRange(*span))
        Q_EMIT said(tr("A replay that plays ends at its play head. Pause it to zoom into a part."));
}

void ChartMeasure::showTable()
{
    if (!m_dialog)
        m_dialog = new MeasureDialog(m_measurement, m_theme, m_chart);
    // The chart keeps the keyboard: the next key may be the other cursor.
    m_dialog->setAttribute(Qt::WA_ShowWithoutActivating);
    m_dialog->show();
}

void ChartMeasure::restart()
{
    m_measurement.start();
}

bool ChartMeasure::key(const QKeyEvent &event)
{
    if (m_content.isEmpty() || (event.modifiers() & ~Qt::KeypadModifier) != Qt::NoModifier)
        return false;
    switch (event.key()) {
    case Qt::Key_A:
        put(MeasureCursor::a, m_time.cursor());
        return true;
    case Qt::Key_B:
        put(MeasureCursor::b, m_time.cursor());
        return true;
    case Qt::Key_M:
        if (m_dialog && m_dialog->isVisible()) { // whoever asks for it twice wants to read it by keys
            m_dialog->raise();
            m_dialog->activateWindow();
        } else {
            showTable();
        }
        return true;
    case Qt::Key_Z:
        zoomThere();
        return true;
    case Qt::Key_Delete:
        clear();
        return true;
    default:
        return false;
    }
}

// At the cursor as it stands when the menu is opened: over the menu, the mouse has left the chart.
void ChartMeasure::addTo(QMenu &menu)
{
    QMenu *sub = menu.addMenu(tr("Measure"));
    sub->setObjectName(u"measureMenu"_s);
    sub->setEnabled(!m_content.isEmpty());
    const auto cursor = m_time.cursor();
    const auto add = [&](const QString &text, const QString &name, Qt::Key key, bool enabled, auto slot) {
        QAction *action = sub->addAction(text, this, slot);
        action->setObjectName(name);
        action->setShortcut(key);
        action->setEnabled(enabled);
    };
    const bool both = m_measurement.span().has_value();
    add(tr("Cursor A here"), u"measureA"_s, Qt::Key_A, cursor.has_value(),
        [this, cursor] { put(MeasureCursor::a, cursor); });
    add(tr("Cursor B here"), u"measureB"_s, Qt::Key_B, cursor.has_value(),
        [this, cursor] { put(MeasureCursor::b, cursor); });
    add(tr("Table of what is measured"), u"measureTableAction"_s, Qt::Key_M, true, [this] { showTable(); });
    add(tr("Zoom to A–B"), u"measureZoom"_s, Qt::Key_Z, both, [this] { zoomThere(); });
    add(tr("Remove A and B"), u"measureClear"_s, Qt::Key_Delete, true, [this] { clear(); });
}

} // namespace desk
