// SPDX-License-Identifier: GPL-3.0-or-later
// Pointer, wheel, keys and menu of TopologyView.
#include "widgets/theme/theme.h"
#include "widgets/topology/itemtip.h"
#include "widgets/topology/topologyview.h"

#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QHelpEvent>
#include <QMenu>
#include <QStyleHints>
#include <QToolTip>

#include <cmath>

namespace desk {
namespace {

using namespace Qt::StringLiterals;

constexpr double catchRadius = 6; // pixels
constexpr double zoomStep = 1.25;

} // namespace

bool TopologyView::event(QEvent *event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto *help = static_cast<QHelpEvent *>(event);
        const QString tip = tipAt(help->pos());
        if (tip.isEmpty())
            QToolTip::hideText();
        else
            QToolTip::showText(help->globalPos(), tip, this, QRect(help->pos() - QPoint(4, 4), QSize(8, 8)));
        return true;
    }
    if (event->type() == QEvent::KeyPress) { // before Qt moves the focus on
        const auto *key = static_cast<QKeyEvent *>(event);
        const bool back = key->key() == Qt::Key_Backtab;
        if ((back || key->key() == Qt::Key_Tab) && !(key->modifiers() & Qt::ControlModifier) &&
            selectNext(back ? -1 : 1))
            return true;
    }
    return QWidget::event(event);
}

QString TopologyView::tipAt(QPoint pixel) const
{
    const PictureItem item = m_painter.itemAt(pixel, m_picture, catchRadius);
    return item.isNothing() ? QString() : ItemTip(m_picture, m_theme).text(item);
}

void TopologyView::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton && event->button() != Qt::MiddleButton)
        return;
    m_drag = Drag::pressed;
    m_dragFrom = event->position();
    m_pressed = event->button() == Qt::LeftButton
                    ? m_painter.itemAt(event->position(), m_picture, catchRadius)
                    : PictureItem();
}

void TopologyView::mouseMoveEvent(QMouseEvent *event)
{
    const QPointF at = event->position();
    if (m_drag == Drag::none) {
        setHover(m_painter.itemAt(at, m_picture, catchRadius));
        return;
    }
    if (m_drag == Drag::pressed) {
        if ((at - m_dragFrom).manhattanLength() < QGuiApplication::styleHints()->startDragDistance())
            return;
        m_drag = m_pressed.node != PictureItem::none && m_layout.canPin() ? Drag::node : Drag::view;
        setHover({});
    }
    if (m_drag == Drag::node && m_pressed.node < m_shown.size()) {
        m_shown[m_pressed.node] = m_camera.toLayout(at);
    } else {
        m_camera.pan(at - m_dragFrom);
        m_dragFrom = at;
        m_autoFit = false;
        setCursor(Qt::ClosedHandCursor);
    }
    redraw();
}

void TopologyView::mouseReleaseEvent(QMouseEvent *event)
{
    const Drag drag = std::exchange(m_drag, Drag::none);
    unsetCursor();
    if (drag == Drag::node && m_pressed.node < m_picture.nodes().size()) {
        m_autoFit = false; // the picture is as the user wants it
        m_layout.pin(m_pressed.node, m_camera.toLayout(event->position()));
    } else if (drag == Drag::pressed && event->button() == Qt::LeftButton) {
        select(m_pressed);
    }
}

void TopologyView::mouseDoubleClickEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton)
        fit();
}

void TopologyView::leaveEvent(QEvent *)
{
    setHover({});
}

void TopologyView::setHover(PictureItem item)
{
    if (item == m_hover)
        return;
    m_hover = item;
    if (m_drag == Drag::none) {
        if (item.isNothing())
            unsetCursor();
        else
            setCursor(Qt::PointingHandCursor);
    }
    update(); // over the picture that is there
}

void TopologyView::wheelEvent(QWheelEvent *event)
{
    const double notches = double(event->angleDelta().y()) / 120;
    if (notches != 0)
        zoom(event->position(), std::pow(zoomStep, notches));
    event->accept();
}

void TopologyView::keyPressEvent(QKeyEvent *event)
{
    const auto go = [this](QPointF direction) {
        if (const std::uint32_t node = towards(direction); node != PictureItem::none)
            select({node, PictureItem::none});
    };
    const QPointF middle = m_camera.view.center();
    switch (event->key()) {
    case Qt::Key_Left:
        return go({-1, 0});
    case Qt::Key_Right:
        return go({1, 0});
    case Qt::Key_Up:
        return go({0, -1});
    case Qt::Key_Down:
        return go({0, 1});
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        return zoom(middle, zoomStep);
    case Qt::Key_Minus:
        return zoom(middle, 1 / zoomStep);
    case Qt::Key_0:
        return fit();
    case Qt::Key_F:
        return Q_EMIT findRequested();
    case Qt::Key_Comma:
        return Q_EMIT stepRequested(-1);
    case Qt::Key_Period:
        return Q_EMIT stepRequested(1);
    case Qt::Key_Escape:
        if (!m_selected.isNothing())
            return select({});
        break;
    default:
        break;
    }
    QWidget::keyPressEvent(event);
}

void TopologyView::contextMenuEvent(QContextMenuEvent *event)
{
    const bool byKey = event->reason() == QContextMenuEvent::Keyboard;
    const PictureItem item = byKey ? m_selected : m_painter.itemAt(event->pos(), m_picture, catchRadius);
    const auto point = byKey ? m_painter.pointOf(m_selected.node) : std::nullopt;
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    if (item.node != PictureItem::none && m_layout.canPin()) {
        const std::uint32_t node = item.node;
        // By name: the graph may be another one when the menu is answered.
        const std::string name = m_picture.snapshot()->nodes[node].name;
        const auto stillThere = [this, node, name] {
            return node < m_picture.nodes().size() && m_picture.snapshot()->nodes[node].name == name;
        };
        if (m_layout.isPinned(node)) {
            menu->addAction(m_theme.icon(u"pin"_s), tr("Unpin %1").arg(m_picture.nodes()[node].label), this,
                            [this, node, stillThere] {
                                if (stillThere())
                                    m_layout.unpin(node);
                            });
        } else {
            menu->addAction(m_theme.icon(u"pin"_s), tr("Pin %1 here").arg(m_picture.nodes()[node].label),
                            this, [this, node, stillThere] {
                                if (stillThere() && m_shown[node])
                                    m_layout.pin(node, *m_shown[node]);
                            });
        }
    }
    if (m_layout.hasPins() && m_layout.canPin())
        menu->addAction(tr("Unpin all"), this, [this] { m_layout.unpinAll(); });
    if (!menu->isEmpty())
        menu->addSeparator();
    QAction *again = menu->addAction(m_theme.icon(u"refresh"_s), tr("Lay out afresh"), this, [this] {
        m_autoFit = true;
        m_layout.layOutAfresh();
    });
    again->setEnabled(m_layout.kind() != LayoutKind::geographic);
    menu->addAction(m_theme.icon(u"fit"_s), tr("Show everything"), this, &TopologyView::fit);
    menu->popup(point ? mapToGlobal(point->toPoint()) : event->globalPos());
}

} // namespace desk
