// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/topology/fleetpainter.h"

#include "widgets/theme/theme.h"
#include "widgets/topology/fleetmap.h"

#include <QPainter>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace desk {
namespace {

constexpr double none = std::numeric_limits<double>::quiet_NaN();

// Of those there are too many to be followed: a calm one is drawn when one of its ends is selected.
bool isWithinLayer(const FleetPicture &picture, const PictureEdge &edge)
{
    return edge.severity < Severity::advisory && !isGround(picture.nodes()[edge.source].type) &&
           !isGround(picture.nodes()[edge.target].type);
}

} // namespace

FleetPainter::FleetPainter(const Theme &theme)
    : m_theme(theme)
    , m_sprites(theme)
    , m_edges(theme)
    , m_marks(theme)
    , m_labels(theme)
    , m_legend(theme)
{
}

void FleetPainter::themeChanged()
{
    m_sprites.clear();
    m_marks.clear();
    m_labels.clear();
}

void FleetPainter::findPoints(const Scene &scene)
{
    m_points.assign(scene.picture.nodes().size(), {none, none});
    static const std::vector<float> onTheGround;
    m_projected.project(scene.camera, scene.places, scene.map ? scene.map->heightsKm() : onTheGround,
                        isGeographic(scene.layout), m_points);
    // Nodes keep their size until the picture gets crowded.
    if (isGeographic(scene.layout)) {
        // A twentieth of what there is from one to the next, were they spread evenly: over the map, or half
        // of them over the disc of the globe.
        constexpr double globe = 2 * std::numbers::pi / GlobeProjection::degree / GlobeProjection::degree;
        const double area = scene.camera.projection == Projection::globe ? globe : 360 * 180;
        const double spacing = std::sqrt(scene.camera.scale * scene.camera.scale * area /
                                         double(std::max<std::size_t>(1, m_points.size())));
        m_factor = std::clamp(std::min(scene.camera.scale / 2.2, spacing / 20), 0.35, 1.15);
    } else {
        const double least = m_points.size() <= 2'000 ? 0.66 : m_points.size() <= 6'000 ? 0.45 : 0.3;
        m_factor = std::clamp(scene.camera.scale / 30, least, 1.25);
    }
}

void FleetPainter::paint(QImage &frame, const Scene &scene)
{
    findPoints(scene);
    findShells(scene);
    m_focus.update(scene.picture, scene.subject);
    gather(scene);
    PictureRaster raster(frame);
    const double ratio = frame.devicePixelRatio();
    QPainter painter(&frame);
    painter.fillRect(scene.camera.view, m_theme.color(Token::plot));
    painter.setRenderHint(QPainter::Antialiasing);
    std::vector<QRectF> reserved;
    if (scene.map)
        reserved = scene.map->paintGround(painter, scene.camera, ratio);
    reserved.push_back(scene.reserved);
    paintEdges(raster, scene);
    if (scene.map)
        scene.map->paintMarks(painter, scene.camera, scene.subject.selected.node);
    paintLinkMarks(raster, scene, ratio);
    paintSelection(painter, scene);
    paintClusters(painter);
    paintNodes(raster, scene, ratio);
    paintSigns(raster, scene, ratio);
    // On the map above the degrees.
    const QRectF area =
        scene.layout == LayoutKind::geographic ? scene.camera.view.adjusted(0, 0, 0, -18) : scene.camera.view;
    const auto &passed = scene.subject.passed;
    reserved.push_back(m_legend.paint(
        painter, area,
        {scene.picture, scene.linkScale, scene.nodeScale,
         passed.size() - std::size_t(std::count(passed.begin(), passed.end(), char{0})), !passed.empty(),
         !m_thin, m_thin && scene.layout == LayoutKind::layered, !m_shells.empty()},
        m_marks));
    paintLabels(painter, scene, std::move(reserved));
}

SeenLines FleetPainter::linesOf(const PictureEdge &edge) const
{
    if (!m_shells.empty()) {
        if (const auto seam = seamOf(edge))
            return *seam;
    }
    return m_projected.lines(edge.source, edge.target, m_points);
}

bool FleetPainter::isShown(std::uint32_t node) const
{
    return !std::isnan(m_points[node].x()) && m_focus.of(node) != NodeFocus::hidden;
}

// Then widths could not be told apart.
bool FleetPainter::linesLieClose(const Scene &scene) const
{
    if (scene.layout == LayoutKind::circle)
        return true;
    constexpr double areaOfALine = 200; // square pixels
    const QRectF view = scene.camera.view;
    const auto &edges = scene.picture.edges();
    const auto seen = std::count_if(edges.begin(), edges.end(), [&](const PictureEdge &edge) {
        return view.contains(m_points[edge.source]) || view.contains(m_points[edge.target]);
    });
    return double(seen) * areaOfALine > view.width() * view.height();
}

void FleetPainter::paintEdges(PictureRaster &raster, const Scene &scene)
{
    m_thin = linesLieClose(scene);
    m_edges.begin(m_thin);
    const auto &edges = scene.picture.edges();
    const PictureItem selected = scene.subject.selected;
    for (std::uint32_t i = 0; i < edges.size(); ++i) {
        const PictureEdge &edge = edges[i];
        const bool chosen =
            selected.edge == i || edge.source == selected.node || edge.target == selected.node;
        if ((edge.ended && !chosen) || !isShown(edge.source) || !isShown(edge.target))
            continue;
        if (m_thin && scene.layout == LayoutKind::layered && !chosen && isWithinLayer(scene.picture, edge))
            continue;
        if (m_clusters.of(edge.source) != PictureItem::none &&
            m_clusters.of(edge.target) != PictureItem::none)
            continue; // in a bundle
        const bool dimmed =
            m_focus.of(edge.source) == NodeFocus::dimmed || m_focus.of(edge.target) == NodeFocus::dimmed;
        const auto emphasis = chosen   ? EdgePainter::Emphasis::strong
                              : dimmed ? EdgePainter::Emphasis::dimmed
                                       : EdgePainter::Emphasis::plain;
        for (const QLineF &line : linesOf(edge))
            m_edges.add(edge, line, emphasis, scene.linkScale, scene.picture.colouring());
    }
    addBundles(scene);
    m_edges.paint(raster);
}

void FleetPainter::paintLinkMarks(PictureRaster &raster, const Scene &scene, double pixelRatio)
{
    const OverlayMarks &marks = scene.picture.marks();
    const auto &edges = scene.picture.edges();
    for (std::uint32_t i = 0; !(marks.links.empty() && marks.linkWeights.empty()) && i < edges.size(); ++i) {
        if (!isShown(edges[i].source) || !isShown(edges[i].target))
            continue;
        for (const QLineF &line : linesOf(edges[i])) {
            m_marks.paintLink(raster, line, marks.ofLink(i), marks.weightOfLink(i));
            m_marks.paintLinkSign(raster, line, marks.ofLink(i), pixelRatio);
        }
    }
}

double FleetPainter::radius(const FleetPicture &picture, std::uint32_t node) const
{
    return NodeSprites::diameter(NodeLook(picture.nodes()[node], false), m_factor) / 2;
}

void FleetPainter::paintSelection(QPainter &painter, const Scene &scene) const
{
    const PictureItem selected = scene.subject.selected;
    if (selected.edge < scene.picture.edges().size()) {
        QColor halo = m_theme.color(Token::accent);
        halo.setAlphaF(0.45F);
        painter.setPen(QPen(halo, 7, Qt::SolidLine, Qt::RoundCap));
        for (const QLineF &line : linesOf(scene.picture.edges()[selected.edge]))
            painter.drawLine(line);
        return;
    }
    if (selected.node >= m_points.size() || std::isnan(m_points[selected.node].x()))
        return;
    const double r = radius(scene.picture, selected.node) + 5;
    painter.setPen(QPen(m_theme.color(Token::accent), 2));
    painter.setBrush(blend(m_theme.color(Token::accent), m_theme.color(Token::plot), 0.25));
    painter.drawEllipse(m_points[selected.node], r, r);
}

// The worse above the better, the ground above the satellites.
void FleetPainter::paintNodes(PictureRaster &raster, const Scene &scene, double pixelRatio)
{
    const auto &nodes = scene.picture.nodes();
    const OverlayMarks &marks = scene.picture.marks();
    const QRectF view = scene.camera.view.adjusted(-20, -20, 20, 20);
    m_order.clear();
    for (std::uint32_t i = 0; i < nodes.size(); ++i) {
        if (isShown(i) && m_clusters.of(i) == PictureItem::none && view.contains(m_points[i]))
            m_order.push_back(i);
    }
    std::stable_sort(m_order.begin(), m_order.end(), [&](std::uint32_t a, std::uint32_t b) {
        return std::pair(nodes[a].severity, isGround(nodes[a].type)) <
               std::pair(nodes[b].severity, isGround(nodes[b].type));
    });
    for (const std::uint32_t i : m_order)
        m_marks.paintWeight(raster, m_points[i], marks.weightOfNode(i), pixelRatio);
    for (const std::uint32_t i : m_order) {
        const NodeLook look(nodes[i], m_focus.of(i) == NodeFocus::dimmed,
                            scene.nodeScale.step(nodes[i].value));
        raster.picture(m_sprites.sprite(look, m_factor, pixelRatio), m_points[i]);
    }
}

// Beside nodes and in the middle of links: what is wrong, what is marked, chosen and pinned.
void FleetPainter::paintSigns(PictureRaster &raster, const Scene &scene, double pixelRatio)
{
    const auto &nodes = scene.picture.nodes();
    const OverlayMarks &marks = scene.picture.marks();
    for (const std::uint32_t i : m_order) {
        if (nodes[i].severity >= Severity::advisory) {
            const double off = radius(scene.picture, i) + 2.5;
            raster.picture(m_sprites.glyph(nodes[i].severity, pixelRatio), m_points[i] + QPointF(off, -off));
        }
        const bool chosen = i < scene.subject.chosen.size() && scene.subject.chosen[i] != 0;
        const OverlayMark mark = marks.ofNode(i);
        if (mark != OverlayMark::none || chosen)
            m_marks.paintNode(raster, m_points[i], radius(scene.picture, i),
                              mark != OverlayMark::none ? mark : OverlayMark::route, pixelRatio);
    }
    for (const EdgePainter::Mark &mark : m_edges.marks())
        raster.picture(m_sprites.glyph(mark.severity, pixelRatio), mark.centre);
    const QRgb foot = m_theme.color(Token::accent).rgb();
    for (const std::uint32_t i : scene.pinned) {
        if (!isShown(i))
            continue;
        const QPointF below = m_points[i] + QPointF(0, radius(scene.picture, i) + 3);
        raster.line({below - QPointF(2, 0), below + QPointF(2, 0)}, 3, foot);
    }
}

void FleetPainter::paintLabels(QPainter &painter, const Scene &scene, std::vector<QRectF> reserved)
{
    const auto &nodes = scene.picture.nodes();
    m_candidates.clear();
    for (const std::uint32_t i : m_order) {
        if (!scene.camera.view.contains(m_points[i]))
            continue;
        const PictureNode &node = nodes[i];
        const double r = radius(scene.picture, i);
        const bool near = m_focus.of(i) == NodeFocus::near;
        if (!m_clusters.all().empty() && node.severity < Severity::advisory && !near && !isGround(node.type))
            continue; // what is left of a crowd
        const int rank = i == scene.subject.selected.node     ? 0
                         : node.severity >= Severity::warning ? 1
                         : near && m_focus.isSomewhere()      ? 2
                         : node.severity >= Severity::caution ? 3
                         : m_focus.of(i) == NodeFocus::dimmed ? 6
                         : isGround(node.type)                ? 4
                                                              : 5;
        m_candidates.push_back(
            {rank, i, m_points[i], r, r + (node.severity >= Severity::advisory ? 5.0 : 1.0), rank == 6});
    }
    for (const PictureClusters::Cluster &cluster : m_clusters.all()) {
        const double r = PictureClusters::radius(cluster);
        reserved.push_back(QRectF(cluster.centre - QPointF(r, r), QSizeF(2 * r, 2 * r)));
    }
    m_labels.paint(painter, scene.camera.view, nodes, m_candidates, reserved);
}

void FleetPainter::paintHover(QPainter &painter, const FleetPicture &picture, PictureItem item) const
{
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(Qt::NoBrush);
    QColor color = m_theme.color(Token::text);
    if (item.node < m_points.size() && !std::isnan(m_points[item.node].x())) {
        const double r = radius(picture, item.node) + 3.5;
        painter.setPen(QPen(color, 1.2));
        painter.drawEllipse(m_points[item.node], r, r);
    } else if (item.cluster < m_clusters.all().size()) {
        const PictureClusters::Cluster &cluster = m_clusters.all()[item.cluster];
        const double r = PictureClusters::radius(cluster) + 3;
        painter.setPen(QPen(color, 1.2));
        painter.drawEllipse(cluster.centre, r, r);
    } else if (item.edge < picture.edges().size()) {
        color.setAlphaF(0.8F);
        painter.setPen(QPen(color, 2));
        for (const QLineF &line : linesOf(picture.edges()[item.edge]))
            painter.drawLine(line);
    }
}

} // namespace desk
