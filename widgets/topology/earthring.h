// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/topology/geodesy.h"
#include "models/topology/layoutgraph.h"

#include <QByteArray>
#include <QRectF>

#include <span>
#include <vector>

namespace desk {

// A closed line on the Earth, and what lies in it: land, a footprint. Plain value, any thread.
struct EarthRing
{
    // Longitude and -latitude, as the layouts have them; longitudes go on over the date line, so that
    // neighbours are near each other.
    std::vector<LayoutPoint> points;
    std::vector<Vector3> directions; // of the same points, see GlobeProjection
    QRectF box;                      // of the points
    Vector3 middle;                  // of the directions; none of them is farther from it than
    double reach = 0;                // radii of the Earth
    // It lies in the ring, which then ends 360 degrees beside its begin: 1 north, -1 south, 0 none.
    int pole = 0;

    // Whether a place lies in it.
    [[nodiscard]] bool contains(LayoutPoint place) const;
};

// From places in order, each less than half a turn from the next. pole: of one that lies in it.
EarthRing earthRing(std::span<const GeodeticPosition> line, int pole);

// The rings of a file of resources/map; see the script there for its form. Ends before a fault.
std::vector<EarthRing> readEarthRings(const QByteArray &bytes);

// The land, at 1:110 million, or fine at 1:50 million; read when first asked for (some ms). GUI thread.
const std::vector<EarthRing> &landRings(bool fine);

} // namespace desk
