// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/topology/topologyhistory.h"

#include <algorithm>
#include <utility>

namespace desk {

TopologyHistory::TopologyHistory(Options options)
    : m_options(options)
{
}

void TopologyHistory::add(const TopologySnapshotPtr &snapshot)
{
    if (!snapshot || (m_last && (snapshot == m_last || snapshot->time < m_last->time)))
        return;
    if (!m_last) {
        m_blocks.push_back({snapshot, {}, {}, 0});
        m_last = snapshot;
        return;
    }
    TopologyDifference difference = differenceOf(*m_last, *snapshot);
    const bool moved = snapshot->indexing != m_last->indexing ||
                       snapshot->nodes.size() < m_last->nodes.size() ||
                       snapshot->edges.size() < m_last->edges.size();
    const TopologySnapshotPtr before = std::exchange(m_last, snapshot);
    if (difference.isEmpty() && !moved)
        return;
    m_changes += difference.changes.size();
    if (moved || m_blocks.back().changeCount >= m_options.changesOfABlock) {
        Block &block = m_blocks.emplace_back();
        block.base = snapshot;
        block.changeCount = difference.changes.size();
        block.changes = std::move(difference.changes);
    } else {
        addToBlock(*before, *snapshot, std::move(difference.changes));
    }
    while (m_changes > m_options.mostChanges && m_blocks.size() > 1)
        dropOldest();
}

void TopologyHistory::clear()
{
    *this = TopologyHistory(m_options);
}

void TopologyHistory::addToBlock(const TopologySnapshot &before, const TopologySnapshot &snapshot,
                                 std::vector<TopologyChange> changes)
{
    Block &block = m_blocks.back();
    Version &version = block.versions.emplace_back();
    version.time = snapshot.time;
    version.version = snapshot.version;
    version.structure = snapshot.structure;
    for (std::uint32_t i = 0; i < snapshot.nodes.size(); ++i) {
        if (i >= before.nodes.size() || !isSameButForMotion(before.nodes[i], snapshot.nodes[i]))
            version.nodes.push_back({i, snapshot.nodes[i]});
    }
    for (std::uint32_t i = 0; i < snapshot.edges.size(); ++i) {
        if (i >= before.edges.size() || !isSameLink(before.edges[i], snapshot.edges[i]))
            version.links.push_back({i, snapshot.edges[i]});
    }
    block.changeCount += changes.size();
    version.changes = std::move(changes);
}

void TopologyHistory::dropOldest()
{
    m_changes -= m_blocks.front().changeCount;
    m_blocks.pop_front();
    // How it came to its base is part of what is gone.
    Block &first = m_blocks.front();
    m_changes -= first.changes.size();
    first.changeCount -= first.changes.size();
    first.changes.clear();
}

TimeRange TopologyHistory::range() const
{
    if (m_blocks.empty())
        return {};
    return {m_blocks.front().base->time, m_last->time};
}

std::vector<TopologyChange> TopologyHistory::changes(const TimeRange &range) const
{
    std::vector<TopologyChange> found;
    const auto take = [&](Timestamp time, const std::vector<TopologyChange> &changes) {
        if (range.contains(time))
            found.insert(found.end(), changes.begin(), changes.end());
    };
    for (const Block &block : m_blocks) {
        take(block.base->time, block.changes);
        for (const Version &version : block.versions)
            take(version.time, version.changes);
    }
    return found;
}

TopologySnapshotPtr TopologyHistory::at(Timestamp time) const
{
    const auto block = std::find_if(m_blocks.rbegin(), m_blocks.rend(),
                                    [time](const Block &each) { return each.base->time <= time; });
    if (block == m_blocks.rend())
        return nullptr;
    if (block->versions.empty() || block->versions.front().time > time)
        return block->base;
    auto snapshot = std::make_shared<TopologySnapshot>(*block->base);
    for (const Version &version : block->versions) {
        if (version.time > time)
            break;
        snapshot->time = version.time;
        snapshot->version = version.version;
        snapshot->structure = version.structure;
        // New ones come in order of index.
        for (const Node &node : version.nodes) {
            if (node.index < snapshot->nodes.size())
                snapshot->nodes[node.index] = node.value;
            else
                snapshot->nodes.push_back(node.value);
        }
        for (const Link &link : version.links) {
            if (link.index < snapshot->edges.size())
                snapshot->edges[link.index] = link.value;
            else
                snapshot->edges.push_back(link.value);
        }
    }
    return snapshot;
}

std::optional<TopologyDifference> TopologyHistory::difference(Timestamp from, Timestamp to) const
{
    const TopologySnapshotPtr before = at(from);
    const TopologySnapshotPtr now = at(to);
    if (!before || !now)
        return std::nullopt;
    return differenceOf(*before, *now);
}

} // namespace desk
