// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/topology/topologyunion.h"

#include <algorithm>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

namespace desk {
namespace {

std::uint64_t pairOf(std::uint32_t a, std::uint32_t b)
{
    return std::uint64_t{std::min(a, b)} << 32U | std::max(a, b);
}

// The lists of before are the beginnings of those of now: the usual case of one topology.
bool isContinued(const TopologySnapshot &before, const TopologySnapshot &now)
{
    const auto sameName = [](const TopologyNode &a, const TopologyNode &b) { return a.name == b.name; };
    const auto sameEnds = [](const TopologyEdge &a, const TopologyEdge &b) {
        return a.source == b.source && a.target == b.target;
    };
    return before.nodes.size() <= now.nodes.size() && before.edges.size() <= now.edges.size() &&
           std::equal(before.nodes.begin(), before.nodes.end(), now.nodes.begin(), sameName) &&
           std::equal(before.edges.begin(), before.edges.end(), now.edges.begin(), sameEnds);
}

// A number for lists that no topology counts up to, and that another pair of lists hardly has.
std::uint64_t mixed(std::uint64_t a, std::uint64_t b)
{
    std::uint64_t x = a * 0x9E3779B97F4A7C15U + b;
    x = (x ^ (x >> 30U)) * 0xBF58476D1CE4E5B9U;
    return (x ^ (x >> 27U)) | (std::uint64_t{1} << 63U);
}

} // namespace

TopologyUnion unionOf(const TopologySnapshotPtr &before, const TopologySnapshotPtr &now)
{
    TopologyUnion result{now, now->nodes.size(), now->edges.size()};
    if (before == now || isContinued(*before, *now))
        return result;
    std::unordered_map<std::string_view, std::uint32_t> places;
    places.reserve(before->nodes.size() + now->nodes.size());
    for (std::uint32_t i = 0; i < now->nodes.size(); ++i)
        places.emplace(now->nodes[i].name, i);
    std::unordered_set<std::uint64_t> links;
    links.reserve(before->edges.size() + now->edges.size());
    for (const TopologyEdge &edge : now->edges)
        links.insert(pairOf(edge.source, edge.target));
    std::vector<const TopologyNode *> goneNodes;
    std::vector<std::uint32_t> placeOf;
    for (const TopologyNode &node : before->nodes) {
        const auto [found, isGone] =
            places.emplace(node.name, std::uint32_t(now->nodes.size() + goneNodes.size()));
        if (isGone)
            goneNodes.push_back(&node);
        placeOf.push_back(found->second);
    }
    std::vector<TopologyEdge> goneEdges;
    for (const TopologyEdge &edge : before->edges) {
        const std::uint32_t source = placeOf[edge.source];
        const std::uint32_t target = placeOf[edge.target];
        if (!links.insert(pairOf(source, target)).second)
            continue;
        TopologyEdge &gone = goneEdges.emplace_back(edge);
        gone.source = source;
        gone.target = target;
        gone.active = false;
    }
    if (goneNodes.empty() && goneEdges.empty())
        return result;
    auto joined = std::make_shared<TopologySnapshot>(*now);
    const std::uint64_t lists = mixed(now->indexing, mixed(result.nodes, result.edges));
    joined->structure = mixed(now->structure, before->structure);
    joined->indexing = mixed(lists, mixed(goneNodes.size(), goneEdges.size()));
    for (const TopologyNode *node : goneNodes)
        joined->nodes.push_back(*node);
    joined->edges.insert(joined->edges.end(), goneEdges.begin(), goneEdges.end());
    result.snapshot = std::move(joined);
    return result;
}

} // namespace desk
