// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/topology/fleetpicture.h"
#include "widgets/topology/viewcamera.h"

#include <QImage>

#include <optional>

class QPainter;

namespace desk {

class Theme;

// The whole picture, small, in the lower right corner of a part of it, with a frame around what is seen.
// Nodes are dots, those in trouble in their colour. Kept until places or states change. GUI thread.
class MiniMap
{
public:
    explicit MiniMap(const Theme &theme)
        : m_theme(theme)
    {
    }

    // Nodes moved or changed their states.
    void invalidate() { m_image = {}; }
    // Where it lies for a picture of that extent; empty where all is seen or there is no room for it.
    [[nodiscard]] static QRectF areaOf(const ViewCamera &camera, QRectF picture);
    void paint(QPainter &painter, const ViewCamera &camera, QRectF picture,
               const std::vector<PictureNode> &nodes, const std::vector<std::optional<LayoutPoint>> &places);
    // What of the picture is under a pixel of it.
    [[nodiscard]] static std::optional<LayoutPoint> placeAt(QPointF pixel, const ViewCamera &camera,
                                                            QRectF picture);

private:
    void draw(QSizeF size, double pixelRatio, QRectF picture, const std::vector<PictureNode> &nodes,
              const std::vector<std::optional<LayoutPoint>> &places);

    const Theme &m_theme;
    QImage m_image;
};

} // namespace desk
