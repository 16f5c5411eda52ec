// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/topology/topologygraph_p.h"

#include <boost/graph/adjacency_list.hpp>

namespace desk {

struct TopologyGraph::Impl
{
    using Graph = boost::adjacency_list<boost::hash_setS, boost::vecS, boost::undirectedS, boost::no_property,
                                        boost::property<boost::edge_index_t, std::uint32_t>>;
    Graph graph;
};

TopologyGraph::TopologyGraph()
    : m_impl(std::make_unique<Impl>())
{
}

TopologyGraph::~TopologyGraph() = default;

void TopologyGraph::clear()
{
    m_impl->graph.clear();
}

void TopologyGraph::addNode()
{
    boost::add_vertex(m_impl->graph);
}

void TopologyGraph::addEdge(std::uint32_t a, std::uint32_t b, std::uint32_t edge)
{
    boost::add_edge(a, b, {edge}, m_impl->graph);
}

std::uint32_t TopologyGraph::find(std::uint32_t a, std::uint32_t b) const
{
    const auto [edge, exists] = boost::edge(a, b, m_impl->graph);
    return exists ? boost::get(boost::edge_index, m_impl->graph, edge) : none;
}

std::vector<std::uint32_t> TopologyGraph::neighbours(std::uint32_t node) const
{
    const auto [begin, end] = boost::adjacent_vertices(node, m_impl->graph);
    return {begin, end};
}

} // namespace desk
