// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/itemmodels/topologyoverlay.h"

namespace desk {

// The marks of an analysis by the indices of the picture, whatever version of the fleet they were made for:
// nodes are found by name, links by their ends, what is not there any more is left out. Plain value.
struct OverlayMarks
{
    std::vector<OverlayMark> nodes; // each empty, or one for each of the picture
    std::vector<OverlayMark> links;
    std::vector<float> nodeWeights;
    std::vector<float> linkWeights;

    [[nodiscard]] bool isEmpty() const
    {
        return nodes.empty() && links.empty() && nodeWeights.empty() && linkWeights.empty();
    }
    [[nodiscard]] OverlayMark ofNode(std::uint32_t node) const
    {
        return nodes.empty() ? OverlayMark::none : nodes[node];
    }
    [[nodiscard]] OverlayMark ofLink(std::uint32_t link) const
    {
        return links.empty() ? OverlayMark::none : links[link];
    }
    [[nodiscard]] float weightOfNode(std::uint32_t node) const
    {
        return nodeWeights.empty() ? 0 : nodeWeights[node];
    }
    [[nodiscard]] float weightOfLink(std::uint32_t link) const
    {
        return linkWeights.empty() ? 0 : linkWeights[link];
    }
};

// Costs a comparison of names for each node and link that is marked, and a search where indices moved.
OverlayMarks marksFor(const OverlayContent &content, const TopologySnapshot &picture);

} // namespace desk
