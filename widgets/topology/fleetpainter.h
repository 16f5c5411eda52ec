// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/topology/graphlayout.h"
#include "widgets/topology/edgepainter.h"
#include "widgets/topology/markpainter.h"
#include "widgets/topology/nodelabels.h"
#include "widgets/topology/nodesprites.h"
#include "widgets/topology/pictureclusters.h"
#include "widgets/topology/picturefocus.h"
#include "widgets/topology/picturelegend.h"
#include "widgets/topology/projectedplaces.h"

#include <optional>

namespace desk {

class FleetMap;

// Paints the fleet: the Earth under it, links, nodes, the marks of an analysis, as many labels as fit, the
// key. Keeps what a hit test needs of the last painting. GUI thread.
class FleetPainter
{
public:
    explicit FleetPainter(const Theme &theme);

    struct Scene
    {
        const FleetPicture &picture;
        const std::vector<std::optional<LayoutPoint>> &places;
        const MetricScale &linkScale;
        const MetricScale &nodeScale;
        ViewCamera camera;
        PictureFocus::Subject subject;
        std::vector<std::uint32_t> pinned;
        LayoutKind layout = LayoutKind::stress;
        std::span<const std::optional<OrbitalSlot>> slots = {}; // by node; empty = not known
        bool clusters = true;                                   // where it is crowded
        QRectF reserved = {};                                   // where no name may stand
        FleetMap *map = nullptr;                                // what lies under the fleet; null = no map
    };
    // Over the whole of a picture of 32 bits a pixel.
    void paint(QImage &frame, const Scene &scene);
    // Over a finished picture: what the pointer is on.
    void paintHover(QPainter &painter, const FleetPicture &picture, PictureItem item) const;
    // Nearest node, else nearest link, within so many pixels of its edge.
    [[nodiscard]] PictureItem itemAt(QPointF pixel, const FleetPicture &picture, double within) const;
    [[nodiscard]] const PictureClusters &clusters() const { return m_clusters; }
    // Where a node was painted; nullopt for one without a place.
    [[nodiscard]] std::optional<QPointF> pointOf(std::uint32_t node) const;
    void themeChanged();

private:
    void findPoints(const Scene &scene);
    void gather(const Scene &scene);
    void findShells(const Scene &scene);
    [[nodiscard]] std::optional<SeenLines> seamOf(const PictureEdge &edge) const;
    void addBundles(const Scene &scene);
    void paintClusters(QPainter &painter);
    void paintEdges(PictureRaster &raster, const Scene &scene);
    void paintLinkMarks(PictureRaster &raster, const Scene &scene, double pixelRatio);
    void paintSelection(QPainter &painter, const Scene &scene) const;
    void paintNodes(PictureRaster &raster, const Scene &scene, double pixelRatio);
    void paintSigns(PictureRaster &raster, const Scene &scene, double pixelRatio);
    void paintLabels(QPainter &painter, const Scene &scene, std::vector<QRectF> reserved);
    [[nodiscard]] bool linesLieClose(const Scene &scene) const;
    [[nodiscard]] SeenLines linesOf(const PictureEdge &edge) const;
    [[nodiscard]] bool isShown(std::uint32_t node) const;
    [[nodiscard]] double radius(const FleetPicture &picture, std::uint32_t node) const;

    const Theme &m_theme;
    NodeSprites m_sprites;
    EdgePainter m_edges;
    MarkPainter m_marks;
    NodeLabels m_labels;
    PictureLegend m_legend;
    PictureFocus m_focus;
    PictureClusters m_clusters;
    std::vector<QPointF> m_points;                   // per node; x = NaN for none
    std::vector<std::uint32_t> m_order;              // nodes in the order of painting; kept
    std::vector<NodeLabels::Candidate> m_candidates; // kept
    ProjectedPlaces m_projected;
    std::vector<std::optional<OrbitalSlot>> m_slots; // of the last painting, in the orbital layout
    std::vector<QRectF> m_shells;                    // where the grids of its shells are, pixels
    bool m_thin = false;                             // widths of lines say nothing
    double m_factor = 1;                             // of node sizes
};

} // namespace desk
