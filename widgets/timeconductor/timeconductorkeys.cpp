// SPDX-License-Identifier: GPL-3.0-or-later
// The part of TimeConductorBar that answers keys. They hold inside the bar only: the arrows, Space, Home and
// End mean something else in charts, tables and fields.
#include "widgets/timeconductor/timeconductorbar.h"
#include "widgets/timeconductor/timerangeentry.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QKeyEvent>

#include <algorithm>

namespace desk {
namespace {

constexpr double keyZoomStep = 1.25;

} // namespace

void TimeConductorBar::keyPressEvent(QKeyEvent *event)
{
    if (!handleKey(*event))
        QWidget::keyPressEvent(event);
}

// A button would take the arrows for moving the focus; Space presses it.
bool TimeConductorBar::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        if ((key->key() != Qt::Key_Space || watched == m_strip) && handleKey(*key))
            return true;
    }
    return QWidget::eventFilter(watched, event);
}

bool TimeConductorBar::handleKey(const QKeyEvent &event)
{
    if (event.matches(QKeySequence::Paste)) {
        // A stamp that is on the clipboard is where to go; anything else is shown with what is wrong.
        const QString text = QApplication::clipboard()->text();
        const auto time = parseTimeText(text.toStdString(), m_conductor.now());
        if (time) {
            seek(*time);
        } else {
            openEntry();
            m_entry->type(text);
        }
        return true;
    }
    if (event.modifiers() & ~(Qt::KeypadModifier | Qt::ShiftModifier | Qt::GroupSwitchModifier)) {
        // [ and ] are typed with AltGr on many keyboards, which some systems report as Ctrl+Alt.
        if (event.text() != QLatin1String("[") && event.text() != QLatin1String("]"))
            return false;
    }
    switch (event.key()) {
    case Qt::Key_Space:
        togglePlay();
        return true;
    case Qt::Key_G:
        openEntry();
        return true;
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        m_strip->zoom(keyZoomStep, m_state.open ? m_state.head : m_conductor.bounds().end);
        return true;
    case Qt::Key_Minus:
        m_strip->zoom(1 / keyZoomStep, m_state.open ? m_state.head : m_conductor.bounds().end);
        return true;
    default:
        break;
    }
    if (isReplay())
        return handleReplayKey(event.key());
    if (m_conductor.mode() != TimeMode::fixed)
        return false;
    switch (event.key()) {
    case Qt::Key_Left:
        moveFixed(-1);
        return true;
    case Qt::Key_Right:
        moveFixed(1);
        return true;
    case Qt::Key_Home:
    case Qt::Key_End:
        if (const auto &extent = m_conductor.extent()) {
            const auto length = m_conductor.bounds().end - m_conductor.bounds().start;
            const bool home = event.key() == Qt::Key_Home;
            const Timestamp start = home ? extent->start : extent->end - length;
            m_conductor.setFixed({start, start + length});
        }
        return true;
    default:
        return false;
    }
}

bool TimeConductorBar::handleReplayKey(int key)
{
    switch (key) {
    case Qt::Key_Left:
        m_secondBack->trigger();
        return true;
    case Qt::Key_Right:
        m_secondForward->trigger();
        return true;
    case Qt::Key_Comma:
        m_sampleBack->trigger();
        return true;
    case Qt::Key_Period:
        m_sampleForward->trigger();
        return true;
    case Qt::Key_Home:
        m_toBegin->trigger();
        return true;
    case Qt::Key_End:
        m_toEnd->trigger();
        return true;
    case Qt::Key_BracketLeft:
        m_loopBeginAction->trigger();
        return true;
    case Qt::Key_BracketRight:
        m_loopEndAction->trigger();
        return true;
    case Qt::Key_L:
        m_loop->trigger();
        return true;
    case Qt::Key_Up:
        changeSpeed(1);
        return true;
    case Qt::Key_Down:
        changeSpeed(-1);
        return true;
    default:
        return false;
    }
}

void TimeConductorBar::moveFixed(int direction)
{
    const TimeRange shown = m_conductor.bounds();
    const auto by = direction * (shown.end - shown.start) / 10;
    m_conductor.setFixed({shown.start + by, shown.end + by});
}

// To the next of the choices; beyond 32 × comes as fast as possible.
void TimeConductorBar::changeSpeed(int direction)
{
    const auto rank = [](ReplaySpeed speed) {
        return speed.unlimited ? 2 * ReplaySpeed::fastest : speed.factor;
    };
    const double now = rank(m_state.speed);
    const Speed *next = nullptr;
    for (const Speed &choice : m_speeds) {
        const double other = rank(choice.speed);
        if (direction > 0 && other > now && !next)
            next = &choice;
        if (direction < 0 && other < now)
            next = &choice;
    }
    if (next)
        next->action->trigger();
}

} // namespace desk
