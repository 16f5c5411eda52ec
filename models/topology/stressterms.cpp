// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/topology/stressterms_p.h"

#include <algorithm>

namespace desk {

std::vector<StressTerm> pairTerms(HopDistances &hops, const std::vector<bool> &movable,
                                  std::uint16_t mostHops, const std::stop_token &stop)
{
    std::vector<StressTerm> terms;
    const auto count = static_cast<std::uint32_t>(hops.nodeCount());
    for (std::uint32_t i = 0; i < count && !stop.stop_requested(); ++i) {
        if (!movable[i])
            continue;
        const auto add = [&](std::uint32_t j, std::uint16_t d) {
            if (d == 0 || (movable[j] && j < i))
                return;
            const float weight = 1.0F / (float(d) * float(d));
            terms.push_back({i, j, float(d), weight, movable[j] ? weight : 0.0F});
        };
        if (mostHops < allHops) {
            for (const auto [j, d] : hops.around(i, mostHops))
                add(j, d);
            continue;
        }
        const auto distance = hops.from(i);
        for (std::uint32_t j = 0; j < count; ++j) {
            if (distance[j] != HopDistances::unreachable)
                add(j, distance[j]);
        }
    }
    return terms;
}

StressPivots::StressPivots(HopDistances &hops, std::size_t count, const std::stop_token &stop)
    : m_nearest(hops.nodeCount(), HopDistances::unreachable)
    , m_region(hops.nodeCount())
{
    count = std::min(count, hops.nodeCount());
    std::uint32_t next = 0;
    while (m_nodes.size() < count && !stop.stop_requested()) {
        const auto from = hops.from(next);
        const auto rank = static_cast<std::uint32_t>(m_nodes.size());
        m_nodes.push_back(next);
        m_hops.emplace_back(from.begin(), from.end());
        for (std::size_t i = 0; i < from.size(); ++i) {
            if (from[i] < m_nearest[i]) {
                m_nearest[i] = from[i];
                m_region[i] = rank;
            }
        }
        next = static_cast<std::uint32_t>(std::max_element(m_nearest.begin(), m_nearest.end()) -
                                          m_nearest.begin());
    }
}

std::vector<float> StressPivots::weights(std::size_t pivot) const
{
    const auto furthest = *std::max_element(m_hops[pivot].begin(), m_hops[pivot].end());
    std::vector<std::uint32_t> within(furthest + std::size_t{1}); // of its region, so many hops from it
    for (std::size_t i = 0; i < m_region.size(); ++i) {
        if (m_region[i] == pivot)
            ++within[m_nearest[i]];
    }
    for (std::size_t d = 1; d < within.size(); ++d)
        within[d] += within[d - 1];
    std::vector<float> weights(within.size());
    for (std::size_t d = 1; d < weights.size(); ++d)
        weights[d] = float(within[d / 2]) / (float(d) * float(d));
    return weights;
}

std::vector<StressTerm> pivotTerms(const StressPivots &pivots, std::span<const LayoutEdge> edges)
{
    std::vector<StressTerm> terms;
    const auto nodes = pivots.nodes();
    terms.reserve(edges.size() + (nodes.empty() ? 0 : nodes.size() * pivots.hopsFrom(0).size()));
    for (const auto &[a, b] : edges)
        terms.push_back({a, b, 1, 1, 1});
    for (std::size_t p = 0; p < nodes.size(); ++p) {
        const auto hops = pivots.hopsFrom(p);
        const auto weights = pivots.weights(p);
        for (std::uint32_t i = 0; i < hops.size(); ++i) {
            if (hops[i] > 1) // 1: the link's own term
                terms.push_back({i, nodes[p], float(hops[i]), weights[hops[i]], 0});
        }
    }
    return terms;
}

} // namespace desk
