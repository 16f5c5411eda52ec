// SPDX-License-Identifier: GPL-3.0-or-later
// The part of ChartZoom that answers mouse, wheel, fingers and keys, and its menu.
#include "widgets/charts/chartzoom.h"
#include "widgets/charts/plotarea.h"
#include "widgets/charts/valueaxes.h"
#include "widgets/theme/theme.h"

#include <QGestureEvent>
#include <QKeyEvent>
#include <QMenu>
#include <QNativeGestureEvent>
#include <QWheelEvent>

#include <cmath>

namespace desk {
namespace {

using namespace Qt::StringLiterals;

constexpr double zoomStep = 1.25; // each 15 degrees of the wheel
constexpr double wheelNotch = 120;
constexpr double leastPinch = 1.05;
constexpr double moveStep = 0.1; // of the range of values

} // namespace

int ChartZoom::axisAt(QPointF position) const
{
    const QPoint at = position.toPoint();
    if (!m_parts.axes.geometry().contains(at) || m_parts.plot.geometry().contains(at))
        return -1;
    return m_parts.axes.axisAt(at - m_parts.axes.pos());
}

bool ChartZoom::press(const QMouseEvent &event)
{
    if (event.button() != Qt::LeftButton || m_parts.content.isEmpty())
        return false;
    const QPointF position = event.position();
    if (m_parts.plot.geometry().contains(position.toPoint()) &&
        (m_boxTool || event.modifiers().testFlag(Qt::ShiftModifier))) {
        m_boxFrom = position - m_parts.plot.pos();
        return true;
    }
    m_axis = axisAt(position);
    if (m_axis < 0)
        return false;
    m_axisFrom = position;
    m_parts.time.history().beginGesture();
    return true;
}

bool ChartZoom::move(const QMouseEvent &event)
{
    if (m_boxFrom) {
        const QRect box =
            QRect(m_boxFrom->toPoint(), (event.position() - m_parts.plot.pos()).toPoint()).normalized();
        m_band->setGeometry(box & m_parts.plot.rect());
        m_band->show();
        return true;
    }
    if (m_axisFrom && event.buttons().testFlag(Qt::LeftButton)) {
        const double share = (event.position().y() - m_axisFrom->y()) / std::max(1, m_parts.plot.height());
        if (std::abs(share) * m_parts.plot.height() >= 1) {
            moveValues(share, m_axis);
            m_axisFrom = event.position();
        }
        return true;
    }
    return false;
}

bool ChartZoom::release(const QMouseEvent &)
{
    if (m_axisFrom) {
        m_axisFrom.reset();
        m_parts.time.history().endGesture();
        return true;
    }
    if (!m_boxFrom)
        return false;
    m_boxFrom.reset();
    setBoxTool(false);
    if (m_band->isVisible()) {
        m_band->hide();
        showBox(m_band->geometry());
    }
    return true;
}

bool ChartZoom::doubleClick(const QMouseEvent &event)
{
    const int axis = m_parts.content.isEmpty() ? -1 : axisAt(event.position());
    if (axis >= 0)
        editAxis(axis);
    return axis >= 0;
}

void ChartZoom::zoomTime(double factor, double x)
{
    m_parts.time.zoom(factor, m_parts.plot.timeAt(x - m_parts.plot.x()));
}

bool ChartZoom::wheel(const QWheelEvent &event, bool overPlot)
{
    const QPointF position = event.position();
    const int axis = axisAt(position);
    if (m_parts.content.isEmpty() || (!overPlot && axis < 0))
        return false;
    if (!m_wheelEnd.isActive())
        m_parts.time.history().beginGesture();
    m_wheelEnd.start();
    const QPoint turned = event.angleDelta();
    if (overPlot && std::abs(turned.x()) > std::abs(turned.y())) {
        m_parts.time.pan(
            std::chrono::nanoseconds{std::llround(-turned.x() * double(m_parts.plot.perPixel().count()))});
        return true;
    }
    m_wheel += turned.y(); // fine wheels send parts of a notch
    const double notches = std::trunc(m_wheel / wheelNotch);
    m_wheel -= notches * wheelNotch;
    if (notches == 0)
        return true;
    const double factor = std::pow(zoomStep, -notches);
    if (overPlot && !event.modifiers().testFlag(Qt::ControlModifier))
        zoomTime(factor, position.x());
    else
        zoomValues(
            factor, axis,
            std::clamp((position.y() - m_parts.plot.y()) / std::max(1, m_parts.plot.height()), 0.0, 1.0));
    return true;
}

// Of a touch screen or a touch pad: fingers apart show less time.
bool ChartZoom::gesture(QEvent *event)
{
    if (m_parts.content.isEmpty())
        return false;
    QPointF centre;
    if (event->type() == QEvent::NativeGesture) {
        const auto *native = static_cast<QNativeGestureEvent *>(event);
        if (native->gestureType() == Qt::BeginNativeGesture)
            m_parts.time.history().beginGesture();
        else if (native->gestureType() == Qt::EndNativeGesture)
            m_parts.time.history().endGesture();
        if (native->gestureType() != Qt::ZoomNativeGesture)
            return false;
        m_pinch *= std::max(0.1, 1 + native->value());
        centre = native->position();
    } else {
        const auto *gestures = static_cast<QGestureEvent *>(event);
        const auto *pinch = static_cast<QPinchGesture *>(gestures->gesture(Qt::PinchGesture));
        if (!pinch)
            return false;
        if (pinch->state() == Qt::GestureStarted)
            m_parts.time.history().beginGesture();
        if (pinch->changeFlags().testFlag(QPinchGesture::ScaleFactorChanged))
            m_pinch *= std::clamp(pinch->scaleFactor(), 0.1, 10.0);
        centre = m_chart->mapFromGlobal(pinch->centerPoint());
        if (pinch->state() == Qt::GestureFinished)
            m_parts.time.history().endGesture();
    }
    if (m_pinch > leastPinch || m_pinch < 1 / leastPinch)
        zoomTime(1 / std::exchange(m_pinch, 1.0), centre.x());
    return true;
}

bool ChartZoom::key(const QKeyEvent &event)
{
    const bool control = event.modifiers().testFlag(Qt::ControlModifier);
    const bool shift = event.modifiers().testFlag(Qt::ShiftModifier);
    if (event.matches(QKeySequence::Undo) || (event.key() == Qt::Key_Backspace && !shift)) {
        undo();
        return true;
    }
    if (event.matches(QKeySequence::Redo) || (event.key() == Qt::Key_Y && control) ||
        (event.key() == Qt::Key_Backspace && shift)) {
        redo();
        return true;
    }
    if (m_parts.content.isEmpty())
        return false;
    switch (event.key()) {
    case Qt::Key_Up:
    case Qt::Key_Plus:
    case Qt::Key_Equal:
    case Qt::Key_Down:
    case Qt::Key_Minus: {
        if (!control)
            return false;
        const bool in = event.key() != Qt::Key_Down && event.key() != Qt::Key_Minus;
        zoomValues(in ? 1 / zoomStep : zoomStep);
        return true;
    }
    case Qt::Key_PageUp:
    case Qt::Key_PageDown:
        moveValues(event.key() == Qt::Key_PageUp ? moveStep : -moveStep);
        return true;
    case Qt::Key_F:
        fitValues();
        return true;
    case Qt::Key_R:
        editAxis(std::max(firstWithRange(0), 0));
        return true;
    case Qt::Key_X:
        setBoxTool(!m_boxTool);
        return true;
    case Qt::Key_Escape:
        if (!m_boxTool && !m_boxFrom)
            return false;
        m_boxFrom.reset();
        m_band->hide();
        setBoxTool(false);
        return true;
    default:
        return false;
    }
}

void ChartZoom::addTo(QMenu &menu)
{
    const ViewHistory &history = m_parts.time.history();
    const bool some = !m_parts.content.isEmpty();
    const auto add = [&](QMenu &to, const QString &text, const QString &name, QKeySequence keys, bool enabled,
                         auto slot) {
        QAction *action = to.addAction(text, this, slot);
        action->setObjectName(name);
        action->setShortcut(keys);
        action->setEnabled(enabled);
        return action;
    };
    add(menu, tr("Undo zoom or move"), u"undoZoom"_s, QKeySequence::Undo, history.canUndo(),
        &ChartZoom::undo);
    add(menu, tr("Redo zoom or move"), u"redoZoom"_s, QKeySequence::Redo, history.canRedo(),
        &ChartZoom::redo);
    QAction *box = add(menu, tr("Zoom into a box (or Shift+drag)"), u"boxZoom"_s, Qt::Key_X, some,
                       [this] { setBoxTool(!m_boxTool); });
    box->setCheckable(true);
    box->setChecked(m_boxTool);

    QMenu *values = menu.addMenu(tr("Value axes"));
    values->setObjectName(u"valueAxes"_s);
    values->setEnabled(firstWithRange(0) >= 0);
    add(*values, tr("Fit all to their data"), u"fitValues"_s, Qt::Key_F, true, &ChartZoom::fitValues);
    const std::vector<ChartAxis> &axes = m_parts.content.axes();
    for (int i = firstWithRange(0); i >= 0; i = firstWithRange(i + 1)) {
        const ChartAxis &axis = axes[std::size_t(i)];
        QString title = axis.title;
        title.replace(u'&', u"&&"_s); // a name is no mnemonic
        values->addSection(title);
        add(*values, tr("Range of %1…").arg(title), u"axisRange%1"_s.arg(i),
            i == firstWithRange(0) ? QKeySequence(Qt::Key_R) : QKeySequence(), true,
            [this, i] { editAxis(i); });
        QAction *log = add(*values, tr("%1 logarithmic").arg(title), u"axisLog%1"_s.arg(i), {}, true,
                           [this, i, setting = axis.setting](bool on) {
                               const bool keeps = setting.range && (!on || setting.range->first > 0);
                               setAxis(i, {keeps ? setting.range : std::nullopt, on});
                           });
        log->setCheckable(true);
        log->setChecked(axis.setting.logarithmic);
    }
}

} // namespace desk
