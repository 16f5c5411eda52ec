// SPDX-License-Identifier: GPL-3.0-or-later
// What of FleetPainter's last picture is where.
#include "widgets/topology/fleetpainter.h"

#include <algorithm>
#include <cmath>

namespace desk {
namespace {

double distanceTo(QPointF p, const QLineF &line)
{
    const QPointF d = line.p2() - line.p1();
    const double square = QPointF::dotProduct(d, d);
    const double at = square > 0 ? std::clamp(QPointF::dotProduct(p - line.p1(), d) / square, 0.0, 1.0) : 0;
    return QLineF(p, line.p1() + at * d).length();
}

} // namespace

std::optional<QPointF> FleetPainter::pointOf(std::uint32_t node) const
{
    if (node >= m_points.size() || std::isnan(m_points[node].x()))
        return std::nullopt;
    return m_points[node];
}

PictureItem FleetPainter::itemAt(QPointF pixel, const FleetPicture &picture, double within) const
{
    PictureItem item;
    if (m_points.size() != picture.nodes().size())
        return item;
    double nearest = within;
    for (std::uint32_t i = 0; i < m_points.size(); ++i) {
        if (!isShown(i) || m_clusters.of(i) != PictureItem::none ||
            std::abs(m_points[i].x() - pixel.x()) > within + 12)
            continue;
        const double distance = QLineF(pixel, m_points[i]).length() - radius(picture, i);
        if (distance < nearest) {
            nearest = distance;
            item.node = i;
        }
    }
    if (item.node != PictureItem::none)
        return item;
    item.cluster = m_clusters.at(pixel);
    if (item.cluster != PictureItem::none)
        return item;
    nearest = within;
    for (std::uint32_t i = 0; i < picture.edges().size(); ++i) {
        const PictureEdge &edge = picture.edges()[i];
        const bool inBundle = m_clusters.of(edge.source) != PictureItem::none &&
                              m_clusters.of(edge.target) != PictureItem::none;
        if (edge.ended || inBundle || !isShown(edge.source) || !isShown(edge.target))
            continue;
        for (const QLineF &line : linesOf(edge)) {
            const double distance = distanceTo(pixel, line);
            if (distance < nearest) {
                nearest = distance;
                item.edge = i;
            }
        }
    }
    return item;
}

} // namespace desk
