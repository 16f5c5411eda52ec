// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/topology/layoutmethod_p.h"

namespace desk {

// Equirectangular, one step.
class GeographicLayout final : public GraphLayout::Method
{
public:
    explicit GeographicLayout(LayoutGraph graph)
        : m_graph(std::move(graph))
    {
    }
    bool step(const std::stop_token &stop) override;

private:
    LayoutGraph m_graph;
};

} // namespace desk
