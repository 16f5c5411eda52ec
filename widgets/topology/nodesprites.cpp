// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/topology/nodesprites.h"

#include "widgets/theme/theme.h"
#include "widgets/topology/metricscale.h"

#include <QPainter>
#include <QPainterPath>

#include <cmath>
#include <numbers>

namespace desk {
namespace {

double roleDiameter(NodeType type)
{
    switch (type) {
    case NodeType::satellite:
        return 9;
    case NodeType::groundStation:
        return 11;
    case NodeType::dataCenter:
        return 13;
    case NodeType::device:
    case NodeType::host:
    case NodeType::gpu:
        break;
    }
    return 10;
}

double severityFactor(Severity severity)
{
    switch (severity) {
    case Severity::critical:
        return 1.35;
    case Severity::warning:
        return 1.2;
    case Severity::caution:
        return 1.1;
    case Severity::none:
    case Severity::nominal:
    case Severity::advisory:
        break;
    }
    return 1;
}

QPainterPath outline(NodeType type, QPointF centre, double diameter)
{
    QPainterPath path;
    const double r = diameter / 2;
    if (type == NodeType::satellite) {
        path.addEllipse(centre, r, r);
    } else if (type == NodeType::groundStation) {
        const double half = r * 0.88; // a square of the circle's weight
        path.addRect(QRectF(centre.x() - half, centre.y() - half, 2 * half, 2 * half));
    } else if (type == NodeType::dataCenter) {
        QPolygonF hexagon;
        for (int i = 0; i < 6; ++i) {
            const double angle = std::numbers::pi / 3 * i;
            hexagon << centre + QPointF(r * std::cos(angle), r * std::sin(angle));
        }
        path.addPolygon(hexagon);
        path.closeSubpath();
    } else {
        const QRectF box(centre.x() - r, centre.y() - r * 0.75, 2 * r, 1.5 * r);
        path.addRoundedRect(box, r * 0.4, r * 0.4);
    }
    return path;
}

} // namespace

NodeLook::NodeLook(const PictureNode &node, bool dim, int scaleStep)
    : type(node.type)
    , severity(node.severity)
    , inContact(node.inContact && !node.maintenance)
    , dimmed(dim && node.severity < Severity::warning) // an alarm stays as loud as it is
    , step(scaleStep)
{
}

void NodeSprites::clear()
{
    m_sprites.clear();
    m_glyphs.clear();
}

double NodeSprites::diameter(const NodeLook &look, double factor)
{
    // The role's size shrinks in a crowd, an alarm hardly: the worst must be seen.
    const double role = std::max(3.0, roleDiameter(look.type) * factor);
    return look.severity >= Severity::caution ? std::max(role * severityFactor(look.severity), 8.0) : role;
}

const QImage &NodeSprites::sprite(const NodeLook &look, double factor, double pixelRatio)
{
    if (pixelRatio != m_ratio)
        clear();
    m_ratio = pixelRatio;
    const double size = diameter(look, factor);
    const auto quarters = std::uint64_t(std::lround(size * 4)); // steps of a quarter pixel
    const std::uint64_t key = quarters << 20U | std::uint64_t(look.step + 1) << 16U |
                              std::uint64_t(look.type) << 8U | std::uint64_t(look.severity) << 4U |
                              (look.inContact ? 2U : 0U) | (look.dimmed ? 1U : 0U);
    const auto it = m_sprites.find(key);
    if (it != m_sprites.end())
        return it->second;
    const double margin = look.severity == Severity::critical ? 7 : 1.5;
    const double side = size + 2 * margin;
    QImage image = emptyPicture(side, pixelRatio);
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    const double middle = image.width() / pixelRatio / 2;
    draw(painter, look, {middle, middle}, size);
    painter.end();
    return m_sprites[key] = image;
}

const QImage &NodeSprites::glyph(Severity severity, double pixelRatio)
{
    if (pixelRatio != m_ratio)
        clear();
    m_ratio = pixelRatio;
    const auto it = m_glyphs.find(severity);
    if (it != m_glyphs.end())
        return it->second;
    QImage image = emptyPicture(glyphSide, pixelRatio);
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF box(0, 0, glyphSide, glyphSide);
    painter.setPen(Qt::NoPen);
    painter.setBrush(m_theme.color(Token::plot));
    painter.drawEllipse(box);
    m_theme.drawSeverity(painter, box.adjusted(1.5, 1.5, -1.5, -1.5), severity);
    painter.end();
    return m_glyphs[severity] = image;
}

void NodeSprites::draw(QPainter &painter, const NodeLook &look, QPointF centre, double size) const
{
    const QColor ground = m_theme.color(Token::plot);
    const QColor state = m_theme.color(look.severity);
    const double thin = m_theme.lineWidth() == 1 ? 1.4 : 2;
    QColor ring = state;
    QColor body = ground;
    double width = thin;
    if (look.severity >= Severity::warning) {
        body = look.severity == Severity::critical ? state : blend(state, ground, 0.55);
        width = 2;
    } else if (look.severity >= Severity::advisory) {
        body = blend(state, ground, 0.4);
        width = 2;
    } else if (!look.inContact) {
        ring = blend(m_theme.color(Token::off), ground, 0.7);
    } else if (look.severity == Severity::nominal) {
        ring = blend(state, ground, 0.75);
        body = blend(state, ground, 0.3);
    } else {
        ring = blend(m_theme.color(Token::textDim), ground, 0.8);
        body = blend(m_theme.color(Token::textDim), ground, 0.3);
    }
    if (look.step >= 0)
        body = MetricScale::color(m_theme, look.step);
    if (look.dimmed) {
        ring = blend(ring, ground, 0.5);
        body = blend(body, ground, 0.5);
    }
    if (look.severity == Severity::critical) {
        QColor around = state;
        around.setAlphaF(0.55F);
        painter.setPen(QPen(around, 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawEllipse(centre, size / 2 + 5, size / 2 + 5);
    }
    QPen pen(ring, width);
    pen.setJoinStyle(Qt::MiterJoin);
    painter.setPen(pen);
    painter.setBrush(body);
    painter.drawPath(outline(look.type, centre, size - width));
}

} // namespace desk
