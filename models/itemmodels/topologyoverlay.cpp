// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/itemmodels/topologyoverlay.h"

#include <utility>

namespace desk {

void TopologyOverlay::show(OverlayContent content)
{
    m_content = std::move(content);
    Q_EMIT changed();
}

void TopologyOverlay::clear(const QString &owner)
{
    if (m_content.owner != owner || m_content.isEmpty())
        return;
    m_content = {};
    Q_EMIT changed();
}

} // namespace desk
