// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/topology/fleetmap.h"
#include "widgets/topology/fleetpainter.h"

#include <QCoreApplication>

namespace desk {

// What is said of a node or link under the pointer: who it is, in what state, its key figures with units and
// ages. Rich text. GUI thread.
class ItemTip
{
    Q_DECLARE_TR_FUNCTIONS(desk::ItemTip)

public:
    ItemTip(const FleetPicture &picture, const FleetMap &map, const Theme &theme)
        : m_picture(picture)
        , m_map(map)
        , m_theme(theme)
    {
    }

    [[nodiscard]] QString text(PictureItem item) const;
    // How many, of which plane, and what makes it the worst.
    [[nodiscard]] QString clusterText(const PictureClusters::Cluster &cluster) const;
    static QString typeText(NodeType type);
    static QString healthText(Health health);

private:
    [[nodiscard]] static QString planesText(const PictureClusters::Cluster &cluster);
    [[nodiscard]] QString nodeText(std::uint32_t node) const;
    [[nodiscard]] QString edgeText(std::uint32_t edge) const;
    [[nodiscard]] QString rows(EntityId entity) const;
    [[nodiscard]] QString row(const QString &name, const QString &value, const QString &note = {}) const;
    [[nodiscard]] QString state(Severity severity) const;
    static QString sourceText(PlaceSource source);

    const FleetPicture &m_picture;
    const FleetMap &m_map;
    const Theme &m_theme;
};

} // namespace desk
