// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/topology/overlapremoval_p.h"

#include "models/topology/nodecells_p.h"

#include <algorithm>
#include <cmath>

namespace desk {
void pushApart(std::vector<LayoutPoint> &positions, const std::vector<bool> &movable, double distance,
               int rounds)
{
    bool pushed = true;
    for (int round = 0; round < rounds && pushed; ++round) {
        pushed = false;
        const NodeCells cells(positions.size(), distance, [&](std::size_t i) { return positions[i]; });
        for (std::uint32_t i = 0; i < positions.size(); ++i) {
            cells.around(positions[i], [&](std::uint32_t j) {
                if (j <= i || (!movable[i] && !movable[j]))
                    return;
                double dx = positions[j].x - positions[i].x;
                double dy = positions[j].y - positions[i].y;
                if (dx * dx + dy * dy >= distance * distance)
                    return;
                double length = std::hypot(dx, dy);
                if (length < 1e-9) { // on one spot: apart in a direction of their own
                    const double angle = double(i) * 2.399963; // the golden angle
                    dx = std::cos(angle);
                    dy = std::sin(angle);
                    length = 1;
                    positions[j] = positions[i];
                }
                const double missing =
                    distance - std::hypot(positions[j].x - positions[i].x, positions[j].y - positions[i].y);
                const double share = movable[i] && movable[j] ? 0.5 : 1;
                const double px = dx / length * missing * share;
                const double py = dy / length * missing * share;
                if (movable[i])
                    positions[i] = {positions[i].x - px, positions[i].y - py};
                if (movable[j])
                    positions[j] = {positions[j].x + px, positions[j].y + py};
                pushed = true;
            });
        }
    }
}

} // namespace desk
