// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/topology/hopdistances_p.h"
#include "models/topology/layoutmethod_p.h"

namespace desk {

// All nodes evenly on one circle, neighbours one link length apart, as they were given or in an order of
// small bandwidth (reverse Cuthill-McKee), whichever makes links shorter; nodes with a previous place keep
// their order round the circle and new ones come in beside a neighbour. One step. Pins do not hold: a gap
// would lie.
class CircleLayout final : public GraphLayout::Method
{
public:
    explicit CircleLayout(LayoutGraph graph)
        : m_graph(std::move(graph))
    {
    }
    bool step(const std::stop_token &stop) override;

private:
    std::vector<std::uint32_t> givenOrder(const HopDistances &hops) const;
    std::vector<std::uint32_t> order() const;

    LayoutGraph m_graph;
};

} // namespace desk
