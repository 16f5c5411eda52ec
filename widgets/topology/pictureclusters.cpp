// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/topology/pictureclusters.h"

#include <algorithm>
#include <cmath>

namespace desk {
namespace {

constexpr double areaOfANode = 36; // square pixels; with less it is crowded
constexpr double widest = 44;      // pixels across a cluster
constexpr std::size_t least = 3;   // nodes; fewer stay by themselves

bool staysAlone(const PictureNode &node, NodeFocus focus)
{
    return node.severity >= Severity::warning || focus == NodeFocus::near;
}

} // namespace

void PictureClusters::clear()
{
    m_clusters.clear();
    m_ofNode.clear();
}

double PictureClusters::radius(const Cluster &cluster)
{
    return std::min(9 + 1.4 * std::log2(double(cluster.nodes.size())), 19.0);
}

void PictureClusters::update(const FleetPicture &picture, std::span<const std::optional<OrbitalSlot>> slots,
                             const PictureFocus &focus, std::span<const QPointF> points, QRectF view)
{
    clear();
    m_keys.clear();
    QRectF extent;
    for (std::uint32_t i = 0; i < points.size(); ++i) {
        const QPointF p = points[i];
        if (std::isnan(p.x()) || !view.contains(p) || focus.of(i) == NodeFocus::hidden)
            continue;
        extent = extent.united(QRectF(p, QSizeF(1, 1)));
        if (staysAlone(picture.nodes()[i], focus.of(i)))
            continue;
        const bool inPlane = i < slots.size() && slots[i];
        const std::int64_t group =
            inPlane ? std::int64_t{slots[i]->shell} << 32 | slots[i]->plane
                    : -(std::int64_t{1} << 48) + (std::int64_t(picture.nodes()[i].type) << 40) +
                          (std::int64_t(p.x() / widest) << 20) + std::int64_t(p.y() / widest);
        m_keys.push_back({group, inPlane ? slots[i]->phase : 0, i});
    }
    if (double(m_keys.size()) * areaOfANode < extent.width() * extent.height())
        return;
    m_ofNode.assign(points.size(), PictureItem::none);
    std::ranges::sort(m_keys, {}, [](const Key &key) { return std::tuple(key.group, key.order, key.node); });
    std::size_t begin = 0;
    QRectF box;
    for (std::size_t i = 0; i < m_keys.size(); ++i) {
        const QRectF grown = box.united(QRectF(points[m_keys[i].node], QSizeF(1e-3, 1e-3)));
        if (i > begin && (m_keys[i].group != m_keys[begin].group || grown.width() > widest || grown.height() > widest)) {
            close(picture, slots, focus, points, begin, i);
            begin = i;
            box = QRectF(points[m_keys[i].node], QSizeF(1e-3, 1e-3));
        } else {
            box = grown;
        }
    }
    close(picture, slots, focus, points, begin, m_keys.size());
}

void PictureClusters::close(const FleetPicture &picture, std::span<const std::optional<OrbitalSlot>> slots,
                            const PictureFocus &focus, std::span<const QPointF> points, std::size_t begin,
                            std::size_t end)
{
    if (end - begin < least)
        return;
    Cluster cluster;
    cluster.dimmed = true;
    for (std::size_t i = begin; i < end; ++i) {
        const std::uint32_t index = m_keys[i].node;
        const PictureNode &node = picture.nodes()[index];
        cluster.nodes.push_back(index);
        cluster.centre += points[index];
        cluster.extent = cluster.extent.united(QRectF(points[index], QSizeF(1, 1)));
        cluster.outOfContact += node.inContact ? 0 : 1;
        cluster.dimmed = cluster.dimmed && focus.of(index) == NodeFocus::dimmed;
        if (cluster.worst == PictureItem::none || node.severity > cluster.severity) {
            cluster.severity = node.severity;
            cluster.worst = index;
        }
        m_ofNode[index] = std::uint32_t(m_clusters.size());
    }
    cluster.centre /= double(cluster.nodes.size());
    const std::uint32_t first = cluster.nodes.front();
    cluster.type = picture.nodes()[first].type;
    if (first < slots.size())
        cluster.plane = slots[first];
    m_clusters.push_back(std::move(cluster));
}

std::uint32_t PictureClusters::at(QPointF pixel) const
{
    std::uint32_t nearest = PictureItem::none;
    double best = std::numeric_limits<double>::max();
    for (std::uint32_t i = 0; i < m_clusters.size(); ++i) {
        const QPointF off = pixel - m_clusters[i].centre;
        const double distance = std::hypot(off.x(), off.y());
        if (distance <= radius(m_clusters[i]) && distance < best) {
            best = distance;
            nearest = i;
        }
    }
    return nearest;
}

} // namespace desk
