// SPDX-License-Identifier: GPL-3.0-or-later
// Pointer, wheel, keys and menu of TopologyView.
#include "widgets/theme/theme.h"
#include "widgets/topology/itemtip.h"
#include "widgets/topology/networkmenu.h"
#include "widgets/topology/topologyview.h"

#include <QActionGroup>
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
constexpr double panStep = 48; // pixels a key

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
    const ItemTip tip(m_picture, m_map, m_theme);
    if (item.cluster < m_painter.clusters().all().size())
        return tip.clusterText(m_painter.clusters().all()[item.cluster]);
    return item.isNothing() ? QString() : tip.text(item);
}

void TopologyView::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton && event->button() != Qt::MiddleButton)
        return;
    m_drag = Drag::pressed;
    m_dragFrom = m_dragAt = event->position();
    if (lookThroughMiniMap(event->position())) {
        m_drag = Drag::miniMap;
        return;
    }
    if (event->button() == Qt::LeftButton && event->modifiers() & Qt::ShiftModifier) {
        m_drag = Drag::frame;
        setHover({});
        return;
    }
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
    m_dragAt = at;
    if (m_drag == Drag::frame)
        return update();
    if (m_drag == Drag::miniMap)
        return static_cast<void>(lookThroughMiniMap(at));
    if (m_drag == Drag::pressed) {
        if ((at - m_dragFrom).manhattanLength() < QGuiApplication::styleHints()->startDragDistance())
            return;
        m_drag = m_pressed.node != PictureItem::none && m_layout.canPin() ? Drag::node : Drag::view;
        setHover({});
    }
    if (m_drag == Drag::node && m_pressed.node < m_shown.size()) {
        m_shown[m_pressed.node] = m_camera.toLayout(at);
    } else {
        pan(at - m_dragFrom);
        m_dragFrom = at;
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
    } else if (drag == Drag::frame) {
        chooseWithin(QRectF(m_dragFrom, event->position()).normalized(),
                     bool(event->modifiers() & Qt::ControlModifier));
    } else if (drag == Drag::pressed && event->button() == Qt::LeftButton) {
        if (m_pressed.cluster < m_painter.clusters().all().size())
            zoomTo(std::vector(m_painter.clusters().all()[m_pressed.cluster].nodes));
        else
            select(m_pressed);
    }
}

bool TopologyView::lookThroughMiniMap(QPointF pixel)
{
    const auto place = hasMiniMapNow() ? MiniMap::placeAt(pixel, m_camera, pictureBox()) : std::nullopt;
    if (!place)
        return false;
    m_camera.centre = {place->x, place->y};
    m_autoFit = false;
    redraw();
    return true;
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
    const bool turn = event->modifiers() & Qt::ShiftModifier;
    const auto arrow = [&](QPointF direction) { turn ? pan(-panStep * direction) : go(direction); };
    const QPointF middle = m_camera.view.center();
    switch (event->key()) {
    case Qt::Key_Left:
        return arrow({-1, 0});
    case Qt::Key_Right:
        return arrow({1, 0});
    case Qt::Key_Up:
        return arrow({0, -1});
    case Qt::Key_Down:
        return arrow({0, 1});
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        return zoom(middle, zoomStep);
    case Qt::Key_Minus:
        return zoom(middle, 1 / zoomStep);
    case Qt::Key_0:
        return fit();
    case Qt::Key_1:
    case Qt::Key_2:
    case Qt::Key_3:
        return setDepth(event->key() - Qt::Key_0);
    case Qt::Key_F:
        return Q_EMIT findRequested();
    case Qt::Key_Comma:
        return Q_EMIT stepRequested(-1);
    case Qt::Key_Period:
        return Q_EMIT stepRequested(1);
    case Qt::Key_Escape:
        if (m_drag == Drag::frame) {
            m_drag = Drag::none;
            return update();
        }
        if (!m_chosen.empty())
            return choose({});
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
    addChoiceActions(*menu);
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
    if (addNetworkActions(*menu, m_picture, item, m_selection))
        menu->addSeparator();
    QAction *again = menu->addAction(m_theme.icon(u"refresh"_s), tr("Lay out afresh"), this, [this] {
        m_autoFit = true;
        m_layout.layOutAfresh();
    });
    again->setEnabled(!isGeographic(m_layout.kind()));
    menu->addAction(m_theme.icon(u"fit"_s), tr("Show everything"), this, &TopologyView::fit);
    menu->addSeparator();
    const auto addOption = [menu, this](const QString &text, bool on, void (TopologyView::*set)(bool)) {
        QAction *option = menu->addAction(text);
        option->setCheckable(true);
        option->setChecked(on);
        connect(option, &QAction::toggled, this, set);
    };
    addOption(tr("Clusters where it is crowded"), m_clusters, &TopologyView::setClusters);
    addOption(tr("Small map of the whole"), m_hasMiniMap, &TopologyView::setMiniMap);
    QMenu *depths = menu->addMenu(tr("Neighbourhood of the selected node"));
    auto *group = new QActionGroup(depths);
    for (int links = 1; links <= 3; ++links) {
        QAction *depth =
            depths->addAction(tr("%n link(s)", nullptr, links), this, [this, links] { setDepth(links); });
        depth->setCheckable(true);
        depth->setChecked(links == m_depth);
        group->addAction(depth);
    }
    menu->popup(point ? mapToGlobal(point->toPoint()) : event->globalPos());
}

} // namespace desk
