// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/topology/minimap.h"

#include "widgets/theme/theme.h"
#include "widgets/topology/metricscale.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace desk {
namespace {

constexpr double longSide = 150; // pixels
constexpr double shortSide = 100;
constexpr double margin = 8;
constexpr double padding = 4;

// Of the layout's units inside the area less its padding.
QPointF inside(QRectF area, QRectF picture, LayoutPoint place)
{
    const QRectF room = area.adjusted(padding, padding, -padding, -padding);
    return {room.left() + (place.x - picture.left()) / picture.width() * room.width(),
            room.top() + (place.y - picture.top()) / picture.height() * room.height()};
}

} // namespace

QRectF MiniMap::areaOf(const ViewCamera &camera, QRectF picture)
{
    if (camera.view.width() < 3 * longSide || camera.view.height() < 3 * shortSide || picture.width() <= 0 ||
        picture.height() <= 0)
        return {};
    const LayoutPoint first = camera.toLayout(camera.view.topLeft());
    const LayoutPoint last = camera.toLayout(camera.view.bottomRight());
    if (QRectF(QPointF(first.x, first.y), QPointF(last.x, last.y)).contains(picture))
        return {};
    const double wide = picture.width() * camera.stretch;
    const double scale = std::min(longSide / wide, shortSide / picture.height());
    const QSizeF size(std::max(24.0, wide * scale), std::max(24.0, picture.height() * scale));
    return {camera.view.right() - margin - size.width(), camera.view.bottom() - margin - size.height(),
            size.width(), size.height()};
}

void MiniMap::draw(QSizeF size, double pixelRatio, QRectF picture, const std::vector<PictureNode> &nodes,
                   const std::vector<std::optional<LayoutPoint>> &places)
{
    m_image = QImage((size * pixelRatio).toSize(), QImage::Format_ARGB32_Premultiplied);
    m_image.setDevicePixelRatio(pixelRatio);
    QColor ground = m_theme.color(Token::plot);
    ground.setAlphaF(0.88F);
    m_image.fill(ground);
    QPainter painter(&m_image);
    const QColor dot = blend(m_theme.color(Token::textDim), m_theme.color(Token::plot), 0.8);
    const QRectF area(QPointF(), size);
    std::vector<std::pair<QPointF, Severity>> troubles;
    for (std::size_t i = 0; i < std::min(nodes.size(), places.size()); ++i) {
        if (!places[i])
            continue;
        const QPointF at = inside(area, picture, *places[i]);
        if (nodes[i].severity >= Severity::caution)
            troubles.emplace_back(at, nodes[i].severity);
        else
            painter.fillRect(QRectF(at.x() - 0.5, at.y() - 0.5, 1, 1), dot);
    }
    std::ranges::sort(troubles, {}, &std::pair<QPointF, Severity>::second);
    for (const auto &[at, severity] : troubles)
        painter.fillRect(QRectF(at.x() - 1.5, at.y() - 1.5, 3, 3), m_theme.color(severity));
}

void MiniMap::paint(QPainter &painter, const ViewCamera &camera, QRectF picture,
                    const std::vector<PictureNode> &nodes,
                    const std::vector<std::optional<LayoutPoint>> &places)
{
    const QRectF area = areaOf(camera, picture);
    if (area.isEmpty())
        return;
    const double ratio = painter.device()->devicePixelRatioF();
    if (m_image.size() != (area.size() * ratio).toSize())
        draw(area.size(), ratio, picture, nodes, places);
    painter.drawImage(area.topLeft(), m_image);
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(m_theme.color(Token::line), 1));
    painter.drawRect(area);
    const LayoutPoint first = camera.toLayout(camera.view.topLeft());
    const LayoutPoint last = camera.toLayout(camera.view.bottomRight());
    const QRectF seen = QRectF(inside(area, picture, first), inside(area, picture, last)).intersected(area);
    painter.setPen(QPen(m_theme.color(Token::accent), 1.5));
    painter.drawRect(seen);
    painter.setRenderHint(QPainter::Antialiasing, true);
}

std::optional<LayoutPoint> MiniMap::placeAt(QPointF pixel, const ViewCamera &camera, QRectF picture)
{
    const QRectF area = areaOf(camera, picture);
    if (area.isEmpty() || !area.contains(pixel))
        return std::nullopt;
    const QRectF room = area.adjusted(padding, padding, -padding, -padding);
    return LayoutPoint{picture.left() + (pixel.x() - room.left()) / room.width() * picture.width(),
                       picture.top() + (pixel.y() - room.top()) / room.height() * picture.height()};
}

} // namespace desk
