// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/topology/overlapremoval_p.h"

#include <algorithm>
#include <cmath>

namespace desk {
namespace {

// Nodes sorted by the cell they lie in, cells as large as the distance.
class CellGrid
{
public:
    CellGrid(const std::vector<LayoutPoint> &positions, double size)
        : m_size(size)
    {
        m_order.reserve(positions.size());
        for (std::uint32_t i = 0; i < positions.size(); ++i)
            m_order.emplace_back(key(positions[i], 0, 0), i);
        std::sort(m_order.begin(), m_order.end());
    }
    template <class Visit>
    void around(LayoutPoint p, Visit visit) const
    {
        for (int dy = -1; dy <= 1; ++dy) {
            for (int dx = -1; dx <= 1; ++dx) {
                const std::int64_t cell = key(p, dx, dy);
                auto it = std::lower_bound(m_order.begin(), m_order.end(), std::pair(cell, 0U));
                for (; it != m_order.end() && it->first == cell; ++it)
                    visit(it->second);
            }
        }
    }

private:
    std::int64_t key(LayoutPoint p, int dx, int dy) const
    {
        const auto x = static_cast<std::int64_t>(std::floor(p.x / m_size)) + dx;
        const auto y = static_cast<std::int64_t>(std::floor(p.y / m_size)) + dy;
        return y * (std::int64_t{1} << 31U) + x;
    }

    double m_size;
    std::vector<std::pair<std::int64_t, std::uint32_t>> m_order;
};

} // namespace

void pushApart(std::vector<LayoutPoint> &positions, const std::vector<bool> &movable, double distance,
               int rounds)
{
    bool pushed = true;
    for (int round = 0; round < rounds && pushed; ++round) {
        pushed = false;
        const CellGrid grid(positions, distance);
        for (std::uint32_t i = 0; i < positions.size(); ++i) {
            grid.around(positions[i], [&](std::uint32_t j) {
                if (j <= i || (!movable[i] && !movable[j]))
                    return;
                double dx = positions[j].x - positions[i].x;
                double dy = positions[j].y - positions[i].y;
                double length = std::hypot(dx, dy);
                if (length >= distance)
                    return;
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
