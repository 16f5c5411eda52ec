// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/topology/hopdistances_p.h"

#include <algorithm>
#include <boost/graph/breadth_first_search.hpp>
#include <boost/graph/compressed_sparse_row_graph.hpp>
#include <boost/graph/connected_components.hpp>
#include <boost/graph/cuthill_mckee_ordering.hpp>

namespace desk {
namespace {

// Each link in both directions: in rows one behind the other a search runs five times as fast as over lists.
using Graph = boost::compressed_sparse_row_graph<boost::directedS, boost::no_property, boost::no_property,
                                                 boost::no_property, std::uint32_t, std::uint32_t>;

// A node is white until the search gave it a distance: no colours to keep and to clear.
struct ColourByHops
{
    using key_type = std::uint32_t;
    using value_type = boost::two_bit_color_type;
    using reference = value_type;
    using category = boost::read_write_property_map_tag;

    std::uint16_t *hops;
};

boost::two_bit_color_type get(const ColourByHops &colours, std::uint32_t node)
{
    return colours.hops[node] == HopDistances::unreachable ? boost::two_bit_white : boost::two_bit_black;
}

void put(const ColourByHops &, std::uint32_t, boost::two_bit_color_type) {}

class HopRecorder : public boost::default_bfs_visitor
{
public:
    explicit HopRecorder(std::uint16_t *hops)
        : m_hops(hops)
    {
    }
    void tree_edge(Graph::edge_descriptor edge, const Graph &graph) const
    {
        // One that is too far still counts as found; it looks like its neighbour before it.
        const int before = m_hops[boost::source(edge, graph)];
        m_hops[boost::target(edge, graph)] =
            static_cast<std::uint16_t>(std::min(before + 1, HopDistances::unreachable - 1));
    }

private:
    std::uint16_t *m_hops;
};

// A queue that each node enters once.
class NodeQueue
{
public:
    explicit NodeQueue(std::vector<std::uint32_t> &room)
        : m_room(room)
    {
    }
    void push(std::uint32_t node) { m_room[m_end++] = node; }
    void pop() { ++m_begin; }
    [[nodiscard]] std::uint32_t top() const { return m_room[m_begin]; }
    [[nodiscard]] bool empty() const { return m_begin == m_end; }

private:
    std::vector<std::uint32_t> &m_room;
    std::size_t m_begin = 0;
    std::size_t m_end = 0;
};

std::vector<LayoutEdge> bothWays(std::span<const LayoutEdge> edges)
{
    std::vector<LayoutEdge> all;
    all.reserve(2 * edges.size());
    for (const auto &[a, b] : edges) {
        all.emplace_back(a, b);
        all.emplace_back(b, a);
    }
    return all;
}

} // namespace

struct HopDistances::Impl
{
    Graph graph;
    std::vector<std::uint16_t> hops;
    std::vector<std::uint32_t> queue;
    std::vector<Near> near;
    std::vector<std::uint32_t> seenIn; // the last search around a node that met it
    std::uint32_t searches = 0;
};

HopDistances::HopDistances(std::size_t nodeCount, std::span<const LayoutEdge> edges)
    : m_impl(std::make_unique<Impl>())
{
    const auto all = bothWays(edges);
    m_impl->graph = Graph(boost::edges_are_unsorted_multi_pass, all.begin(), all.end(),
                          static_cast<std::uint32_t>(nodeCount));
    m_impl->hops.resize(nodeCount);
    m_impl->queue.resize(nodeCount);
}

HopDistances::~HopDistances() = default;

std::size_t HopDistances::nodeCount() const
{
    return m_impl->hops.size();
}

std::span<const std::uint16_t> HopDistances::from(std::uint32_t source)
{
    std::fill(m_impl->hops.begin(), m_impl->hops.end(), unreachable);
    std::uint16_t *const hops = m_impl->hops.data();
    hops[source] = 0;
    NodeQueue queue(m_impl->queue);
    boost::breadth_first_visit(m_impl->graph, source, queue, HopRecorder(hops), ColourByHops{hops});
    return m_impl->hops;
}

std::span<const HopDistances::Near> HopDistances::around(std::uint32_t source, std::uint16_t mostHops,
                                                         std::size_t most)
{
    std::vector<Near> &near = m_impl->near;
    std::vector<std::uint32_t> &seenIn = m_impl->seenIn;
    seenIn.resize(nodeCount());
    const std::uint32_t search = ++m_impl->searches;
    near.assign(1, {source, 0});
    seenIn[source] = search;
    for (std::size_t next = 0; next < near.size() && near[next].hops < mostHops; ++next) {
        const Near here = near[next];
        for (const std::uint32_t node : neighbours(here.node)) {
            if (here.hops > 0 && near.size() > most)
                return std::span(near).subspan(1);
            if (seenIn[node] == search)
                continue;
            seenIn[node] = search;
            near.push_back({node, static_cast<std::uint16_t>(here.hops + 1)});
        }
    }
    return std::span(near).subspan(1);
}

std::span<const std::uint32_t> HopDistances::neighbours(std::uint32_t node) const
{
    const auto [begin, end] = boost::adjacent_vertices(node, m_impl->graph);
    return {begin, end};
}

std::vector<std::uint32_t> HopDistances::components() const
{
    std::vector<std::uint32_t> component(nodeCount());
    if (!component.empty())
        boost::connected_components(m_impl->graph, component.data());
    return component;
}

std::vector<std::uint32_t> HopDistances::narrowOrder() const
{
    std::vector<std::uint32_t> order(nodeCount());
    if (order.empty())
        return order;
    std::vector<boost::default_color_type> colours(nodeCount());
    boost::cuthill_mckee_ordering(
        m_impl->graph, order.rbegin(),
        boost::make_iterator_property_map(colours.begin(), boost::get(boost::vertex_index, m_impl->graph)),
        boost::make_out_degree_map(m_impl->graph));
    return order;
}

} // namespace desk
