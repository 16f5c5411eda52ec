// SPDX-License-Identifier: GPL-3.0-or-later
// The part of FleetPainter that draws the seams of the orbital grid: a link that closes a ring, from the last
// plane to the first or over the ascending node, would cross the whole picture; it is drawn as two short ends
// that leave the grid.
#include "widgets/topology/fleetpainter.h"

#include <algorithm>
#include <cmath>

namespace desk {
namespace {
constexpr double endLength = 12; // pixels
}

void FleetPainter::findShells(const Scene &scene)
{
    m_shells.clear();
    m_slots.clear();
    if (scene.layout == LayoutKind::orbital)
        m_slots.assign(scene.slots.begin(), scene.slots.end());
    for (std::size_t i = 0; i < std::min(m_slots.size(), m_points.size()); ++i) {
        if (!m_slots[i] || std::isnan(m_points[i].x()))
            continue;
        const auto shell = std::size_t(m_slots[i]->shell);
        if (shell >= m_shells.size())
            m_shells.resize(shell + 1);
        m_shells[shell] = m_shells[shell].united(QRectF(m_points[i], QSizeF(1e-3, 1e-3)));
    }
}

std::optional<SeenLines> FleetPainter::seamOf(const PictureEdge &edge) const
{
    if (edge.source >= m_slots.size() || edge.target >= m_slots.size())
        return std::nullopt;
    const auto &a = m_slots[edge.source];
    const auto &b = m_slots[edge.target];
    if (!a || !b || a->shell != b->shell)
        return std::nullopt;
    const QRectF shell = m_shells[std::size_t(a->shell)];
    const QPointF from = m_points[edge.source];
    const QPointF to = m_points[edge.target];
    const bool across = std::abs(from.x() - to.x()) > shell.width() / 2 && a->plane != b->plane;
    const bool over = std::abs(from.y() - to.y()) > shell.height() / 2;
    if (!across && !over)
        return std::nullopt;
    const auto end = [](QPointF at, double x, double y) {
        return QLineF(at, at + QPointF(x, y) * endLength);
    };
    const double x = across ? (from.x() < to.x() ? -1 : 1) : 0;
    const double y = over ? (from.y() < to.y() ? -1 : 1) : 0;
    return SeenLines{{end(from, x, y), end(to, -x, -y)}, 2};
}

} // namespace desk
