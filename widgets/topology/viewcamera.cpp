// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/topology/viewcamera.h"

#include "widgets/topology/globeprojection.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace desk {

void ViewCamera::zoomAt(QPointF pixel, double factor)
{
    const LayoutPoint fixed = toLayout(pixel);
    scale *= factor;
    if (projection == Projection::globe) {
        const QPointF away = pixel - view.center();
        if (std::hypot(away.x(), away.y()) > 0.8 * GlobeProjection(*this).radius())
            return; // a pixel there is a long way on the ground
    }
    const LayoutPoint now = toLayout(pixel);
    centre += QPointF(fixed.x - now.x, fixed.y - now.y);
    keepOnGlobe();
}

void ViewCamera::pan(QPointF pixels)
{
    double across = scale * stretch;
    if (projection == Projection::globe) // a parallel is shorter; near a pole it does not spin
        across *= std::max(0.3, std::cos(centre.y() * GlobeProjection::degree));
    centre -= QPointF(pixels.x() / across, pixels.y() / scale);
    keepOnGlobe();
}

void ViewCamera::fit(QRectF box, QRectF inside, double mostStretch)
{
    constexpr double least = 1e-3; // one node, or all in a row
    const double width = std::max(box.width(), least);
    const double height = std::max(box.height(), least);
    const double across = std::max(inside.width(), 1.0) / width;
    const double down = std::max(inside.height(), 1.0) / height;
    scale = std::min(across, down);
    stretch = std::clamp(across / scale, 1.0, mostStretch);
    centre = box.center();
    const QPointF off = view.center() - inside.center();
    centre += QPointF(off.x() / (scale * stretch), off.y() / scale);
}

void ViewCamera::fitGlobe(QRectF inside)
{
    constexpr double lowOrbits = 1.1; // radii
    const double radius = std::max(1.0, std::min(inside.width(), inside.height()) / 2 / lowOrbits);
    scale = radius * GlobeProjection::degree;
    stretch = 1;
    centre = {15, -25};
}

QPointF ViewCamera::toGlobe(LayoutPoint p, double heightKm) const
{
    const GlobeProjection globe(*this);
    const GlobePoint point = globe.turned(p, heightKm);
    constexpr double hidden = std::numeric_limits<double>::quiet_NaN();
    return point.isHidden() ? QPointF(hidden, hidden) : globe.toView(point);
}

LayoutPoint ViewCamera::fromGlobe(QPointF p) const
{
    return GlobeProjection(*this).placeAt(p);
}

void ViewCamera::keepOnGlobe()
{
    if (projection != Projection::globe)
        return;
    centre.setX(std::remainder(centre.x(), 360));
    centre.setY(std::clamp(centre.y(), -90.0, 90.0));
}

} // namespace desk
