// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/topology/globeprojection.h"

#include <algorithm>
#include <cmath>
#include <optional>

namespace desk {
namespace {

constexpr double earthRadiusKm = 6371;

struct Span
{
    double from;
    double to;
    [[nodiscard]] bool isEmpty() const { return from >= to; }
};

// Where on the way from 0 to 1 the square a t^2 + 2 b t + c is below 0.
Span below(double a, double b, double c)
{
    const double root = b * b - a * c;
    if (a <= 0 || root <= 0)
        return c < 0 ? Span{0, 1} : Span{1, 0};
    const double width = std::sqrt(root);
    return {std::max(0.0, (-b - width) / a), std::min(1.0, (-b + width) / a)};
}

GlobePoint between(const GlobePoint &a, const GlobePoint &b, double share)
{
    return {std::lerp(a.x, b.x, share), std::lerp(a.y, b.y, share), std::lerp(a.z, b.z, share)};
}

// The part of the way that the Earth hides. Behind its disc or inside of it is one convex body.
Span hiddenPart(const GlobePoint &a, const GlobePoint &b)
{
    constexpr double ground = 0.998; // radii: a line that begins on the ground is not inside of it
    const GlobePoint d{b.x - a.x, b.y - a.y, b.z - a.z};
    const double flat = d.x * d.x + d.y * d.y;
    const double across = a.x * d.x + a.y * d.y;
    const double square = a.x * a.x + a.y * a.y;
    const Span inside = below(flat + d.z * d.z, across + a.z * d.z, square + a.z * a.z - ground * ground);
    Span behind = below(flat, across, square - 1);
    if (a.z >= 0 && b.z >= 0)
        behind = {1, 0};
    else if (a.z >= 0)
        behind.from = std::max(behind.from, a.z / (a.z - b.z));
    else if (b.z >= 0)
        behind.to = std::min(behind.to, a.z / (a.z - b.z));
    if (inside.isEmpty() || behind.isEmpty())
        return inside.isEmpty() ? behind : inside;
    return {std::min(inside.from, behind.from), std::max(inside.to, behind.to)};
}

} // namespace

GlobeProjection::GlobeProjection(const ViewCamera &camera)
    : m_middle(camera.view.center())
    , m_radius(camera.scale / degree)
{
    const double longitude = camera.centre.x() * degree;
    const double latitude = -camera.centre.y() * degree;
    m_right = {-std::sin(longitude), std::cos(longitude), 0};
    m_down = {std::sin(latitude) * std::cos(longitude), std::sin(latitude) * std::sin(longitude),
              -std::cos(latitude)};
    m_towards = {std::cos(latitude) * std::cos(longitude), std::cos(latitude) * std::sin(longitude),
                 std::sin(latitude)};
}

Vector3 GlobeProjection::directionOf(LayoutPoint place, double heightKm)
{
    const double radii = 1 + heightKm / earthRadiusKm;
    const double c = radii * std::cos(place.y * degree);
    return {c * std::cos(place.x * degree), c * std::sin(place.x * degree),
            -radii * std::sin(place.y * degree)};
}

GlobePoint GlobeProjection::turned(LayoutPoint place, double heightKm) const
{
    return turned(directionOf(place, heightKm));
}

LayoutPoint GlobeProjection::placeAt(QPointF pixel) const
{
    double x = (pixel.x() - m_middle.x()) / m_radius;
    double y = (pixel.y() - m_middle.y()) / m_radius;
    const double away = std::hypot(x, y);
    if (away > 1) {
        x /= away;
        y /= away;
    }
    const double z = std::sqrt(std::max(0.0, 1 - x * x - y * y));
    const Vector3 direction = x * m_right + y * m_down + z * m_towards;
    return {std::atan2(direction.y, direction.x) / degree,
            -std::asin(std::clamp(direction.z, -1.0, 1.0)) / degree};
}

SeenLines GlobeProjection::seenOf(const GlobePoint &a, const GlobePoint &b) const
{
    const Span hidden = hiddenPart(a, b);
    if (hidden.isEmpty())
        return {{QLineF(toView(a), toView(b))}, 1};
    SeenLines seen;
    if (hidden.from > 0)
        seen.pieces[seen.count++] = {toView(a), toView(between(a, b, hidden.from))};
    if (hidden.to < 1)
        seen.pieces[seen.count++] = {toView(between(a, b, hidden.to)), toView(b)};
    return seen;
}

} // namespace desk
