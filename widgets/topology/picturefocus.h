// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/topology/fleetpicture.h"
#include "widgets/topology/pictureitem.h"

#include <span>

namespace desk {

// How loudly a node is drawn.
enum class NodeFocus : std::uint8_t {
    hidden, // filtered out
    dimmed, // something else is looked at
    plain,
    near // selected, chosen, marked by an analysis, or linked with what is selected
};

// What the picture draws attention to: selection and its neighbourhood, the nodes chosen with the rubber
// band, the marks of an analysis, and what a filter leaves. Worked out anew for a painting. GUI thread.
class PictureFocus
{
public:
    struct Subject
    {
        PictureItem selected;
        int depth = 1;                // links from the selected node that still count as near
        std::span<const char> chosen; // each empty, or one for each node: not 0 = chosen
        std::span<const char> passed; // not 0 = passed the filter
        bool hideOthers = false;      // those that did not pass; else they are dimmed
    };

    void update(const FleetPicture &picture, const Subject &subject);
    [[nodiscard]] NodeFocus of(std::uint32_t node) const { return m_nodes[node]; }
    // Whether anything is drawn louder than the rest.
    [[nodiscard]] bool isSomewhere() const { return m_somewhere; }

private:
    void addNeighbourhood(const FleetPicture &picture, std::uint32_t node, int depth);

    std::vector<NodeFocus> m_nodes;
    std::vector<std::uint32_t> m_front; // of the neighbourhood; kept
    std::vector<std::uint32_t> m_next;
    bool m_somewhere = false;
};

} // namespace desk
