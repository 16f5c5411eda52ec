// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/network/routesearch_p.h"

#include <algorithm>

namespace desk {
namespace {

constexpr double unreachable = std::numeric_limits<double>::infinity();
constexpr RouteSearch::Cost unreached{unreachable, unreachable};
constexpr std::size_t children = 4;

} // namespace

RouteSearch::RouteSearch(const Network &network)
    : m_network(network)
    , m_nodeBarred(network.nodeCount(), 0)
    , m_linkBarred(network.linkCount(), 0)
{
}

void RouteSearch::push(Entry entry)
{
    const auto before = [](const Entry &a, const Entry &b) {
        return a.key != b.key ? a.key < b.key : a.node < b.node;
    };
    std::size_t i = m_heap.size();
    m_heap.push_back(entry);
    while (i > 0) {
        const std::size_t parent = (i - 1) / children;
        if (!before(entry, m_heap[parent]))
            break;
        m_heap[i] = m_heap[parent];
        i = parent;
    }
    m_heap[i] = entry;
}

RouteSearch::Entry RouteSearch::pop()
{
    const auto before = [](const Entry &a, const Entry &b) {
        return a.key != b.key ? a.key < b.key : a.node < b.node;
    };
    const Entry top = m_heap.front();
    const Entry last = m_heap.back();
    m_heap.pop_back();
    const std::size_t size = m_heap.size();
    std::size_t i = 0;
    while (size > 0) {
        const std::size_t first = i * children + 1;
        if (first >= size)
            break;
        std::size_t least = first;
        for (std::size_t k = first + 1; k < std::min(first + children, size); ++k)
            least = before(m_heap[k], m_heap[least]) ? k : least;
        if (!before(m_heap[least], last))
            break;
        m_heap[i] = m_heap[least];
        i = least;
    }
    if (size > 0)
        m_heap[i] = last;
    return top;
}

void RouteSearch::run(std::uint32_t from, std::uint32_t to, RouteMeasure measure, double leastGbps,
                      std::span<const Cost> bounds)
{
    const NetworkGraph &graph = m_network.graph();
    const auto bound = [&](std::uint32_t node) { return bounds.empty() ? Cost{} : bounds[node]; };
    const auto costOf = [&](std::uint32_t link) {
        const double latency = m_network.latencyMs(link);
        return measure == RouteMeasure::latency ? Cost{latency, 1}
                                                : Cost{1, std::isnan(latency) ? 0 : latency};
    };
    m_cost.assign(graph.nodeCount(), unreached);
    m_arrival.assign(graph.nodeCount(), {NetworkGraph::none, NetworkGraph::none});
    m_cost[from] = {};
    m_heap.clear();
    push({bound(from), from});
    while (!m_heap.empty()) {
        const Entry entry = pop();
        if (entry.node == to)
            return;
        const Cost cost = m_cost[entry.node];
        if (cost + bound(entry.node) < entry.key)
            continue; // a shorter way was found since
        for (const NetworkGraph::Arc &arc : graph.arcs(entry.node)) {
            if (!isOpen(arc) || (leastGbps > 0 && !(m_network.capacityGbps(arc.link) >= leastGbps)))
                continue;
            const Cost next = cost + costOf(arc.link);
            // An unknown latency is NaN, which is less than nothing.
            if (!(next < m_cost[arc.to]))
                continue;
            const Cost rest = bound(arc.to);
            if (rest.first == unreachable)
                continue; // leads nowhere
            m_cost[arc.to] = next;
            m_arrival[arc.to] = {entry.node, arc.link};
            push({next + rest, arc.to});
        }
    }
}

std::optional<RouteSearch::Path> RouteSearch::cheapest(std::uint32_t from, std::uint32_t to,
                                                       RouteMeasure measure, double leastGbps,
                                                       std::span<const Cost> bounds)
{
    run(from, to, measure, leastGbps, bounds);
    if (m_cost[to] == unreached)
        return std::nullopt;
    Path path;
    path.cost = m_cost[to];
    path.nodes.push_back(to);
    for (std::uint32_t node = to; node != from; node = m_arrival[node].to) {
        path.links.push_back(m_arrival[node].link);
        path.nodes.push_back(m_arrival[node].to);
    }
    std::ranges::reverse(path.nodes);
    std::ranges::reverse(path.links);
    return path;
}

std::vector<RouteSearch::Cost> RouteSearch::costsFrom(std::uint32_t from, RouteMeasure measure)
{
    run(from, NetworkGraph::none, measure, 0, {});
    return std::move(m_cost);
}

double RouteSearch::widest(std::uint32_t from, std::uint32_t to, double enough)
{
    const NetworkGraph &graph = m_network.graph();
    m_width.assign(graph.nodeCount(), 0);
    m_width[from] = enough;
    m_heap.clear();
    push({{-enough, 0}, from}); // the widest is the least
    while (!m_heap.empty()) {
        const Entry entry = pop();
        if (entry.node == to)
            break;
        if (-entry.key.first < m_width[entry.node])
            continue;
        for (const NetworkGraph::Arc &arc : graph.arcs(entry.node)) {
            if (!isOpen(arc))
                continue;
            // NaN is not above anything.
            const double capacity = m_network.capacityGbps(arc.link);
            const double width = capacity < m_width[entry.node] ? capacity : m_width[entry.node];
            if (std::isnan(capacity) || !(width > m_width[arc.to]))
                continue;
            m_width[arc.to] = width;
            push({{-width, 0}, arc.to});
        }
    }
    return m_width[to];
}

std::pair<std::size_t, bool> RouteSearch::reach(std::uint32_t from, std::uint32_t to) const
{
    std::vector<std::uint8_t> seen(m_network.nodeCount(), 0);
    std::vector<std::uint32_t> queue{from};
    seen[from] = 1;
    for (std::size_t i = 0; i < queue.size(); ++i) {
        for (const NetworkGraph::Arc &arc : m_network.graph().arcs(queue[i])) {
            if (isOpen(arc) && std::exchange(seen[arc.to], std::uint8_t{1}) == 0)
                queue.push_back(arc.to);
        }
    }
    return {queue.size(), seen[to] != 0};
}

} // namespace desk
