// SPDX-License-Identifier: GPL-3.0-or-later
// The part of TopologyView that finds and selects nodes and links.
#include "widgets/topology/topologyview.h"

#include <algorithm>
#include <cmath>

namespace desk {

void TopologyView::bringIntoView(std::uint32_t node)
{
    if (node >= m_shown.size() || !m_shown[node])
        return;
    constexpr double margin = 24;
    const auto pixel = pixelOf(node);
    if (pixel && m_camera.view.adjusted(margin, margin, -margin, -margin).contains(*pixel))
        return;
    m_camera.centre = {m_shown[node]->x, m_shown[node]->y};
    m_autoFit = false;
    redraw();
}

PictureItem TopologyView::itemOf(EntityId entity) const
{
    PictureItem item;
    if (entity == noEntity)
        return item;
    const auto &nodes = m_picture.nodes();
    const auto node =
        std::find_if(nodes.begin(), nodes.end(), [&](const auto &n) { return n.entity == entity; });
    if (node != nodes.end()) {
        item.node = std::uint32_t(node - nodes.begin());
        return item;
    }
    const auto &edges = m_picture.edges();
    const auto edge = std::find_if(edges.begin(), edges.end(), [&](const auto &e) {
        return e.directions[0] == entity || e.directions[1] == entity;
    });
    if (edge != edges.end())
        item.edge = std::uint32_t(edge - edges.begin());
    return item;
}

EntityId TopologyView::entityOf(PictureItem item) const
{
    if (item.node < m_picture.nodes().size())
        return m_picture.nodes()[item.node].entity;
    return item.edge < m_picture.edges().size() ? m_picture.edges()[item.edge].entity() : noEntity;
}

void TopologyView::showSelection(EntityId entity)
{
    const PictureItem item = itemOf(entity);
    if (item == m_selected)
        return;
    m_selected = item;
    if (item.node != PictureItem::none)
        bringIntoView(item.node);
    setAccessibleDescription(item.node != PictureItem::none ? m_picture.nodes()[item.node].label : QString());
    redraw();
}

void TopologyView::select(PictureItem item)
{
    m_selection.select(entityOf(item));
}

std::uint32_t TopologyView::towards(QPointF direction) const
{
    const auto from = pixelOf(m_selected.node);
    const QPointF origin = from.value_or(m_camera.view.center());
    std::uint32_t best = PictureItem::none;
    double bestScore = std::numeric_limits<double>::max();
    const auto consider = [&](std::uint32_t node, double mostAngle) {
        const auto pixel = node == m_selected.node ? std::nullopt : pixelOf(node);
        if (!pixel)
            return;
        const QPointF way = *pixel - origin;
        const double length = std::hypot(way.x(), way.y());
        const double cosine = length > 0 ? QPointF::dotProduct(way, direction) / length : 0;
        if (from && cosine < std::cos(mostAngle))
            return;
        const double score = from ? length * (2 - cosine) : length;
        if (score < bestScore) {
            bestScore = score;
            best = node;
        }
    };
    if (from) {
        for (const std::uint32_t edge : m_picture.nodes()[m_selected.node].edges)
            consider(m_picture.opposite(edge, m_selected.node), 0.9);
    }
    if (best == PictureItem::none) { // nobody linked lies that way: whoever does
        for (std::uint32_t i = 0; i < m_shown.size(); ++i)
            consider(i, 0.8);
    }
    return best;
}

bool TopologyView::selectNext(int step)
{
    const auto count = std::int64_t(m_picture.nodes().size());
    if (m_selected.node == PictureItem::none)
        return false;
    const std::int64_t next = std::int64_t(m_selected.node) + step;
    if (next < 0 || next >= count)
        return false;
    select({std::uint32_t(next), PictureItem::none});
    return true;
}

int TopologyView::find(const QString &text, int n)
{
    if (text.isEmpty() || !m_picture.snapshot())
        return 0;
    std::vector<std::uint32_t> found;
    for (std::uint32_t i = 0; i < m_picture.nodes().size(); ++i) {
        const QString name = QString::fromStdString(m_picture.snapshot()->nodes[i].name);
        if (m_picture.nodes()[i].label.contains(text, Qt::CaseInsensitive) ||
            name.contains(text, Qt::CaseInsensitive))
            found.push_back(i);
    }
    if (found.empty())
        return 0;
    const auto count = int(found.size());
    const std::uint32_t node = found[std::size_t(((n % count) + count) % count)];
    select({node, PictureItem::none});
    bringIntoView(node);
    return count;
}

std::optional<QPointF> TopologyView::positionOf(std::string_view node) const
{
    if (!m_picture.snapshot())
        return std::nullopt;
    const auto &nodes = m_picture.snapshot()->nodes;
    const auto it = std::find_if(nodes.begin(), nodes.end(), [&](const auto &n) { return n.name == node; });
    const auto index = std::size_t(it - nodes.begin());
    return pixelOf(it == nodes.end() ? PictureItem::none : std::uint32_t(index));
}

std::optional<QPointF> TopologyView::pixelOf(std::uint32_t node) const
{
    // At a moment of before places are those of today's graph: it may have more nodes.
    if (node >= std::min(m_shown.size(), nodeCount()) || !m_shown[node])
        return std::nullopt;
    const auto &heights = m_map.heightsKm();
    const QPointF pixel = m_camera.toView(*m_shown[node], node < heights.size() ? double(heights[node]) : 0);
    return std::isnan(pixel.x()) ? std::nullopt : std::optional(pixel);
}

} // namespace desk
