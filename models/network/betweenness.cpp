// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/network/betweenness.h"

#include <algorithm>
#include <functional>
#include <random>

namespace desk {
namespace {

constexpr double unreached = std::numeric_limits<double>::infinity();
constexpr double shortestMs = 1e-9;

// From one source: shortest ways to all, counted, then what each node and link has of them, from afar
// inwards.
class Brandes
{
public:
    Brandes(const Network &network, bool byLatency)
        : m_network(network)
        , m_byLatency(byLatency)
        , m_distance(network.nodeCount())
        , m_ways(network.nodeCount())
        , m_share(network.nodeCount())
        , m_done(network.nodeCount())
    {
    }

    void addFrom(std::uint32_t source, Betweenness &sum)
    {
        std::ranges::fill(m_distance, unreached);
        std::ranges::fill(m_ways, 0.0);
        std::ranges::fill(m_share, 0.0);
        m_order.clear();
        m_distance[source] = 0;
        m_ways[source] = 1;
        if (m_byLatency)
            searchByLatency(source);
        else
            searchByHops(source);
        for (auto node = m_order.rbegin(); node != m_order.rend(); ++node) {
            for (const NetworkGraph::Arc &arc : m_network.graph().arcs(*node)) {
                // Before it on a shortest way?
                if (!isOpen(arc) || m_distance[arc.to] + lengthOf(arc.link) != m_distance[*node])
                    continue;
                const double part = m_ways[arc.to] / m_ways[*node] * (1 + m_share[*node]);
                m_share[arc.to] += part;
                sum.ofLink[arc.link] += part;
            }
            if (*node != source)
                sum.ofNode[*node] += m_share[*node];
        }
    }

private:
    [[nodiscard]] double lengthOf(std::uint32_t link) const
    {
        return m_byLatency ? std::max(m_network.latencyMs(link), shortestMs) : 1;
    }
    [[nodiscard]] bool isOpen(const NetworkGraph::Arc &arc) const
    {
        return m_network.isOpen(arc) && !(m_byLatency && std::isnan(m_network.latencyMs(arc.link)));
    }

    // True where the node was not known or is nearer than that.
    bool relax(std::uint32_t from, const NetworkGraph::Arc &arc)
    {
        const double distance = m_distance[from] + lengthOf(arc.link);
        if (distance > m_distance[arc.to])
            return false;
        const bool nearer = distance < m_distance[arc.to];
        m_ways[arc.to] = nearer ? m_ways[from] : m_ways[arc.to] + m_ways[from];
        m_distance[arc.to] = distance;
        return nearer;
    }

    void searchByHops(std::uint32_t source)
    {
        m_order.push_back(source);
        for (std::size_t i = 0; i < m_order.size(); ++i) {
            for (const NetworkGraph::Arc &arc : m_network.graph().arcs(m_order[i])) {
                if (isOpen(arc) && relax(m_order[i], arc))
                    m_order.push_back(arc.to);
            }
        }
    }

    void searchByLatency(std::uint32_t source)
    {
        std::ranges::fill(m_done, std::uint8_t{0});
        m_heap.assign(1, {0, source});
        while (!m_heap.empty()) {
            std::ranges::pop_heap(m_heap, std::greater{});
            const auto [distance, node] = m_heap.back();
            m_heap.pop_back();
            if (m_done[node] != 0)
                continue;
            m_done[node] = 1;
            m_order.push_back(node);
            for (const NetworkGraph::Arc &arc : m_network.graph().arcs(node)) {
                if (!isOpen(arc) || !relax(node, arc))
                    continue;
                m_heap.emplace_back(m_distance[arc.to], arc.to);
                std::ranges::push_heap(m_heap, std::greater{});
            }
        }
    }

    const Network &m_network;
    bool m_byLatency;
    std::vector<double> m_distance; // the following by node
    std::vector<double> m_ways;     // shortest ones
    std::vector<double> m_share;
    std::vector<std::uint8_t> m_done;
    std::vector<std::uint32_t> m_order; // from the source outwards
    std::vector<std::pair<double, std::uint32_t>> m_heap;
};

// Not std::sample: its choice differs between standard libraries.
std::vector<std::uint32_t> sample(std::vector<std::uint32_t> nodes, std::size_t count, std::uint64_t seed)
{
    std::mt19937_64 random(seed);
    for (std::size_t i = 0; i < count; ++i)
        std::swap(nodes[i], nodes[i + random() % (nodes.size() - i)]);
    nodes.resize(count);
    return nodes;
}

} // namespace

Result<Betweenness> betweennessOf(const Network &network, const BetweennessOptions &options,
                                  const std::stop_token &stop)
{
    if (options.measure == RouteMeasure::capacity)
        return failure(ErrorCode::invalidArgument, "betweenness is counted by hops or latency", "measure");
    std::vector<std::uint32_t> working;
    for (std::uint32_t i = 0; i < network.nodeCount(); ++i) {
        if (network.works(i))
            working.push_back(i);
    }
    const std::size_t nodes = working.size();
    Betweenness result;
    result.ofNode.assign(network.nodeCount(), 0);
    result.ofLink.assign(network.linkCount(), 0);
    result.exact = nodes <= options.mostSources;
    result.sources = std::min(nodes, options.mostSources);
    if (!result.exact)
        working = sample(std::move(working), result.sources, options.seed);
    Brandes brandes(network, options.measure == RouteMeasure::latency);
    for (const std::uint32_t source : working) {
        if (stop.stop_requested())
            return failure(ErrorCode::timeout, "stopped");
        brandes.addFrom(source, result);
    }
    // Ordered pairs were counted; a sample stands for all sources.
    const double n = static_cast<double>(nodes);
    const double all = nodes > 0 ? static_cast<double>(result.sources) / n : 1;
    for (double &value : result.ofNode)
        value = nodes > 2 && all > 0 ? value / (all * (n - 1) * (n - 2)) : 0;
    for (double &value : result.ofLink)
        value = nodes > 1 && all > 0 ? value / (all * n * (n - 1)) : 0;
    return result;
}

} // namespace desk
