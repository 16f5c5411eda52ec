// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/topology/globeprojection.h"

#include <limits>
#include <optional>

namespace desk {

// Where nodes are on screen, and what is seen of the straight lines between them: on the map a line over its
// edge is two ends, on the globe the Earth hides what is behind it. Filled anew for each painting. GUI
// thread.
class ProjectedPlaces
{
public:
    // points: per node its pixel, x = NaN for one without a place or behind the globe. heightsKm may be
    // shorter than places. map: x of the places is a longitude.
    void project(const ViewCamera &camera, const std::vector<std::optional<LayoutPoint>> &places,
                 const std::vector<float> &heightsKm, bool map, std::vector<QPointF> &points);
    // Nothing where an end has no place.
    [[nodiscard]] SeenLines lines(std::uint32_t a, std::uint32_t b, const std::vector<QPointF> &points) const;

private:
    // Where a node is over the Earth, and the direction that belongs to it: most do not move from one
    // painting to the next.
    struct Direction
    {
        LayoutPoint place{std::numeric_limits<double>::quiet_NaN(), 0};
        float heightKm = 0;
        Vector3 direction; // its length is the distance from the Earth's centre in radii
    };

    std::optional<GlobeProjection> m_globe;
    std::vector<Direction> m_directions; // per node, kept
    std::vector<GlobePoint> m_onGlobe;   // per node; x = NaN for none
    double m_turn = 0;                   // pixels once round the map; 0 = none
    double m_left = 0;                   // pixel of 180 degrees west
};

} // namespace desk
