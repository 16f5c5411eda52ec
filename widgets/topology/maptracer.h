// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/topology/earthring.h"
#include "widgets/topology/globeprojection.h"

#include <QPainterPath>
#include <QPolygonF>

#include <optional>

namespace desk {

// Degrees, x = longitude, y = -latitude.
inline constexpr QRectF wholeMap{-180, -90, 360, 180};

// Turns areas and lines on the Earth into what is drawn of them, on the map or on the globe, in pixels. Plain
// value, made for each painting.
class MapTracer
{
public:
    explicit MapTracer(const ViewCamera &camera);

    // The whole map, or the disc of the globe.
    [[nodiscard]] QPainterPath earth() const;
    // What lies in an odd number of the rings; to be filled by the even-odd rule and clipped to earth().
    [[nodiscard]] QPainterPath areas(std::span<const EarthRing> rings) const;
    // The rings themselves, as far as they are seen.
    [[nodiscard]] QPainterPath outlines(std::span<const EarthRing> rings) const;
    // A line on the ground in its pieces: cut at the date line, or at the rim of the globe.
    [[nodiscard]] std::vector<QPolygonF> lines(std::span<const GeodeticPosition> line) const;

private:
    void addOnMap(QPainterPath &path, const EarthRing &ring, bool closed) const;
    enum class RingPlace : std::uint8_t { seen, beside, behind };
    [[nodiscard]] RingPlace placeOnGlobe(const EarthRing &ring) const;
    // Returns whether anything of it is on the near side.
    bool addOnGlobe(QPainterPath &path, const EarthRing &ring) const;
    void addSeen(QPainterPath &path, const EarthRing &ring) const;

    ViewCamera m_camera;
    std::optional<GlobeProjection> m_globe;
};

} // namespace desk
