// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/topology/forcedescent_p.h"
#include "models/topology/graphlayout.h"
#include "models/topology/stressdescent_p.h"
#include "models/topology/stresssweep_p.h"

#include <memory>

namespace desk {

// A connected part of a graph, some hundred nodes or more, from scratch. A stochastic descent of its pivots
// alone unfolds it, sweeps over all pivots and the near nodes bring it into form, with full then over all
// pairs; a graph that does not fit into the plane is handed to forces. In steps of some milliseconds;
// deterministic for a seed. One thread at a time.
class LargeBlock
{
public:
    LargeBlock(std::vector<LayoutEdge> edges, std::vector<bool> movable, std::vector<LayoutPoint> start,
               const LayoutOptions &options, bool full);

    // False when there is nothing left to do; the positions mean nothing after a stop.
    bool step(const std::stop_token &stop);
    [[nodiscard]] const std::vector<LayoutPoint> &positions() const { return m_places; }
    [[nodiscard]] const std::vector<LayoutEdge> &edges() const { return m_edges; }
    [[nodiscard]] std::size_t nodeCount() const { return m_places.size(); }

private:
    enum class Stage : std::uint8_t { begin, unfold, form, full, forces, done };

    [[nodiscard]] bool isHeld() const; // by pins
    void unfoldLandmarks(const std::stop_token &stop);
    void unfoldHeld(const std::stop_token &stop);
    void endForming(const std::stop_token &stop);
    void beginForces();

    std::vector<LayoutEdge> m_edges;
    std::vector<bool> m_movable;
    std::vector<LayoutPoint> m_places;
    const LayoutOptions m_options;
    const bool m_full;
    HopDistances m_hops;
    Stage m_stage = Stage::begin;
    int m_sweeps = 0;
    std::optional<StressPivots> m_pivots;
    std::unique_ptr<StressSweep> m_sweep;
    std::unique_ptr<ForceDescent> m_forces;
};

} // namespace desk
