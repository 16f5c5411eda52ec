// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/topology/blockpacking_p.h"
#include "models/topology/largeblocks_p.h"
#include "models/topology/layoutmethod_p.h"

namespace desk {

// The stress layout: each connected part of the mesh by itself, packed side by side; then the followers
// around it; then nodes pushed apart. How much moves depends on what is known:
//  fresh  - most places are unknown: every part from scratch; a few starts for small ones, the best wins,
//           and large ones as LargeBlock does it;
//  gentle - places are known: a short descent from there;
//  local  - places are known and few nodes changed: only those, gently.
class StressLayout final : public GraphLayout::Method
{
public:
    StressLayout(LayoutGraph graph, const LayoutOptions &options);
    bool step(const std::stop_token &stop) override;

private:
    enum class Mode : std::uint8_t { fresh, gentle, local };
    enum class Stage : std::uint8_t { blocks, largeBlocks, packing, followers, spreading, done };

    [[nodiscard]] bool isKnown(std::uint32_t node) const;
    void freeUnheldFollowers();
    void makeBlocks();
    void chooseMode();
    void startBlock(const std::stop_token &stop);
    [[nodiscard]] double leastDistance() const;
    std::vector<LayoutEdge> edgesWithin(const std::vector<std::uint32_t> &nodes);
    [[nodiscard]] std::vector<LayoutPoint> freshStart(std::uint32_t seed) const;
    bool nextStart();
    void finishBlock();
    void normalise(LayoutBlock &block, const std::vector<LayoutEdge> &edges) const;
    void pack(const std::stop_token &stop);
    // New nodes start beside their neighbours.
    void placeUnknown(const std::vector<std::uint32_t> &nodes);
    void startFollowers(const std::stop_token &stop);
    void spreadFollowers();

    const LayoutGraph m_graph;
    const LayoutOptions m_options;
    std::vector<bool> m_follows;
    std::vector<bool> m_movable;
    Mode m_mode = Mode::fresh;
    Stage m_stage = Stage::blocks;
    std::unique_ptr<HopDistances> m_links; // the whole graph
    std::vector<LayoutBlock> m_blocks;
    LargeBlocks m_large; // those of them that are laid out afresh

    // The block in work, or the followers.
    std::size_t m_block = 0;
    bool m_freshBlock = false;
    std::vector<LayoutEdge> m_partEdges; // in the block's own indices
    std::vector<std::uint32_t> m_local;  // node -> index in the block, while they are gathered
    std::unique_ptr<StressDescent> m_descent;
    int m_start = 0;
    double m_bestStress = 0;
    std::vector<LayoutPoint> m_best;
};

} // namespace desk
