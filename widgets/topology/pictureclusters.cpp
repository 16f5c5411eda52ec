// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/topology/pictureclusters.h"

#include <algorithm>
#include <cmath>
#include <set>

namespace desk {
namespace {

constexpr double areaOfANode = 36; // square pixels; with less it is crowded
constexpr double patch = 42;       // pixels across
constexpr std::size_t least = 3;   // nodes; fewer stay by themselves

// The worst of its own and of its active links.
Severity worstAt(const FleetPicture &picture, std::uint32_t node)
{
    Severity worst = picture.nodes()[node].severity;
    for (const std::uint32_t edge : picture.nodes()[node].edges)
        worst = std::max(worst, picture.edges()[edge].severity);
    return worst;
}

// So that no disc covers that of the next patch.
void keepInPatch(PictureClusters::Cluster &cluster, QRectF view)
{
    const double room = std::max(0.0, patch / 2 - PictureClusters::radius(cluster));
    const auto kept = [room](double at, double origin) {
        const double middle = origin + (std::floor((at - origin) / patch) + 0.5) * patch;
        return std::clamp(at, middle - room, middle + room);
    };
    cluster.centre = {kept(cluster.centre.x(), view.left()), kept(cluster.centre.y(), view.top())};
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
        if (focus.of(i) == NodeFocus::near || worstAt(picture, i) >= Severity::warning)
            continue; // stays alone
        const auto cell = [](double pixel) {
            return std::uint32_t(std::clamp(pixel / patch, 0.0, 16'000.0));
        };
        const std::uint32_t ground = isGround(picture.nodes()[i].type) ? 1 : 0;
        m_keys.push_back({ground << 31U | cell(p.y() - view.top()) << 15U | cell(p.x() - view.left()), i});
    }
    if (double(m_keys.size()) * areaOfANode < extent.width() * extent.height())
        return;
    m_ofNode.assign(points.size(), PictureItem::none);
    std::ranges::sort(m_keys, {}, [](const Key &key) { return std::pair(key.patch, key.node); });
    for (std::size_t begin = 0, end = 0; begin < m_keys.size(); begin = end) {
        while (end < m_keys.size() && m_keys[end].patch == m_keys[begin].patch)
            ++end;
        close(picture, slots, focus, points, view, std::span(m_keys).subspan(begin, end - begin));
    }
}

void PictureClusters::close(const FleetPicture &picture, std::span<const std::optional<OrbitalSlot>> slots,
                            const PictureFocus &focus, std::span<const QPointF> points, QRectF view,
                            std::span<const Key> keys)
{
    if (keys.size() < least)
        return;
    Cluster cluster;
    cluster.dimmed = true;
    cluster.type = picture.nodes()[keys.front().node].type;
    std::set<std::pair<int, int>> planes;
    for (const Key &key : keys) {
        const PictureNode &node = picture.nodes()[key.node];
        cluster.nodes.push_back(key.node);
        cluster.centre += points[key.node];
        cluster.outOfContact += node.inContact ? 0 : 1;
        cluster.dimmed = cluster.dimmed && focus.of(key.node) == NodeFocus::dimmed;
        const Severity severity = worstAt(picture, key.node);
        if (cluster.worst == PictureItem::none || severity > cluster.severity) {
            cluster.severity = severity;
            cluster.worst = key.node;
        }
        if (key.node < slots.size() && slots[key.node])
            planes.emplace(slots[key.node]->shell, slots[key.node]->plane);
        m_ofNode[key.node] = std::uint32_t(m_clusters.size());
    }
    cluster.centre /= double(keys.size());
    keepInPatch(cluster, view);
    if (!planes.empty() && planes.begin()->first == planes.rbegin()->first) {
        cluster.shell = planes.begin()->first;
        for (const auto &[shell, plane] : planes)
            cluster.planes.push_back(plane);
    }
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
