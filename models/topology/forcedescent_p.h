// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/topology/layoutgraph.h"

#include <span>

namespace desk {

// For graphs whose distances do not fit into a plane (hubs, everything near everything): forces that draw
// apart what is loosely linked, so that fewer links cross. Linked nodes attract each other with d^0.8, all
// nodes repel each other with 1/d: an (a, r)-energy model after Noack, "Modularity clustering is
// force-directed layout" (2009). Each step moves every node along its force, no further than a limit that
// falls from step to step. O(nodes^2) a step, several pairs at once in vector registers. Deterministic. One
// thread at a time.
class ForceDescent
{
public:
    ForceDescent(std::vector<LayoutEdge> edges, std::vector<bool> movable,
                 const std::vector<LayoutPoint> &start, int steps);

    bool step(); // false once all are done
    [[nodiscard]] std::vector<LayoutPoint> positions() const;

private:
    void repel();
    void attract();

    std::vector<LayoutEdge> m_edges;
    std::vector<bool> m_movable;
    int m_steps;
    int m_step = 0;
    float m_firstLimit = 0;
    // Filled up to whole registers with nodes so far off that they push nobody.
    std::vector<float> m_x;
    std::vector<float> m_y;
    std::vector<float> m_forceX;
    std::vector<float> m_forceY;
};

} // namespace desk
