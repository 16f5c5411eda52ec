// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/topology/layoutgraph.h"
#include "widgets/topology/picturefocus.h"

#include <QPointF>
#include <QRectF>

namespace desk {

// Nodes that lie too close to be told apart, drawn as one: those of a patch of the picture, satellites and
// the ground apart. Nodes in trouble, selected, chosen or marked stay by themselves, so that the worst is
// always to be seen. GUI thread.
class PictureClusters
{
public:
    struct Cluster
    {
        QPointF centre;
        std::vector<std::uint32_t> nodes;
        // Orbital planes of its nodes, from 0, each once and in order; of one shell only.
        std::vector<int> planes;
        int shell = -1;                          // -1: of several, or of none
        NodeType type = NodeType::device;        // of the first
        Severity severity = Severity::none;      // the worst of them and of their links
        std::uint32_t worst = PictureItem::none; // who has it
        std::size_t outOfContact = 0;
        bool dimmed = false; // all of them
    };

    // points: of the nodes in the view, x = NaN for none. Not crowded, there are no clusters.
    void update(const FleetPicture &picture, std::span<const std::optional<OrbitalSlot>> slots,
                const PictureFocus &focus, std::span<const QPointF> points, QRectF view);
    void clear();
    [[nodiscard]] const std::vector<Cluster> &all() const { return m_clusters; }
    // PictureItem::none for a node that is drawn by itself.
    [[nodiscard]] std::uint32_t of(std::uint32_t node) const
    {
        return m_ofNode.empty() ? PictureItem::none : m_ofNode[node];
    }
    [[nodiscard]] static double radius(const Cluster &cluster);
    // The nearest under the pixel; none.
    [[nodiscard]] std::uint32_t at(QPointF pixel) const;

private:
    struct Key
    {
        std::uint32_t patch = 0;
        std::uint32_t node = 0;
    };
    void close(const FleetPicture &picture, std::span<const std::optional<OrbitalSlot>> slots,
               const PictureFocus &focus, std::span<const QPointF> points, QRectF view,
               std::span<const Key> keys);

    std::vector<Key> m_keys; // kept
    std::vector<Cluster> m_clusters;
    std::vector<std::uint32_t> m_ofNode; // by node; empty = no clusters
};

} // namespace desk
