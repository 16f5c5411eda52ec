// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/topology/fleetpicture.h"

#include <QPixmap>

#include <unordered_map>

namespace desk {

class Theme;

// How a node looks: shape by role, ring and filling by state. A node out of contact is hollow and grey.
struct NodeLook
{
    NodeType type = NodeType::device;
    Severity severity = Severity::none;
    bool inContact = true;
    bool dimmed = false;

    explicit NodeLook(const PictureNode &node, bool dim);
    bool operator==(const NodeLook &) const = default;
};

// Pictures of nodes, drawn once per look and size. GUI thread.
class NodeSprites
{
public:
    explicit NodeSprites(const Theme &theme)
        : m_theme(theme)
    {
    }

    // Diameter in pixels at a zoom factor of 1, 6 to 14 by role and a little more the worse the state.
    static double diameter(const NodeLook &look, double factor);
    // Square, the node in its middle; side = margin() more than the diameter on every side.
    const QPixmap &sprite(const NodeLook &look, double factor, double pixelRatio);
    static constexpr double margin = 3;
    void clear() { m_sprites.clear(); }

private:
    void draw(QPainter &painter, const NodeLook &look, QPointF centre, double diameter) const;

    const Theme &m_theme;
    std::unordered_map<std::uint64_t, QPixmap> m_sprites;
};

} // namespace desk
