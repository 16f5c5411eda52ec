// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/topology/networkmenu.h"

#include "widgets/topology/fleetpainter.h"

#include <QCoreApplication>
#include <QMenu>

namespace desk {
namespace {

struct NetworkMenu
{
    Q_DECLARE_TR_FUNCTIONS(desk::NetworkMenu)
};

} // namespace

bool addNetworkActions(QMenu &menu, const FleetPicture &picture, PictureItem item, FleetSelection &selection)
{
    const bool isNode = item.node < picture.nodes().size();
    if (!picture.snapshot() || (!isNode && item.edge >= picture.edges().size()))
        return false;
    // By name: the graph may be another one when the menu is answered.
    const auto nameOf = [&picture](std::uint32_t node) {
        return QString::fromStdString(picture.snapshot()->nodes[node].name);
    };
    const auto add = [&](const QString &text, NetworkQuestion question, const QString &node,
                         const QString &otherEnd = {}) {
        menu.addAction(text, &selection, [&selection, question, node, otherEnd] {
            selection.askNetwork(question, node, otherEnd);
        });
    };
    if (isNode) {
        const QString node = nameOf(item.node);
        add(NetworkMenu::tr("Route from here"), NetworkQuestion::routeFrom, node);
        add(NetworkMenu::tr("Route to here"), NetworkQuestion::routeTo, node);
        add(NetworkMenu::tr("Switch off in thought"), NetworkQuestion::switchOff, node);
    } else {
        const PictureEdge &edge = picture.edges()[item.edge];
        add(NetworkMenu::tr("Switch off in thought"), NetworkQuestion::switchOff, nameOf(edge.source),
            nameOf(edge.target));
    }
    return true;
}

} // namespace desk
