// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/topology/stressterms_p.h"

#include <algorithm>

namespace desk {
namespace {

// How many nodes of a pivot's region lie within a radius of it.
class RegionCount
{
public:
    void add(std::uint16_t hops)
    {
        if (hops >= m_within.size())
            m_within.resize(hops + 1U);
        ++m_within[hops];
    }
    void accumulate()
    {
        for (std::size_t d = 1; d < m_within.size(); ++d)
            m_within[d] += m_within[d - 1];
    }
    std::uint32_t within(std::uint16_t hops) const
    {
        return m_within.empty() ? 0 : m_within[std::min<std::size_t>(hops, m_within.size() - 1)];
    }

private:
    std::vector<std::uint32_t> m_within;
};

} // namespace

std::vector<StressTerm> pairTerms(HopDistances &hops, const std::vector<bool> &movable,
                                  std::uint16_t mostHops, const std::stop_token &stop)
{
    std::vector<StressTerm> terms;
    const auto count = static_cast<std::uint32_t>(hops.nodeCount());
    for (std::uint32_t i = 0; i < count && !stop.stop_requested(); ++i) {
        if (!movable[i])
            continue;
        const auto distance = hops.from(i);
        for (std::uint32_t j = 0; j < count; ++j) {
            const std::uint16_t d = distance[j];
            if (d == 0 || d > mostHops || d == HopDistances::unreachable || (movable[j] && j < i))
                continue;
            const float weight = 1.0F / (float(d) * float(d));
            terms.push_back({i, j, float(d), weight, movable[j] ? weight : 0.0F});
        }
    }
    return terms;
}

std::vector<StressTerm> pivotTerms(HopDistances &hops, std::span<const LayoutEdge> edges, std::size_t pivots,
                                   const std::stop_token &stop)
{
    const auto count = static_cast<std::uint32_t>(hops.nodeCount());
    pivots = std::min<std::size_t>(pivots, count);
    std::vector<StressTerm> terms;
    terms.reserve(edges.size() + pivots * count);
    for (const auto &[a, b] : edges)
        terms.push_back({a, b, 1, 1, 1});

    std::vector<std::vector<std::uint16_t>> distance;
    std::vector<std::uint16_t> nearest(count, HopDistances::unreachable);
    std::vector<std::uint32_t> region(count);
    std::vector<std::uint32_t> chosen;
    std::uint32_t next = 0;
    while (chosen.size() < pivots && !stop.stop_requested()) {
        const auto from = hops.from(next);
        const auto rank = static_cast<std::uint32_t>(chosen.size());
        chosen.push_back(next);
        distance.emplace_back(from.begin(), from.end());
        for (std::uint32_t i = 0; i < count; ++i) {
            if (from[i] < nearest[i]) {
                nearest[i] = from[i];
                region[i] = rank;
            }
        }
        next = static_cast<std::uint32_t>(std::max_element(nearest.begin(), nearest.end()) - nearest.begin());
    }
    std::vector<RegionCount> regions(chosen.size());
    for (std::uint32_t i = 0; i < count; ++i)
        regions[region[i]].add(nearest[i]);
    for (std::size_t p = 0; p < chosen.size(); ++p) {
        regions[p].accumulate();
        for (std::uint32_t i = 0; i < count; ++i) {
            const std::uint16_t d = distance[p][i];
            if (d <= 1 || d == HopDistances::unreachable) // 1: the link's own term
                continue;
            const auto stands = float(regions[p].within(static_cast<std::uint16_t>(d / 2)));
            terms.push_back({i, chosen[p], float(d), stands / (float(d) * float(d)), 0});
        }
    }
    return terms;
}

} // namespace desk
