// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/topology/hopdistances_p.h"

#include <algorithm>
#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/breadth_first_search.hpp>
#include <boost/graph/connected_components.hpp>
#include <boost/graph/cuthill_mckee_ordering.hpp>
#include <boost/graph/two_bit_color_map.hpp>
#include <numeric>

namespace desk {
namespace {

using Graph = boost::adjacency_list<boost::vecS, boost::vecS, boost::undirectedS>;

class HopRecorder : public boost::default_bfs_visitor
{
public:
    explicit HopRecorder(std::vector<std::uint16_t> &hops)
        : m_hops(hops)
    {
    }
    void tree_edge(Graph::edge_descriptor edge, const Graph &graph) const
    {
        const std::uint16_t before = m_hops[boost::source(edge, graph)];
        m_hops[boost::target(edge, graph)] =
            static_cast<std::uint16_t>(std::min<int>(before + 1, HopDistances::unreachable));
    }

private:
    std::vector<std::uint16_t> &m_hops;
};

} // namespace

struct HopDistances::Impl
{
    Graph graph;
    std::vector<std::uint16_t> hops;
};

HopDistances::HopDistances(std::size_t nodeCount, std::span<const LayoutEdge> edges)
    : m_impl(std::make_unique<Impl>())
{
    m_impl->graph = Graph(edges.begin(), edges.end(), nodeCount);
    m_impl->hops.resize(nodeCount);
}

HopDistances::~HopDistances() = default;

std::size_t HopDistances::nodeCount() const
{
    return m_impl->hops.size();
}

std::span<const std::uint16_t> HopDistances::from(std::uint32_t source)
{
    std::fill(m_impl->hops.begin(), m_impl->hops.end(), unreachable);
    m_impl->hops[source] = 0;
    boost::queue<std::uint32_t> queue;
    const auto colours =
        boost::make_two_bit_color_map(nodeCount(), boost::get(boost::vertex_index, m_impl->graph));
    boost::breadth_first_visit(m_impl->graph, source, queue, HopRecorder(m_impl->hops), colours);
    return m_impl->hops;
}

std::vector<std::uint32_t> HopDistances::neighbours(std::uint32_t node) const
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
        boost::make_degree_map(m_impl->graph));
    return order;
}

} // namespace desk
