// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/topology/graphlayout.h"
#include "widgets/topology/edgepainter.h"
#include "widgets/topology/nodesprites.h"
#include "widgets/topology/picturelegend.h"
#include "widgets/topology/projectedplaces.h"

#include <QStaticText>

#include <optional>

namespace desk {

class FleetMap;

// What is pointed at or selected: a node, a link, or nothing.
struct PictureItem
{
    static constexpr std::uint32_t none = 0xFFFFFFFFU;
    std::uint32_t node = none;
    std::uint32_t edge = none;

    [[nodiscard]] bool isNothing() const { return node == none && edge == none; }
    bool operator==(const PictureItem &) const = default;
};

// Paints the fleet: the Earth under it, links, nodes, as many labels as fit, the key. Keeps what a hit test
// needs of the last painting. GUI thread.
class FleetPainter
{
public:
    explicit FleetPainter(const Theme &theme);

    struct Scene
    {
        const FleetPicture &picture;
        const std::vector<std::optional<LayoutPoint>> &places;
        const MetricScale &scale;
        ViewCamera camera;
        PictureItem selected;
        std::vector<std::uint32_t> pinned;
        LayoutKind layout = LayoutKind::stress;
        double pixelRatio = 1;
        FleetMap *map = nullptr; // what lies under the fleet; null = no map
    };

    void paint(QPainter &painter, const Scene &scene);
    // Over a finished picture: what the pointer is on.
    void paintHover(QPainter &painter, const FleetPicture &picture, PictureItem item) const;
    // Nearest node, else nearest link, within so many pixels of its edge.
    [[nodiscard]] PictureItem itemAt(QPointF pixel, const FleetPicture &picture, double within) const;
    // Where a node was painted; nullopt for one without a place.
    [[nodiscard]] std::optional<QPointF> pointOf(std::uint32_t node) const;
    void themeChanged();

private:
    void findPoints(const Scene &scene);
    void markNeighbours(const Scene &scene);
    void paintEdges(QPainter &painter, const Scene &scene);
    void paintNodes(QPainter &painter, const Scene &scene);
    void paintSelection(QPainter &painter, const Scene &scene) const;
    void paintLabels(QPainter &painter, const Scene &scene, const std::vector<QRectF> &reserved);
    [[nodiscard]] std::vector<QLineF> linesOf(const PictureEdge &edge) const;
    [[nodiscard]] bool isDimmed(std::uint32_t node) const { return m_someSelected && !m_near[node]; }
    [[nodiscard]] double radius(const FleetPicture &picture, std::uint32_t node) const;
    const QStaticText &label(const PictureNode &node, std::uint32_t index);

    const Theme &m_theme;
    NodeSprites m_sprites;
    EdgePainter m_edges;
    PictureLegend m_legend;
    std::vector<QPointF> m_points; // per node; x = NaN for none
    std::vector<bool> m_near;      // per node: selected, or linked with what is
    std::vector<QStaticText> m_labels;
    ProjectedPlaces m_projected;
    double m_factor = 1; // of node sizes
    bool m_someSelected = false;
};

} // namespace desk
