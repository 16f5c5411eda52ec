// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/topology/geographiclayout_p.h"

#include <cmath>

namespace desk {

bool GeographicLayout::step(const std::stop_token &)
{
    constexpr int perRow = 36;       // one every ten degrees
    constexpr double firstRow = 105; // below the south pole and its label
    int without = 0;
    positions.reserve(m_graph.nodeCount);
    for (std::size_t i = 0; i < m_graph.nodeCount; ++i) {
        if (!m_graph.geographic.empty() && m_graph.geographic[i]) {
            positions.push_back({m_graph.geographic[i]->x, -m_graph.geographic[i]->y});
        } else {
            positions.push_back({-175.0 + 10.0 * static_cast<double>(without % perRow),
                                 firstRow + 10.0 * std::floor(static_cast<double>(without) / perRow)});
            ++without;
        }
    }
    return false;
}

} // namespace desk
