// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/topology/fleetpainter.h"

#include "widgets/theme/theme.h"
#include "widgets/topology/fleetmap.h"
#include "widgets/topology/labelplacer.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace desk {
namespace {

constexpr double none = std::numeric_limits<double>::quiet_NaN();

double distanceTo(QPointF p, const QLineF &line)
{
    const QPointF d = line.p2() - line.p1();
    const double square = QPointF::dotProduct(d, d);
    const double at = square > 0 ? std::clamp(QPointF::dotProduct(p - line.p1(), d) / square, 0.0, 1.0) : 0;
    return QLineF(p, line.p1() + at * d).length();
}

} // namespace

FleetPainter::FleetPainter(const Theme &theme)
    : m_theme(theme)
    , m_sprites(theme)
    , m_edges(theme)
    , m_legend(theme)
{
}

void FleetPainter::themeChanged()
{
    m_sprites.clear();
    m_labels.clear();
}

void FleetPainter::findPoints(const Scene &scene)
{
    m_points.assign(scene.picture.nodes().size(), {none, none});
    static const std::vector<float> onTheGround;
    m_projected.project(scene.camera, scene.places, scene.map ? scene.map->heightsKm() : onTheGround,
                        isGeographic(scene.layout), m_points);
    // Nodes keep their size until the picture gets crowded.
    const double least = m_points.size() <= 2'000 ? 0.66 : m_points.size() <= 6'000 ? 0.45 : 0.3;
    const double crowd = (least / 0.66) * (least / 0.66); // a map does not grow with its nodes
    m_factor = isGeographic(scene.layout) ? std::clamp(scene.camera.scale / 2.2 * crowd, least, 1.15)
                                          : std::clamp(scene.camera.scale / 30, least, 1.25);
}

void FleetPainter::markNeighbours(const Scene &scene)
{
    m_near.assign(scene.picture.nodes().size(), false);
    m_someSelected = !scene.selected.isNothing();
    if (scene.selected.node != PictureItem::none) {
        m_near[scene.selected.node] = true;
        for (const std::uint32_t edge : scene.picture.nodes()[scene.selected.node].edges)
            m_near[scene.picture.opposite(edge, scene.selected.node)] = true;
    } else if (scene.selected.edge != PictureItem::none) {
        const PictureEdge &edge = scene.picture.edges()[scene.selected.edge];
        m_near[edge.source] = m_near[edge.target] = true;
    }
}

void FleetPainter::paint(QPainter &painter, const Scene &scene)
{
    painter.fillRect(scene.camera.view, m_theme.color(Token::plot));
    painter.setRenderHint(QPainter::Antialiasing);
    findPoints(scene);
    markNeighbours(scene);
    std::vector<QRectF> reserved;
    if (scene.map)
        reserved = scene.map->paintGround(painter, scene.camera, scene.pixelRatio);
    paintEdges(painter, scene);
    if (scene.map)
        scene.map->paintMarks(painter, scene.camera, scene.selected.node);
    paintSelection(painter, scene);
    paintNodes(painter, scene);
    m_edges.paintMarks(painter);
    // On the map above the degrees.
    const QRectF area =
        scene.layout == LayoutKind::geographic ? scene.camera.view.adjusted(0, 0, 0, -18) : scene.camera.view;
    reserved.push_back(m_legend.paint(painter, area, scene.picture, scene.scale));
    paintLabels(painter, scene, reserved);
}

std::vector<QLineF> FleetPainter::linesOf(const PictureEdge &edge) const
{
    return m_projected.lines(edge.source, edge.target, m_points);
}

void FleetPainter::paintEdges(QPainter &painter, const Scene &scene)
{
    m_edges.begin(scene.layout == LayoutKind::circle);
    const auto &edges = scene.picture.edges();
    const QRectF view = scene.camera.view.adjusted(-4, -4, 4, 4);
    // Many links over all the map would hide it.
    const bool crowded = isGeographic(scene.layout) && edges.size() > 4'000 && scene.camera.scale < 12;
    for (std::uint32_t i = 0; i < edges.size(); ++i) {
        const PictureEdge &edge = edges[i];
        const bool chosen = scene.selected.edge == i || edge.source == scene.selected.node ||
                            edge.target == scene.selected.node;
        if (edge.ended && !chosen)
            continue;
        const auto emphasis = chosen                      ? EdgePainter::Emphasis::strong
                              : m_someSelected || crowded ? EdgePainter::Emphasis::dimmed
                                                          : EdgePainter::Emphasis::plain;
        for (const QLineF &line : linesOf(edge)) {
            const QRectF box = QRectF(line.p1(), line.p2()).normalized().adjusted(0, 0, 1, 1);
            if (box.intersects(view))
                m_edges.add(edge, line, emphasis, scene.scale, scene.picture.colouring());
        }
    }
    m_edges.paint(painter);
}

double FleetPainter::radius(const FleetPicture &picture, std::uint32_t node) const
{
    return NodeSprites::diameter(NodeLook(picture.nodes()[node], false), m_factor) / 2;
}

void FleetPainter::paintSelection(QPainter &painter, const Scene &scene) const
{
    if (scene.selected.edge != PictureItem::none) {
        QColor halo = m_theme.color(Token::accent);
        halo.setAlphaF(0.45F);
        painter.setPen(QPen(halo, 7, Qt::SolidLine, Qt::RoundCap));
        for (const QLineF &line : linesOf(scene.picture.edges()[scene.selected.edge]))
            painter.drawLine(line);
        return;
    }
    if (scene.selected.node == PictureItem::none || std::isnan(m_points[scene.selected.node].x()))
        return;
    const double r = radius(scene.picture, scene.selected.node) + 5;
    painter.setPen(QPen(m_theme.color(Token::accent), 2));
    painter.setBrush(blend(m_theme.color(Token::accent), m_theme.color(Token::plot), 0.25));
    painter.drawEllipse(m_points[scene.selected.node], r, r);
}

void FleetPainter::paintNodes(QPainter &painter, const Scene &scene)
{
    const auto &nodes = scene.picture.nodes();
    const QRectF view = scene.camera.view.adjusted(-20, -20, 20, 20);
    std::vector<std::uint32_t> order;
    order.reserve(nodes.size());
    for (std::uint32_t i = 0; i < nodes.size(); ++i) {
        if (!std::isnan(m_points[i].x()) && view.contains(m_points[i]))
            order.push_back(i);
    }
    std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
        return std::pair(nodes[a].severity, isGround(nodes[a].type)) <
               std::pair(nodes[b].severity, isGround(nodes[b].type));
    });
    for (const std::uint32_t i : order) {
        const NodeLook look(nodes[i], isDimmed(i));
        const double size = NodeSprites::diameter(look, m_factor);
        if (look.severity == Severity::critical) { // a ring of its own: seen from across the room
            QColor ring = m_theme.color(Severity::critical);
            ring.setAlphaF(0.55F);
            painter.setPen(QPen(ring, 2));
            painter.setBrush(Qt::NoBrush);
            painter.drawEllipse(m_points[i], size / 2 + 5, size / 2 + 5);
        }
        const QPixmap &sprite = m_sprites.sprite(look, m_factor, scene.pixelRatio);
        const QSizeF extent = sprite.deviceIndependentSize();
        painter.drawPixmap(m_points[i] - QPointF(extent.width() / 2, extent.height() / 2), sprite);
        if (look.severity >= Severity::advisory) {
            constexpr double glyph = 9;
            const QPointF at = m_points[i] + QPointF(size * 0.5, -size * 0.5 - glyph * 0.8);
            painter.setPen(Qt::NoPen);
            painter.setBrush(m_theme.color(Token::plot));
            painter.drawEllipse(QRectF(at, QSizeF(glyph, glyph)).adjusted(-1.5, -1.5, 1.5, 1.5));
            m_theme.drawSeverity(painter, QRectF(at, QSizeF(glyph, glyph)), look.severity);
        }
    }
    painter.setPen(Qt::NoPen);
    painter.setBrush(m_theme.color(Token::accent));
    for (const std::uint32_t i : scene.pinned) { // a small foot
        if (!std::isnan(m_points[i].x()))
            painter.drawEllipse(m_points[i] + QPointF(0, radius(scene.picture, i) + 3), 1.8, 1.8);
    }
}

const QStaticText &FleetPainter::label(const PictureNode &node, std::uint32_t index)
{
    if (m_labels.size() <= index)
        m_labels.resize(index + 1);
    QStaticText &text = m_labels[index];
    if (text.text() != node.label) {
        text.setTextFormat(Qt::PlainText);
        text.setText(node.label);
        text.setPerformanceHint(QStaticText::AggressiveCaching);
        text.prepare({}, m_theme.smallFont());
    }
    return text;
}

void FleetPainter::paintLabels(QPainter &painter, const Scene &scene, const std::vector<QRectF> &reserved)
{
    const auto &nodes = scene.picture.nodes();
    const QRectF view = scene.camera.view;
    LabelPlacer placer(view.adjusted(2, 2, -2, -2));
    for (const QRectF &box : reserved)
        placer.reserve(box);
    std::vector<std::pair<int, std::uint32_t>> order;
    for (std::uint32_t i = 0; i < nodes.size(); ++i) {
        if (std::isnan(m_points[i].x()) || !view.contains(m_points[i]))
            continue;
        const double r = radius(scene.picture, i);
        placer.reserve(QRectF(m_points[i] - QPointF(r, r), QSizeF(2 * r, 2 * r)));
        const int rank = i == scene.selected.node                 ? 0
                         : nodes[i].severity >= Severity::warning ? 1
                         : m_near[i]                              ? 2
                         : nodes[i].severity >= Severity::caution ? 3
                         : isGround(nodes[i].type)                ? 4
                                                                  : 5;
        order.emplace_back(rank, i);
    }
    std::sort(order.begin(), order.end());
    QColor ground = m_theme.color(Token::plot);
    ground.setAlphaF(0.72F);
    painter.setFont(m_theme.smallFont());
    constexpr std::size_t most = 400; // more is a carpet, not a picture
    std::size_t written = 0;
    for (const auto &[rank, i] : order) {
        if (written == most)
            break;
        const QStaticText &text = label(nodes[i], i);
        const double clear = radius(scene.picture, i) + (nodes[i].severity >= Severity::advisory ? 5 : 1);
        const QSizeF room = text.size() + QSizeF(6, 0); // names side by side must not run together
        const QRectF wide = placer.place(m_points[i], clear, room, rank <= 2);
        if (wide.isEmpty())
            continue;
        const QRectF box = wide.adjusted(3, 0, -3, 0);
        painter.fillRect(box.adjusted(-1, 1, 1, -1), ground);
        const bool loud = rank < 4;
        const QColor color = m_theme.color(loud ? Token::text : Token::textDim);
        painter.setPen(isDimmed(i) && !loud ? blend(color, m_theme.color(Token::plot), 0.6) : color);
        painter.drawStaticText(box.topLeft(), text);
        ++written;
    }
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
    } else if (item.edge < picture.edges().size()) {
        color.setAlphaF(0.8F);
        painter.setPen(QPen(color, 2));
        for (const QLineF &line : linesOf(picture.edges()[item.edge]))
            painter.drawLine(line);
    }
}

std::optional<QPointF> FleetPainter::pointOf(std::uint32_t node) const
{
    if (node >= m_points.size() || std::isnan(m_points[node].x()))
        return std::nullopt;
    return m_points[node];
}

PictureItem FleetPainter::itemAt(QPointF pixel, const FleetPicture &picture, double within) const
{
    PictureItem item;
    if (m_points.size() != picture.nodes().size())
        return item;
    double nearest = within;
    for (std::uint32_t i = 0; i < m_points.size(); ++i) {
        if (std::isnan(m_points[i].x()) || std::abs(m_points[i].x() - pixel.x()) > within + 12)
            continue;
        const double distance = QLineF(pixel, m_points[i]).length() - radius(picture, i);
        if (distance < nearest) {
            nearest = distance;
            item.node = i;
        }
    }
    if (item.node != PictureItem::none)
        return item;
    nearest = within;
    for (std::uint32_t i = 0; i < picture.edges().size(); ++i) {
        const PictureEdge &edge = picture.edges()[i];
        if (edge.ended)
            continue;
        for (const QLineF &line : linesOf(edge)) {
            const double distance = distanceTo(pixel, line);
            if (distance < nearest) {
                nearest = distance;
                item.edge = i;
            }
        }
    }
    return item;
}

} // namespace desk
