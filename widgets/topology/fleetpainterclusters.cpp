// SPDX-License-Identifier: GPL-3.0-or-later
// The part of FleetPainter that draws what lies too close as one.
#include "widgets/topology/fleetpainter.h"

#include "widgets/theme/theme.h"

#include <QPainter>

#include <algorithm>
#include <cmath>
#include <unordered_map>

namespace desk {

// Nodes of a cluster are where it is.
void FleetPainter::gather(const Scene &scene)
{
    if (!scene.clusters)
        return m_clusters.clear();
    m_clusters.update(scene.picture, scene.slots, m_focus, m_points, scene.camera.view);
    for (const PictureClusters::Cluster &cluster : m_clusters.all()) {
        for (const std::uint32_t node : cluster.nodes)
            m_points[node] = cluster.centre;
    }
}

// Between two clusters one line stands for all: the worst of their states and figures, as wide as there are
// many.
void FleetPainter::addBundles(const Scene &scene)
{
    if (m_clusters.all().empty())
        return;
    std::unordered_map<std::uint64_t, std::pair<PictureEdge, int>> bundles;
    for (const PictureEdge &edge : scene.picture.edges()) {
        const auto [a, b] = std::minmax({m_clusters.of(edge.source), m_clusters.of(edge.target)});
        if (a == b || b == PictureItem::none || edge.ended)
            continue;
        auto &[bundle, count] = bundles[std::uint64_t{a} << 32U | b];
        if (count++ == 0) {
            bundle = edge;
            continue;
        }
        bundle.active = bundle.active || edge.active;
        bundle.severity = std::max(bundle.severity, edge.severity);
        if (std::isnan(bundle.value) || scene.linkScale.step(edge.value) > scene.linkScale.step(bundle.value))
            bundle.value = edge.value;
    }
    for (auto &[ends, bundle] : bundles) {
        PictureEdge &edge = bundle.first;
        edge.utilisation = std::min(1.0, std::log2(double(bundle.second)) / 5);
        const bool dimmed = m_focus.of(edge.source) == NodeFocus::dimmed;
        for (const QLineF &line : linesOf(edge))
            m_edges.add(edge, line, dimmed ? EdgePainter::Emphasis::dimmed : EdgePainter::Emphasis::plain,
                        scene.linkScale, scene.picture.colouring());
    }
}

// A disc with the number of its nodes and the worst of their states.
void FleetPainter::paintClusters(QPainter &painter)
{
    painter.setFont(m_theme.smallMonoFont());
    const QColor ground = m_theme.color(Token::plot);
    for (const PictureClusters::Cluster &cluster : m_clusters.all()) {
        const double r = PictureClusters::radius(cluster);
        const bool isCalm = cluster.severity < Severity::advisory;
        QColor ring = isCalm ? m_theme.color(Token::textDim) : m_theme.color(cluster.severity);
        if (cluster.outOfContact == cluster.nodes.size() && isCalm)
            ring = m_theme.color(Token::off);
        if (cluster.dimmed)
            ring = blend(ring, ground, 0.5);
        painter.setPen(QPen(ring, isCalm ? 1.2 : 2));
        painter.setBrush(blend(ring, ground, 0.16));
        painter.drawEllipse(cluster.centre, r, r);
        painter.setPen(cluster.dimmed ? m_theme.color(Token::textDim) : m_theme.color(Token::text));
        painter.drawText(QRectF(cluster.centre - QPointF(r, r), QSizeF(2 * r, 2 * r)), Qt::AlignCenter,
                         QString::number(cluster.nodes.size()));
        if (!isCalm)
            m_theme.drawSeverity(painter, {cluster.centre.x() + r * 0.5, cluster.centre.y() - r - 4, 10, 10},
                                 cluster.severity);
    }
}

} // namespace desk
