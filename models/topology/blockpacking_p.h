// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/topology/layoutgraph.h"

namespace desk {

// A part of a picture that was laid out by itself: nodes and, beside them, their places.
struct LayoutBlock
{
    std::vector<std::uint32_t> nodes;
    std::vector<LayoutPoint> places;
    bool anchored = false; // stands where it is
};

struct LayoutBox
{
    LayoutPoint least{1e300, 1e300};
    LayoutPoint most{-1e300, -1e300};

    void add(LayoutPoint point);
    [[nodiscard]] bool empty() const { return least.x > most.x; }
    [[nodiscard]] double width() const { return most.x - least.x; }
    [[nodiscard]] double height() const { return most.y - least.y; }
};

LayoutBox boxOf(const std::vector<LayoutPoint> &places);

// Turns the block's long axis level (principal component); which end is left and up is decided by the first
// nodes, so that equal graphs give equal pictures.
void turnLevel(LayoutBlock &block);
// Turns and mirrors the block so that it resembles where its nodes were, if enough of them are known.
void turnLike(LayoutBlock &block, const std::vector<std::optional<LayoutPoint>> &previous);

// Shelves: largest first, in rows of a width that gives about that aspect (width / height); below and beside
// the anchored blocks, with a gap of one link's length and a bit.
void packBlocks(std::vector<LayoutBlock> &blocks, double aspect);

} // namespace desk
