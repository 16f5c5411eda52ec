// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/topology/springlayout_p.h"

#include "models/topology/blockpacking_p.h"
#include "models/topology/hopdistances_p.h"

#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/fruchterman_reingold.hpp>
#include <boost/graph/kamada_kawai_spring_layout.hpp>
#include <boost/graph/topology.hpp>
#include <boost/random/linear_congruential.hpp>
#include <cmath>
#include <numbers>

namespace desk {
namespace {

using Graph = boost::adjacency_list<boost::vecS, boost::vecS, boost::undirectedS, boost::no_property,
                                    boost::property<boost::edge_weight_t, double>>;
using Frame = boost::rectangle_topology<boost::minstd_rand>;
using Plane = boost::convex_topology<2>::point;

constexpr int iterations = 300;
constexpr double firstTemperature = 0.1; // of the frame's side
constexpr double settled = 0.01;         // pull on a node, in link lengths
constexpr int localMoves = 10;
constexpr int movesPerNode = 100;

// One iteration: a temperature, then none.
class OneIteration
{
public:
    using result_type = double;
    explicit OneIteration(double temperature)
        : m_temperature(temperature)
    {
    }
    double operator()() { return std::exchange(m_temperature, 0); }

private:
    double m_temperature;
};

// Tells Kamada-Kawai that it is done: no node is pulled any more (or, within the moves of one node, that
// one), moves enough, or stopped. Boost's own tolerance compares one force with the next, and those of a
// regular graph are alike from the start.
class Patience
{
public:
    Patience(std::size_t nodes, const std::stop_token &stop)
        : m_left(movesPerNode * static_cast<int>(nodes))
        , m_stop(stop)
    {
    }
    template <class Vertex>
    bool operator()(double force, Vertex, const Graph &, bool global)
    {
        m_local = global ? 0 : m_local + 1;
        return --m_left < 0 || m_stop.stop_requested() || m_local > localMoves || force < settled;
    }

private:
    int m_left;
    int m_local = 0;
    std::stop_token m_stop;
};

} // namespace

struct SpringLayout::Impl
{
    Graph graph;
    boost::minstd_rand random;
    std::unique_ptr<Frame> frame;
    std::vector<Plane> places;
    double side = 1;
    std::vector<LayoutBlock> blocks; // connected parts
    std::size_t block = 0;
    std::vector<std::uint32_t> local; // node -> index in its block
};

SpringLayout::SpringLayout(LayoutGraph graph, LayoutKind kind, const LayoutOptions &options)
    : m_graph(std::move(graph))
    , m_kind(kind)
    , m_options(options)
    , m_impl(std::make_unique<Impl>())
{
    positions.resize(m_graph.nodeCount);
    m_impl->random.seed(options.seed);
    if (m_kind == LayoutKind::kamadaKawai) {
        const auto component = HopDistances(m_graph.nodeCount, m_graph.edges).components();
        for (std::uint32_t i = 0; i < m_graph.nodeCount; ++i) {
            if (component[i] >= m_impl->blocks.size())
                m_impl->blocks.resize(component[i] + std::size_t{1});
            m_impl->local.push_back(static_cast<std::uint32_t>(m_impl->blocks[component[i]].nodes.size()));
            m_impl->blocks[component[i]].nodes.push_back(i);
        }
        return;
    }
    // Its springs rest at the root of the area a node has: one.
    m_impl->graph = Graph(m_graph.edges.begin(), m_graph.edges.end(), m_graph.nodeCount);
    m_impl->side = std::sqrt(double(std::max<std::size_t>(1, m_graph.nodeCount)));
    m_impl->frame = std::make_unique<Frame>(m_impl->random, 0, 0, m_impl->side, m_impl->side);
    for (std::size_t i = 0; i < m_graph.nodeCount; ++i)
        m_impl->places.push_back(m_impl->frame->random_point());
}

SpringLayout::~SpringLayout() = default;

bool SpringLayout::step(const std::stop_token &stop)
{
    return m_kind == LayoutKind::kamadaKawai ? stepPart(stop) : stepFrame();
}

bool SpringLayout::stepFrame()
{
    auto &places = m_impl->places;
    const auto hold = [&] {
        for (std::size_t i = 0; i < places.size(); ++i) {
            if (m_graph.pinned[i]) {
                places[i][0] = m_graph.previous[i]->x;
                places[i][1] = m_graph.previous[i]->y;
            }
        }
    };
    hold();
    if (m_step < iterations && places.size() > 1) {
        const auto before = places;
        const double temperature =
            firstTemperature * m_impl->side * (1 - double(m_step) / double(iterations));
        const auto at =
            boost::make_iterator_property_map(places.begin(), boost::get(boost::vertex_index, m_impl->graph));
        boost::fruchterman_reingold_force_directed_layout(m_impl->graph, at, *m_impl->frame,
                                                          boost::cooling(OneIteration(temperature)));
        for (std::size_t i = 0; i < places.size(); ++i) { // without any force it divides by zero
            if (!std::isfinite(places[i][0]) || !std::isfinite(places[i][1]))
                places[i] = before[i];
        }
        hold();
    }
    for (std::size_t i = 0; i < places.size(); ++i)
        positions[i] = {places[i][0], places[i][1]};
    return ++m_step < iterations && places.size() > 1;
}

bool SpringLayout::stepPart(const std::stop_token &stop)
{
    if (m_impl->block == m_impl->blocks.size()) {
        if (m_step++ == 0)
            pack();
        return false;
    }
    LayoutBlock &block = m_impl->blocks[m_impl->block++];
    const std::size_t count = block.nodes.size();
    block.places.resize(count);
    if (count < 2)
        return true;
    Graph part(count);
    for (const std::uint32_t node : block.nodes) {
        const auto first = std::lower_bound(m_graph.edges.begin(), m_graph.edges.end(), LayoutEdge(node, 0));
        for (auto edge = first; edge != m_graph.edges.end() && edge->first == node; ++edge)
            boost::add_edge(m_impl->local[edge->first], m_impl->local[edge->second], 1.0, part);
    }
    std::vector<Plane> places(count); // from a circle, as its authors do
    for (std::size_t i = 0; i < count; ++i) {
        const double angle = 2 * std::numbers::pi * double(i) / double(count);
        places[i][0] = double(count) / 4 * std::cos(angle);
        places[i][1] = double(count) / 4 * std::sin(angle);
    }
    const boost::square_topology<boost::minstd_rand> topology(m_impl->random, double(count));
    boost::kamada_kawai_spring_layout(
        part, boost::make_iterator_property_map(places.begin(), boost::get(boost::vertex_index, part)),
        boost::get(boost::edge_weight, part), topology, boost::edge_length(1.0), Patience(count, stop));
    for (std::size_t i = 0; i < count; ++i) {
        const LayoutPoint place{places[i][0], places[i][1]};
        block.places[i] = std::isfinite(place.x) && std::isfinite(place.y) ? place : LayoutPoint{};
    }
    turnLevel(block);
    turnLike(block, m_graph.previous);
    return true;
}

void SpringLayout::pack()
{
    packBlocks(m_impl->blocks, m_options.aspect);
    for (const LayoutBlock &block : m_impl->blocks) {
        for (std::size_t i = 0; i < block.nodes.size(); ++i)
            positions[block.nodes[i]] = block.places[i];
    }
}

} // namespace desk
