// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/topology/layoutmethod_p.h"

#include <memory>

namespace desk {

// Boost.Graph's own layouts from scratch, for small graphs: Fruchterman and Reingold, "Graph Drawing by
// Force-directed Placement" (1991), all nodes in one frame, and Kamada and Kawai, "An Algorithm for Drawing
// General Undirected Graphs" (1989), each connected part by itself, packed side by side. Pins hold in the
// first only. Steps: an iteration, or a part.
class SpringLayout final : public GraphLayout::Method
{
public:
    static constexpr std::size_t mostFruchtermanReingold = 500; // nodes; quadratic where they crowd
    static constexpr std::size_t mostKamadaKawai = 400;         // cubic

    SpringLayout(LayoutGraph graph, LayoutKind kind, const LayoutOptions &options);
    ~SpringLayout() override;
    bool step(const std::stop_token &stop) override;

private:
    struct Impl;
    bool stepFrame();
    bool stepPart(const std::stop_token &stop);
    void pack();

    const LayoutGraph m_graph;
    const LayoutKind m_kind;
    const LayoutOptions m_options;
    int m_step = 0;
    std::unique_ptr<Impl> m_impl;
};

} // namespace desk
