// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/itemmodels/topologychangeoverlay.h"

#include "models/topology/topologyunion.h"

#include <algorithm>
#include <unordered_map>

namespace desk {
namespace {

using Kind = TopologyChange::Kind;

OverlayMark markOf(Kind kind)
{
    switch (kind) {
    case Kind::nodeAdded:
    case Kind::linkAdded:
        return OverlayMark::added;
    case Kind::nodeRemoved:
    case Kind::linkRemoved:
        return OverlayMark::removed;
    case Kind::nodeHealth:
    case Kind::nodeChanged:
    case Kind::linkUp:
    case Kind::linkDown:
    case Kind::linkFlapped:
    case Kind::linkChanged:
        break;
    }
    return OverlayMark::changed;
}

std::uint64_t pairOf(std::uint32_t a, std::uint32_t b)
{
    return std::uint64_t{std::min(a, b)} << 32U | std::max(a, b);
}

} // namespace

OverlayContent changeOverlay(const TopologySnapshotPtr &before, const TopologySnapshotPtr &now,
                             const std::vector<TopologyChange> &changes)
{
    OverlayContent content;
    content.before = before;
    content.snapshot = unionOf(before, now).snapshot;
    content.nodes.assign(content.snapshot->nodes.size(), OverlayMark::none);
    content.links.assign(content.snapshot->edges.size(), OverlayMark::none);
    std::unordered_map<std::string_view, std::uint32_t> nodes;
    for (std::uint32_t i = 0; i < content.snapshot->nodes.size(); ++i)
        nodes.emplace(content.snapshot->nodes[i].name, i);
    std::unordered_map<std::uint64_t, std::uint32_t> links;
    for (std::uint32_t i = 0; i < content.snapshot->edges.size(); ++i)
        links.emplace(pairOf(content.snapshot->edges[i].source, content.snapshot->edges[i].target), i);
    for (const TopologyChange &change : changes) {
        const auto node = nodes.find(change.node);
        if (node == nodes.end())
            continue;
        // Came or went says more than that it is another.
        const auto mark = [kind = change.kind](OverlayMark &at) {
            if (at == OverlayMark::none || at == OverlayMark::changed)
                at = markOf(kind);
        };
        if (change.target.empty()) {
            mark(content.nodes[node->second]);
            continue;
        }
        const auto target = nodes.find(change.target);
        const auto link =
            target == nodes.end() ? links.end() : links.find(pairOf(node->second, target->second));
        if (link != links.end())
            mark(content.links[link->second]);
    }
    return content;
}

} // namespace desk
