// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/topology/layoutmethod_p.h"

namespace desk {

// Layers by role, from below: data centres, stations, gateways (what talks to a station or a data centre),
// the rest in rows as they were given. Each node of the last two has a column of its own, whether it is a
// gateway or not, so that a pass that begins or ends moves one node. Stations in the order of what they talk
// to, or as they stood. One step. Pins do not hold: the layer is the meaning.
class LayeredLayout final : public GraphLayout::Method
{
public:
    LayeredLayout(LayoutGraph graph, const LayoutOptions &options)
        : m_graph(std::move(graph))
        , m_options(options)
    {
    }
    bool step(const std::stop_token &stop) override;

private:
    [[nodiscard]] std::vector<bool> gateways() const;
    double placeOthers();
    // Evenly in rows; the next free y.
    double placeGround(LayoutRole role, double top);

    const LayoutGraph m_graph;
    const LayoutOptions m_options;
    std::size_t m_columns = 1;
};

} // namespace desk
