// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/itemmodels/topologyoverlay.h"
#include "widgets/topology/pictureraster.h"

#include <QImage>
#include <QString>

#include <unordered_map>

namespace desk {

class Theme;

// Draws the marks of an analysis on links and nodes, each with a shape of its own beside its colour. Weights
// are drawn as the width of a link and as a disc under a node. GUI thread.
class MarkPainter
{
public:
    explicit MarkPainter(const Theme &theme)
        : m_theme(theme)
    {
    }

    void paintLink(PictureRaster &raster, const QLineF &line, OverlayMark mark, float weight) const;
    // In the middle of a link, above all lines; nothing for marks that need none.
    void paintLinkSign(PictureRaster &raster, const QLineF &line, OverlayMark mark, double pixelRatio);
    // Under the node.
    void paintWeight(PictureRaster &raster, QPointF centre, float weight, double pixelRatio);
    // Around or over it; radius in pixels.
    void paintNode(PictureRaster &raster, QPointF centre, double radius, OverlayMark mark, double pixelRatio);
    // As in the key of the picture, for a node of 4 pixels radius.
    const QImage &keySign(OverlayMark mark, double pixelRatio) { return ring(mark, 4, pixelRatio); }
    void clear();

private:
    const QImage &ring(OverlayMark mark, double radius, double pixelRatio);
    const QImage &sign(OverlayMark mark, double pixelRatio);
    void keepRatio(double pixelRatio);

    const Theme &m_theme;
    double m_ratio = 0;                                // of the pictures kept
    std::unordered_map<std::uint32_t, QImage> m_rings; // by mark and radius
    std::unordered_map<OverlayMark, QImage> m_signs;
    std::unordered_map<int, QImage> m_discs; // by quarter pixels of the radius
};

// "on the route"…: what a mark means, in the key.
QString markText(OverlayMark mark);

} // namespace desk
