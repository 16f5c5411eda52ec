// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/topology/layoutgraph.h"

#include <QPointF>
#include <QRectF>

namespace desk {

// Which part of the picture is seen: layout units to pixels of the widget. Plain value.
struct ViewCamera
{
    QPointF centre;     // layout units, in the middle of the view
    double scale = 1;   // pixels per layout unit, downwards
    double stretch = 1; // how much wider than high a unit is drawn
    QRectF view;        // pixels

    [[nodiscard]] QPointF toView(LayoutPoint p) const
    {
        return {(p.x - centre.x()) * scale * stretch + view.center().x(),
                (p.y - centre.y()) * scale + view.center().y()};
    }
    [[nodiscard]] LayoutPoint toLayout(QPointF p) const
    {
        return {(p.x() - view.center().x()) / (scale * stretch) + centre.x(),
                (p.y() - view.center().y()) / scale + centre.y()};
    }
    // Zooms so that what is under the pixel stays there.
    void zoomAt(QPointF pixel, double factor)
    {
        const LayoutPoint fixed = toLayout(pixel);
        scale *= factor;
        const LayoutPoint now = toLayout(pixel);
        centre += QPointF(fixed.x - now.x, fixed.y - now.y);
    }
    void pan(QPointF pixels) { centre -= QPointF(pixels.x() / (scale * stretch), pixels.y() / scale); }
    // Shows the whole box inside of the view less its margin; up to that much wider than true to scale.
    void fit(QRectF box, QRectF inside, double mostStretch);
};

} // namespace desk
