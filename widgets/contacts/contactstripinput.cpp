// SPDX-License-Identifier: GPL-3.0-or-later
// The part of ContactStrip that mouse and keys reach.
#include "widgets/contacts/contactstrip.h"
#include "widgets/theme/theme.h"

#include <QApplication>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QScrollBar>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

namespace desk {
namespace {

constexpr double zoomStep = 1.25; // of a notch of the wheel or a key
constexpr double notch = 120;     // of QWheelEvent
constexpr double panShare = 0.1;  // of the width, a key

} // namespace

void ContactStrip::setHovered(int contact)
{
    if (contact == m_hovered)
        return;
    m_hovered = contact;
    viewport()->update();
    Q_EMIT hoverChanged();
}

void ContactStrip::choose(int contact)
{
    select(contact);
    Q_EMIT chosen(contact);
}

void ContactStrip::mousePressEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton)
        m_drag = Drag{event->position(), m_visible, verticalScrollBar()->value(), false};
}

void ContactStrip::mouseMoveEvent(QMouseEvent *event)
{
    if (!m_drag) {
        setHovered(contactAt(event->position()));
        return;
    }
    const QPointF by = event->position() - m_drag->from;
    if (!m_drag->moved && by.manhattanLength() < QApplication::startDragDistance())
        return;
    m_drag->moved = true;
    viewport()->setCursor(Qt::ClosedHandCursor);
    m_visible = m_drag->visible;
    pan(-by.x());
    verticalScrollBar()->setValue(m_drag->scrolled - int(by.y()));
}

void ContactStrip::mouseReleaseEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton || !m_drag)
        return;
    const bool clicked = !m_drag->moved;
    m_drag.reset();
    viewport()->unsetCursor();
    if (clicked)
        choose(contactAt(event->position()));
}

void ContactStrip::mouseDoubleClickEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton && plot().contains(event->position()))
        Q_EMIT timeChosen(timeAt(event->position().x()));
}

void ContactStrip::wheelEvent(QWheelEvent *event)
{
    const double notches = event->angleDelta().y() / notch;
    const double sideways = event->angleDelta().x() / notch;
    if (event->position().x() < plot().left() || event->modifiers().testFlag(Qt::ShiftModifier)) {
        QScrollBar *bar = verticalScrollBar();
        bar->setValue(bar->value() - int(std::round((notches + sideways) * 3 * bar->singleStep())));
    } else if (notches != 0) {
        zoom(timeAt(event->position().x()), std::pow(zoomStep, notches));
    } else {
        pan(-sideways * panShare * plot().width());
    }
    event->accept();
}

// From a contact to the one before or after it in its line, or to the one of another line that is nearest in
// time.
void ContactStrip::step(int lines, int contacts)
{
    if (m_rows.rows.empty())
        return;
    const std::uint32_t row =
        m_selected >= 0 ? m_rows.rowOfContact[std::size_t(m_selected)] : ContactRows::noRow;
    if (row == ContactRows::noRow) {
        const auto &first = m_rows.rows[linesOnScreen().first].contacts;
        const auto next = std::ranges::find_if(
            first, [this](std::uint32_t one) { return m_contacts->contacts[one].culmination >= m_now; });
        choose(int(next != first.end() ? *next : first.back()));
        return;
    }
    const int last = int(m_rows.rows.size()) - 1;
    const auto &line = m_rows.rows[std::size_t(std::clamp(int(row) + lines, 0, last))].contacts;
    if (lines != 0) {
        const Timestamp at = m_contacts->contacts[std::size_t(m_selected)].culmination;
        choose(int(*std::ranges::min_element(line, {}, [&](std::uint32_t one) {
            return std::chrono::abs(m_contacts->contacts[one].culmination - at);
        })));
        return;
    }
    const auto here = std::ranges::find(line, std::uint32_t(m_selected)) - line.begin();
    choose(int(line[std::size_t(std::clamp<std::ptrdiff_t>(here + contacts, 0, std::ssize(line) - 1))]));
}

void ContactStrip::keyPressEvent(QKeyEvent *event)
{
    const bool shift = event->modifiers().testFlag(Qt::ShiftModifier);
    const Timestamp middle = m_visible.start + (m_visible.end - m_visible.start) / 2;
    switch (event->key()) {
    case Qt::Key_Left:
        return shift ? pan(-panShare * plot().width()) : step(0, -1);
    case Qt::Key_Right:
        return shift ? pan(panShare * plot().width()) : step(0, 1);
    case Qt::Key_Up:
        return step(-1, 0);
    case Qt::Key_Down:
        return step(1, 0);
    case Qt::Key_PageUp:
    case Qt::Key_PageDown:
        verticalScrollBar()->triggerAction(event->key() == Qt::Key_PageUp ? QScrollBar::SliderPageStepSub
                                                                          : QScrollBar::SliderPageStepAdd);
        return;
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        return zoom(middle, zoomStep);
    case Qt::Key_Minus:
        return zoom(middle, 1 / zoomStep);
    case Qt::Key_0:
        return fit();
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (m_selected >= 0) {
            const Contact &one = m_contacts->contacts[std::size_t(m_selected)];
            Q_EMIT timeChosen(one.rise.value_or(one.culmination));
        }
        return;
    case Qt::Key_Escape:
        return choose(noContact);
    default:
        QAbstractScrollArea::keyPressEvent(event);
    }
}

bool ContactStrip::viewportEvent(QEvent *event)
{
    if (event->type() == QEvent::Leave)
        setHovered(noContact);
    return QAbstractScrollArea::viewportEvent(event);
}

} // namespace desk
