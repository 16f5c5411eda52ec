// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/topology/stressterms_p.h"

namespace desk {

// Brings a picture that is right in the large into its best form: each node in turn goes to where its terms
// want it on average (local majorisation; Gansner, Koren, North, "Graph Drawing by Stress Majorization",
// 2004, on the terms of Ortmann, Klimenta, Brandes, 2017). Without the noise of a stochastic descent, and
// several terms at once in vector registers. Deterministic. One thread at a time.
class StressSweep
{
public:
    // Terms of each node with the nodes of mostHops around it, and with the pivots beyond. Nodes that may not
    // move stay where they start. Connected graphs only; memory 8 bytes a node and pivot.
    StressSweep(HopDistances &hops, const StressPivots &pivots, std::uint16_t mostHops,
                std::vector<bool> movable, const std::vector<LayoutPoint> &start);

    // One pass over the nodes. With room, strangers within that distance, in link lengths, push each other
    // away: costs little stress and saves crossings where sheets of a mesh lie over each other.
    void sweep(double room = 0);
    // Mean over pairs of some hundred nodes and the pivots of ((k e - d) / d)^2, best k.
    [[nodiscard]] double normalisedStress() const;
    [[nodiscard]] std::vector<LayoutPoint> positions() const;

private:
    struct Pull
    {
        float x = 0;
        float y = 0;
        float weight = 0;
    };

    void addNear(HopDistances &hops, std::uint16_t mostHops);
    void addPivots(const StressPivots &pivots, std::uint16_t mostHops);
    [[nodiscard]] Pull pullOfPivots(std::size_t node) const;
    void addPullOfNear(std::size_t node, Pull &pull) const;

    std::vector<bool> m_movable;
    std::vector<float> m_x;
    std::vector<float> m_y;
    // Near nodes: those of node i are [m_nearBegin[i], m_nearBegin[i + 1]).
    struct Near
    {
        std::uint32_t node;
        float hops;
    };
    std::vector<std::size_t> m_nearBegin;
    std::vector<Near> m_near;
    // Pivots: a row a node, filled up to whole registers with weights of 0.
    std::size_t m_stride = 0;
    std::vector<float> m_hops;
    std::vector<float> m_weights;
    std::vector<float> m_pivotX;
    std::vector<float> m_pivotY;
    std::vector<std::int32_t> m_pivotOf; // -1 = it is none
};

} // namespace desk
