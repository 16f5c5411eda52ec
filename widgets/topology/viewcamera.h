// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/topology/layoutgraph.h"

#include <QPointF>
#include <QRectF>

namespace desk {

// How places become pixels: a plane, or longitude and latitude on a sphere seen from afar (orthographic).
enum class Projection : std::uint8_t { plane, globe };

// Which part of the picture is seen: layout units to pixels of the widget. On the globe centre is the place
// in its middle (longitude, -latitude), scale counts there, and north is up. Plain value.
struct ViewCamera
{
    QPointF centre;     // layout units, in the middle of the view
    double scale = 1;   // pixels per layout unit, downwards
    double stretch = 1; // how much wider than high a unit is drawn
    QRectF view;        // pixels
    Projection projection = Projection::plane;

    // On the globe the height counts, and what the Earth hides is at NaN.
    [[nodiscard]] QPointF toView(LayoutPoint p, double heightKm = 0) const
    {
        if (projection == Projection::globe)
            return toGlobe(p, heightKm);
        return {(p.x - centre.x()) * scale * stretch + view.center().x(),
                (p.y - centre.y()) * scale + view.center().y()};
    }
    // Beside the globe: the nearest place of its rim.
    [[nodiscard]] LayoutPoint toLayout(QPointF p) const
    {
        if (projection == Projection::globe)
            return fromGlobe(p);
        return {(p.x() - view.center().x()) / (scale * stretch) + centre.x(),
                (p.y() - view.center().y()) / scale + centre.y()};
    }
    // Zooms so that what is under the pixel stays there (on the globe: nearly, and not at its rim).
    void zoomAt(QPointF pixel, double factor);
    // What was in the middle goes so far; the globe turns.
    void pan(QPointF pixels);
    // Shows the whole box inside of the view less its margin; up to that much wider than true to scale.
    void fit(QRectF box, QRectF inside, double mostStretch);
    // The whole globe with low orbits, Africa and Europe in its middle.
    void fitGlobe(QRectF inside);

private:
    [[nodiscard]] QPointF toGlobe(LayoutPoint p, double heightKm) const;
    [[nodiscard]] LayoutPoint fromGlobe(QPointF p) const;
    void keepOnGlobe();
};

} // namespace desk
