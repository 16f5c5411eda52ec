// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/topology/healthspan.h"
#include "models/topology/topologydifference.h"

#include <deque>
#include <optional>

namespace desk {

// The versions of a topology as they came: what changed when, and the graph as it was at any moment kept.
// Keeps a whole snapshot now and then and between them only what changed; the oldest goes when it is more
// than so many changes. Positions are those of the moment when a node last changed otherwise: who wants a
// satellite's place computes it from its orbit. One thread at a time.
class TopologyHistory
{
public:
    struct Options
    {
        std::size_t mostChanges = 50'000;
        std::size_t changesOfABlock = 10'000; // between two whole snapshots
    };

    explicit TopologyHistory(Options options);
    TopologyHistory()
        : TopologyHistory(Options{})
    {
    }

    // The next version, in order of time. One that differs in motion only costs a comparison and no memory.
    void add(const TopologySnapshotPtr &snapshot);
    void clear();

    [[nodiscard]] bool isEmpty() const { return m_blocks.empty(); }
    [[nodiscard]] TimeRange range() const; // of versions kept; end: the last one's time
    // What was published in [start, end), in that order.
    [[nodiscard]] std::vector<TopologyChange> changes(const TimeRange &range) const;
    // The last so many of them, newest first.
    [[nodiscard]] std::vector<TopologyChange> newestChanges(const TimeRange &range, std::size_t atMost) const;
    [[nodiscard]] std::size_t changeCount() const { return m_changes; }
    // The version in force at a moment; null before the first one kept. Costs a copy of the graph.
    [[nodiscard]] TopologySnapshotPtr at(Timestamp time) const;
    // From when to when that version is in force, the newest one for ever; nothing before the first one.
    [[nodiscard]] std::optional<TimeRange> inForce(Timestamp time) const;
    // When the first version after a moment, the last one before it, was published in which nodes or links
    // came, went or are in another state; other fields do not count.
    [[nodiscard]] std::optional<Timestamp> changeAfter(Timestamp time) const;
    [[nodiscard]] std::optional<Timestamp> changeBefore(Timestamp time) const;
    // The health of a node within a range, in order of time; spans that meet differ. What none of them covers
    // is not known, or the node was not there. The newest version holds until the end of the range.
    [[nodiscard]] std::vector<HealthSpan> healthOf(std::string_view node, const TimeRange &range) const;
    // Between the versions in force at two moments; nothing where the first is not kept.
    [[nodiscard]] std::optional<TopologyDifference> difference(Timestamp from, Timestamp to) const;

private:
    // One node or link that got another value, or came; by its index in the block.
    struct Node
    {
        std::uint32_t index = 0;
        TopologyNode value;
    };
    struct Link
    {
        std::uint32_t index = 0;
        TopologyEdge value;
    };
    struct Version
    {
        Timestamp time{};
        std::uint64_t version = 0;
        std::uint64_t structure = 0;
        std::vector<Node> nodes;
        std::vector<Link> links;
        std::vector<TopologyChange> changes;
    };
    // Indices do not move within one.
    struct Block
    {
        TopologySnapshotPtr base;
        std::vector<TopologyChange> changes; // from the last version of the block before to the base
        std::vector<Version> versions;       // after the base
        std::size_t changeCount = 0;
    };

    void addToBlock(const TopologySnapshot &before, const TopologySnapshot &snapshot,
                    std::vector<TopologyChange> changes);
    void dropOldest();

    Options m_options;
    std::deque<Block> m_blocks;
    TopologySnapshotPtr m_last;
    std::size_t m_changes = 0;
};

} // namespace desk
