// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/topology/fleetpicture.h"
#include "widgets/topology/pictureraster.h"

#include <QImage>

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
    int step = -1; // of the scale that nodes are coloured by; -1 = by state

    NodeLook(const PictureNode &node, bool dim, int scaleStep = -1);
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
    // Square, the node in its middle. For a critical node with the ring that is seen from across the room.
    const QImage &sprite(const NodeLook &look, double factor, double pixelRatio);
    // The sign of a severity on a spot of the ground, glyphSide wide.
    const QImage &glyph(Severity severity, double pixelRatio);
    static constexpr double glyphSide = 12;
    void clear();

private:
    void draw(QPainter &painter, const NodeLook &look, QPointF centre, double diameter) const;

    const Theme &m_theme;
    double m_ratio = 0; // of the pictures kept
    std::unordered_map<std::uint64_t, QImage> m_sprites;
    std::unordered_map<Severity, QImage> m_glyphs;
};

} // namespace desk
