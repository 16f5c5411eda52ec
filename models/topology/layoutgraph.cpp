// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/topology/layoutgraph.h"

#include <algorithm>
#include <numeric>

namespace desk {
namespace {

constexpr std::chrono::minutes keepInactive{10};

LayoutRole roleOf(NodeType type)
{
    return type == NodeType::groundStation ? LayoutRole::station
           : type == NodeType::dataCenter  ? LayoutRole::dataCentre
                                           : LayoutRole::other;
}

// Disjoint sets with path halving.
class Pieces
{
public:
    explicit Pieces(std::size_t count)
        : m_parent(count)
    {
        std::iota(m_parent.begin(), m_parent.end(), 0U);
    }
    std::uint32_t of(std::uint32_t node)
    {
        while (m_parent[node] != node)
            node = m_parent[node] = m_parent[m_parent[node]];
        return node;
    }
    void join(std::uint32_t a, std::uint32_t b) { m_parent[of(a)] = of(b); }

private:
    std::vector<std::uint32_t> m_parent;
};

// Nodes that the rest can do without: ground nodes, and whatever hangs on them alone. None when the others
// fall apart without them.
std::vector<bool> followersOf(const TopologySnapshot &snapshot)
{
    const auto count = snapshot.nodes.size();
    Pieces pieces(count);
    std::size_t ground = 0;
    for (const TopologyEdge &edge : snapshot.edges) {
        if (!isGround(snapshot.nodes[edge.source].type) && !isGround(snapshot.nodes[edge.target].type))
            pieces.join(edge.source, edge.target);
    }
    std::vector<std::size_t> size(count);
    for (std::uint32_t i = 0; i < count; ++i) {
        if (isGround(snapshot.nodes[i].type))
            ++ground;
        else
            ++size[pieces.of(i)];
    }
    constexpr std::size_t meaningful = 3; // nodes that make a piece of the mesh
    std::size_t held = 0;
    for (const std::size_t s : size)
        held += s >= meaningful ? s : 0;
    if (ground == 0 || 2 * held < count - ground)
        return {};
    std::vector<bool> followers(count);
    for (std::uint32_t i = 0; i < count; ++i)
        followers[i] = isGround(snapshot.nodes[i].type) || size[pieces.of(i)] < meaningful;
    return followers;
}

} // namespace

LayoutGraph layoutGraphOf(const TopologySnapshot &snapshot)
{
    LayoutGraph graph;
    graph.nodeCount = snapshot.nodes.size();
    graph.followers = followersOf(snapshot);
    for (const TopologyEdge &edge : snapshot.edges) {
        const bool follows =
            !graph.followers.empty() && (graph.followers[edge.source] || graph.followers[edge.target]);
        const bool recent = !edge.learned || snapshot.time - edge.activeSince < keepInactive;
        if (edge.active || (!follows && recent))
            graph.edges.emplace_back(std::min(edge.source, edge.target), std::max(edge.source, edge.target));
    }
    std::sort(graph.edges.begin(), graph.edges.end());
    graph.geographic = geographicOf(snapshot);
    graph.roles.resize(graph.nodeCount);
    for (std::size_t i = 0; i < graph.nodeCount; ++i)
        graph.roles[i] = roleOf(snapshot.nodes[i].type);
    return graph;
}

std::vector<std::optional<LayoutPoint>> geographicOf(const TopologySnapshot &snapshot)
{
    std::vector<std::optional<LayoutPoint>> places(snapshot.nodes.size());
    for (std::size_t i = 0; i < places.size(); ++i) {
        if (snapshot.nodes[i].hasPosition)
            places[i] = LayoutPoint{snapshot.nodes[i].longitude, snapshot.nodes[i].latitude};
    }
    return places;
}

void continueLayout(LayoutGraph &next, const LayoutGraph &last, const std::vector<LayoutPoint> &positions,
                    const std::vector<std::int64_t> &nodeBefore)
{
    std::vector<std::int64_t> nodeAfter(last.nodeCount, -1);
    next.previous.assign(next.nodeCount, std::nullopt);
    next.changed.assign(next.nodeCount, true);
    for (std::size_t i = 0; i < next.nodeCount; ++i) {
        const auto before = nodeBefore[i];
        if (before < 0 || static_cast<std::size_t>(before) >= positions.size())
            continue;
        nodeAfter[static_cast<std::size_t>(before)] = static_cast<std::int64_t>(i);
        next.previous[i] = positions[static_cast<std::size_t>(before)];
        next.changed[i] = false;
    }
    std::vector<LayoutEdge> was;
    for (const auto &[a, b] : last.edges) {
        const auto [x, y] = std::minmax(nodeAfter[a], nodeAfter[b]);
        if (x >= 0)
            was.emplace_back(static_cast<std::uint32_t>(x), static_cast<std::uint32_t>(y));
        else if (y >= 0)
            next.changed[static_cast<std::size_t>(y)] = true;
    }
    std::sort(was.begin(), was.end());
    std::vector<LayoutEdge> differing;
    std::set_symmetric_difference(was.begin(), was.end(), next.edges.begin(), next.edges.end(),
                                  std::back_inserter(differing));
    for (const auto &[a, b] : differing) {
        const bool aFollows = !next.followers.empty() && next.followers[a];
        const bool bFollows = !next.followers.empty() && next.followers[b];
        // A pass begins or ends: that is the station's affair.
        next.changed[a] = next.changed[a] || aFollows || !bFollows;
        next.changed[b] = next.changed[b] || bFollows || !aFollows;
    }
}

} // namespace desk
