// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/topology/maptracer.h"

#include "models/topology/groundtrack.h"

#include <algorithm>
#include <cmath>

namespace desk {
namespace {

constexpr double leastStep = 0.7; // pixels: nearer points make no difference

bool isNear(QPointF a, QPointF b)
{
    return std::abs(a.x() - b.x()) < leastStep && std::abs(a.y() - b.y()) < leastStep;
}

// A point behind the globe goes straight to the rim. What lies in a ring stays what lies in it, unless that
// is the point opposite to the middle; see MapTracer::areas.
GlobePoint atRim(const GlobePoint &p)
{
    const double away = std::hypot(p.x, p.y);
    return away > 0 ? GlobePoint{p.x / away, p.y / away, 0} : GlobePoint{1, 0, 0};
}

// Where the way from one side of the rim to the other crosses it.
GlobePoint crossing(const GlobePoint &a, const GlobePoint &b)
{
    const double share = a.z / (a.z - b.z);
    return atRim({std::lerp(a.x, b.x, share), std::lerp(a.y, b.y, share), 0});
}

} // namespace

MapTracer::MapTracer(const ViewCamera &camera)
    : m_camera(camera)
{
    if (camera.projection == Projection::globe)
        m_globe.emplace(camera);
}

QPainterPath MapTracer::earth() const
{
    QPainterPath path;
    if (m_globe)
        path.addEllipse(m_globe->middle(), m_globe->radius(), m_globe->radius());
    else
        path.addRect(QRectF(m_camera.toView({wholeMap.left(), wholeMap.top()}),
                            m_camera.toView({wholeMap.right(), wholeMap.bottom()})));
    return path;
}

QPainterPath MapTracer::areas(std::span<const EarthRing> rings) const
{
    QPainterPath path;
    path.setFillRule(Qt::OddEvenFill);
    if (!m_globe) {
        for (const EarthRing &ring : rings)
            addOnMap(path, ring, true);
        return path;
    }
    const LayoutPoint opposite{m_camera.centre.x() > 0 ? m_camera.centre.x() - 180
                                                       : m_camera.centre.x() + 180,
                               -m_camera.centre.y()};
    bool turned = false; // drawn is what does not lie in them
    for (const EarthRing &ring : rings) {
        if (addOnGlobe(path, ring) && ring.contains(opposite))
            turned = !turned;
    }
    if (turned)
        path.addEllipse(m_globe->middle(), m_globe->radius(), m_globe->radius());
    return path;
}

QPainterPath MapTracer::outlines(std::span<const EarthRing> rings) const
{
    QPainterPath path;
    for (const EarthRing &ring : rings) {
        if (m_globe)
            addSeen(path, ring);
        else
            addOnMap(path, ring, false);
    }
    return path;
}

void MapTracer::addOnMap(QPainterPath &path, const EarthRing &ring, bool closed) const
{
    if (ring.points.empty())
        return;
    const LayoutPoint topLeft = m_camera.toLayout(m_camera.view.topLeft());
    const LayoutPoint bottomRight = m_camera.toLayout(m_camera.view.bottomRight());
    const double left = std::max(wholeMap.left(), topLeft.x);
    const double right = std::min(wholeMap.right(), bottomRight.x);
    if (ring.pole == 0 && (ring.box.bottom() < topLeft.y || ring.box.top() > bottomRight.y))
        return;
    for (double turn = 360 * std::ceil((left - ring.box.right()) / 360); ring.box.left() + turn < right;
         turn += 360) {
        QPointF last;
        for (std::size_t i = 0; i < ring.points.size(); ++i) {
            const QPointF at = m_camera.toView({ring.points[i].x + turn, ring.points[i].y});
            if (i == 0)
                path.moveTo(at);
            else if (!isNear(at, last))
                path.lineTo(at);
            else
                continue;
            last = at;
        }
        if (ring.pole != 0 && closed) { // over the edge of the map at the pole
            path.lineTo(m_camera.toView({ring.points.back().x + turn, ring.pole > 0 ? -90.0 : 90.0}));
            path.lineTo(m_camera.toView({ring.points.front().x + turn, ring.pole > 0 ? -90.0 : 90.0}));
        }
        if (ring.pole == 0 || closed)
            path.closeSubpath();
    }
}

// Beside: on the near side, wholly, and out of view.
MapTracer::RingPlace MapTracer::placeOnGlobe(const EarthRing &ring) const
{
    const GlobePoint middle = m_globe->turned(ring.middle);
    if (middle.z < -ring.reach)
        return RingPlace::behind;
    const QPointF at = m_globe->toView(middle);
    const double pixels = ring.reach * m_globe->radius() + 2;
    const bool near = m_camera.view.adjusted(-pixels, -pixels, pixels, pixels).contains(at);
    return near || middle.z < ring.reach ? RingPlace::seen : RingPlace::beside;
}

bool MapTracer::addOnGlobe(QPainterPath &path, const EarthRing &ring) const
{
    const RingPlace place = placeOnGlobe(ring);
    if (place != RingPlace::seen)
        return place == RingPlace::beside;
    const auto isSeen = [this](const Vector3 &direction) { return dot(m_globe->towards(), direction) >= 0; };
    if (std::none_of(ring.directions.begin(), ring.directions.end(), isSeen))
        return false;
    QPointF last;
    GlobePoint before;
    for (std::size_t i = 0; i < ring.directions.size(); ++i) {
        const GlobePoint now = m_globe->turned(ring.directions[i]);
        if (i > 0 && (now.z < 0) != (before.z < 0))
            path.lineTo(m_globe->toView(crossing(before, now)));
        before = now;
        const QPointF at = m_globe->toView(now.z < 0 ? atRim(now) : now);
        if (i == 0)
            path.moveTo(at);
        else if (!isNear(at, last))
            path.lineTo(at);
        else
            continue;
        last = at;
    }
    path.closeSubpath();
    return true;
}

void MapTracer::addSeen(QPainterPath &path, const EarthRing &ring) const
{
    if (placeOnGlobe(ring) != RingPlace::seen)
        return;
    QPointF last;
    bool drawing = false;
    const std::size_t count = ring.directions.size() + (ring.pole == 0 ? 1 : 0);
    for (std::size_t i = 0; i < count; ++i) {
        const GlobePoint now = m_globe->turned(ring.directions[i < ring.directions.size() ? i : 0]);
        if (now.z < 0) {
            drawing = false;
            continue;
        }
        const QPointF at = m_globe->toView(now);
        if (!drawing)
            path.moveTo(at);
        else if (!isNear(at, last))
            path.lineTo(at);
        else
            continue;
        drawing = true;
        last = at;
    }
}

std::vector<QPolygonF> MapTracer::lines(std::span<const GeodeticPosition> line) const
{
    std::vector<QPolygonF> pieces;
    if (!m_globe) {
        for (const auto &piece : cutAtDateLine(line)) {
            QPolygonF &polygon = pieces.emplace_back();
            for (const GeodeticPosition &p : piece)
                polygon << m_camera.toView({p.longitude, -p.latitude});
        }
        return pieces;
    }
    GlobePoint before;
    for (std::size_t i = 0; i < line.size(); ++i) {
        const GlobePoint now = m_globe->turned(LayoutPoint{line[i].longitude, -line[i].latitude});
        const bool seen = now.z >= 0;
        const bool wasSeen = i > 0 && before.z >= 0;
        if (seen && !wasSeen)
            pieces.emplace_back();
        if (i > 0 && seen != wasSeen)
            pieces.back() << m_globe->toView(crossing(before, now));
        if (seen)
            pieces.back() << m_globe->toView(now);
        before = now;
    }
    return pieces;
}

} // namespace desk
