// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/topology/projectedplaces.h"

#include <cmath>
#include <limits>

namespace desk {
namespace {
constexpr double none = std::numeric_limits<double>::quiet_NaN();
}

void ProjectedPlaces::project(const ViewCamera &camera, const std::vector<std::optional<LayoutPoint>> &places,
                              const std::vector<float> &heightsKm, bool map, std::vector<QPointF> &points)
{
    const std::size_t count = std::min(points.size(), places.size());
    m_globe.reset();
    m_turn = 0;
    if (camera.projection == Projection::globe) {
        m_globe.emplace(camera);
        m_onGlobe.assign(points.size(), {none, none, none});
        m_directions.resize(points.size());
        for (std::size_t i = 0; i < count; ++i) {
            if (!places[i])
                continue;
            Direction &known = m_directions[i];
            const float height = i < heightsKm.size() ? heightsKm[i] : 0;
            if (known.place != *places[i] || known.heightKm != height)
                known = {*places[i], height, GlobeProjection::directionOf(*places[i], double(height))};
            m_onGlobe[i] = m_globe->turned(known.direction);
            if (!m_onGlobe[i].isHidden())
                points[i] = m_globe->toView(m_onGlobe[i]);
        }
        return;
    }
    for (std::size_t i = 0; i < count; ++i) {
        if (places[i])
            points[i] = camera.toView(*places[i]);
    }
    if (map) {
        m_left = camera.toView({-180, 0}).x();
        m_turn = camera.toView({180, 0}).x() - m_left;
    }
}

SeenLines ProjectedPlaces::lines(std::uint32_t from, std::uint32_t to,
                                 const std::vector<QPointF> &points) const
{
    if (m_globe) {
        if (std::isnan(m_onGlobe[from].x) || std::isnan(m_onGlobe[to].x))
            return {};
        return m_globe->seenOf(m_onGlobe[from], m_onGlobe[to]);
    }
    const QPointF a = points[from];
    const QPointF b = points[to];
    if (std::isnan(a.x()) || std::isnan(b.x()))
        return {};
    if (m_turn <= 0 || std::abs(a.x() - b.x()) <= m_turn / 2)
        return {{QLineF(a, b)}, 1};
    const QPointF &west = a.x() < b.x() ? a : b;
    const QPointF &east = a.x() < b.x() ? b : a;
    const double right = m_left + m_turn;
    const double over = (west.x() - m_left) + (right - east.x());
    const double y = over > 0 ? west.y() + (east.y() - west.y()) * (west.x() - m_left) / over : west.y();
    return {{QLineF(west, {m_left, y}), QLineF(east, {right, y})}, 2};
}

} // namespace desk
