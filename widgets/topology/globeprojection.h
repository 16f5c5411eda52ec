// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/topology/vector3.h"
#include "widgets/topology/viewcamera.h"

#include <QLineF>

#include <array>
#include <numbers>
#include <vector>

namespace desk {

// What is seen of a straight line between two nodes: none, one or two pieces.
struct SeenLines
{
    std::array<QLineF, 2> pieces;
    std::size_t count = 0;
    [[nodiscard]] const QLineF *begin() const { return pieces.data(); }
    [[nodiscard]] const QLineF *end() const { return pieces.data() + count; }
};

// As the one who looks at the globe has it before him: in radii of the Earth from its centre, x to the
// right, y downwards, z towards him.
struct GlobePoint
{
    double x = 0;
    double y = 0;
    double z = 0;

    // Behind the Earth. What is high enough is seen beside it.
    [[nodiscard]] bool isHidden() const { return z < 0 && x * x + y * y < 1; }
};

// The orthographic projection of a spherical Earth (6371 km) for one camera; Snyder, "Map Projections: A
// Working Manual", 20. Plain value, made for each painting.
class GlobeProjection
{
public:
    static constexpr double degree = std::numbers::pi / 180;

    explicit GlobeProjection(const ViewCamera &camera);

    // A place as the layouts have it: longitude, -latitude.
    [[nodiscard]] GlobePoint turned(LayoutPoint place, double heightKm = 0) const;
    // The same from the direction of the place: x to 0 E, y to 90 E, z to the north pole, in radii.
    [[nodiscard]] GlobePoint turned(const Vector3 &direction) const
    {
        return {dot(m_right, direction), dot(m_down, direction), dot(m_towards, direction)};
    }
    [[nodiscard]] static Vector3 directionOf(LayoutPoint place, double heightKm = 0);
    [[nodiscard]] QPointF toView(const GlobePoint &point) const
    {
        return {m_middle.x() + m_radius * point.x, m_middle.y() + m_radius * point.y};
    }
    // Beside the globe the nearest place of its rim.
    [[nodiscard]] LayoutPoint placeAt(QPointF pixel) const;
    // What is seen of the straight line between two points: nothing, one or two parts, in pixels.
    [[nodiscard]] SeenLines seenOf(const GlobePoint &a, const GlobePoint &b) const;

    [[nodiscard]] double radius() const { return m_radius; } // pixels
    [[nodiscard]] QPointF middle() const { return m_middle; }
    // The direction of the place in the middle.
    [[nodiscard]] const Vector3 &towards() const { return m_towards; }

private:
    Vector3 m_right;
    Vector3 m_down;
    Vector3 m_towards;
    QPointF m_middle;
    double m_radius = 0;
};

} // namespace desk
