// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/topology/viewcamera.h"

#include <algorithm>

namespace desk {

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

} // namespace desk
