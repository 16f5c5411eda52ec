// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/datalink/latencyroutes.h"

#include <algorithm>
#include <functional>
#include <limits>

namespace desk {

void LatencyRoutes::setGraph(std::uint32_t nodes, std::uint32_t firstEnd, std::span<const Edge> edges)
{
    m_firstEnd = firstEnd;
    m_first.assign(nodes + 1, 0);
    for (const Edge &edge : edges) {
        ++m_first[edge.a + 1];
        ++m_first[edge.b + 1];
    }
    for (std::size_t i = 1; i < m_first.size(); ++i)
        m_first[i] += m_first[i - 1];
    m_arcs.resize(2 * edges.size());
    std::vector<std::uint32_t> next(m_first.begin(), m_first.end() - 1);
    for (std::uint32_t i = 0; i < edges.size(); ++i) {
        m_arcs[next[edges[i].a]++] = {edges[i].b, 2 * i, edges[i].latencyMs};
        m_arcs[next[edges[i].b]++] = {edges[i].a, 2 * i + 1, edges[i].latencyMs};
    }
}

void LatencyRoutes::runFrom(std::uint32_t source)
{
    const std::size_t nodes = m_first.size() - 1;
    m_distance.assign(nodes, std::numeric_limits<double>::infinity());
    m_arrival.assign(nodes, none);
    m_previous.assign(nodes, source);
    m_distance[source] = 0;
    m_heap.assign(1, {0, source});
    while (!m_heap.empty()) {
        std::pop_heap(m_heap.begin(), m_heap.end(), std::greater{});
        const Entry entry = m_heap.back();
        m_heap.pop_back();
        if (entry.distance > m_distance[entry.node] || (entry.node >= m_firstEnd && entry.node != source))
            continue;
        for (std::uint32_t i = m_first[entry.node]; i < m_first[entry.node + 1]; ++i) {
            const Arc &arc = m_arcs[i];
            const double distance = entry.distance + arc.latencyMs;
            if (distance >= m_distance[arc.to])
                continue;
            m_distance[arc.to] = distance;
            m_arrival[arc.to] = arc.step;
            m_previous[arc.to] = entry.node;
            m_heap.push_back({distance, arc.to});
            std::push_heap(m_heap.begin(), m_heap.end(), std::greater{});
        }
    }
}

bool LatencyRoutes::appendPath(std::uint32_t target, std::vector<Step> &path) const
{
    if (m_arrival[target] == none)
        return false;
    const auto begin = static_cast<std::ptrdiff_t>(path.size());
    for (std::uint32_t node = target; m_arrival[node] != none; node = m_previous[node])
        path.push_back(m_arrival[node]);
    std::reverse(path.begin() + begin, path.end());
    return true;
}

} // namespace desk
