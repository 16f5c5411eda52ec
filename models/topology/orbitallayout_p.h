// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/topology/layoutmethod_p.h"

namespace desk {

// The constellation as its orbits order it: a plane is a column, its satellites stand in it by their argument
// of latitude, so that gaps show; shells side by side. Below them what is in no plane, then ground stations
// under the satellites they talk to, then data centres. One step. Pins do not hold: the place is the meaning.
class OrbitalLayout final : public GraphLayout::Method
{
public:
    OrbitalLayout(LayoutGraph graph, const LayoutOptions &options)
        : m_graph(std::move(graph))
        , m_options(options)
    {
    }
    bool step(const std::stop_token &stop) override;

private:
    void placeShells();
    // In rows from there; the next free y.
    double placeRows(std::vector<std::uint32_t> nodes, double top);
    void sortByNeighbours(std::vector<std::uint32_t> &nodes) const;

    const LayoutGraph m_graph;
    const LayoutOptions m_options;
    double m_width = 0;
    double m_bottom = 0;
};

} // namespace desk
