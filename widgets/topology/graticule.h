// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/topology/viewcamera.h"

#include <vector>

class QPainter;

namespace desk {

class Theme;

// The net of the map: meridians and parallels each 30 degrees with their figures at the edge, equator and
// zero meridian a little stronger. Returns where the figures stand.
std::vector<QRectF> drawGraticule(QPainter &painter, const ViewCamera &camera, const Theme &theme);
// The same lines on the globe, with its rim, without figures.
void drawGlobeNet(QPainter &painter, const ViewCamera &camera, const Theme &theme);

} // namespace desk
