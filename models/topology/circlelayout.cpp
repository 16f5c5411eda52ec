// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/topology/circlelayout_p.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace desk {

namespace {

// Sum over links of the steps between their ends, the short way round.
std::size_t lengthOf(const std::vector<std::uint32_t> &order, const std::vector<LayoutEdge> &edges)
{
    std::vector<std::size_t> rank(order.size());
    for (std::size_t i = 0; i < order.size(); ++i)
        rank[order[i]] = i;
    std::size_t sum = 0;
    for (const auto &[a, b] : edges) {
        const std::size_t steps = rank[a] < rank[b] ? rank[b] - rank[a] : rank[a] - rank[b];
        sum += std::min(steps, order.size() - steps);
    }
    return sum;
}

} // namespace

// As they were given: fleets are mostly listed plane by plane. Followers stand after their first neighbour.
std::vector<std::uint32_t> CircleLayout::givenOrder(const HopDistances &hops) const
{
    std::vector<std::pair<std::uint32_t, std::uint32_t>> keyed;
    for (std::uint32_t i = 0; i < m_graph.nodeCount; ++i) {
        std::uint32_t key = i;
        if (m_graph.followers[i]) {
            const auto near = hops.neighbours(i);
            key = near.empty() ? i : *std::min_element(near.begin(), near.end());
        }
        keyed.emplace_back(key, i);
    }
    std::sort(keyed.begin(), keyed.end());
    std::vector<std::uint32_t> order;
    order.reserve(keyed.size());
    for (const auto &[key, node] : keyed)
        order.push_back(node);
    return order;
}

std::vector<std::uint32_t> CircleLayout::order() const
{
    const HopDistances hops(m_graph.nodeCount, m_graph.edges);
    std::vector<std::uint32_t> fresh = hops.narrowOrder();
    std::vector<std::uint32_t> given = givenOrder(hops);
    if (lengthOf(given, m_graph.edges) <= lengthOf(fresh, m_graph.edges))
        fresh.swap(given);
    if (m_graph.previous.empty())
        return fresh;
    // Round the circle from the top; a new node gets the angle of its neighbours' first known one.
    constexpr double unknown = 1e9;
    std::vector<double> angle(m_graph.nodeCount, unknown);
    const auto angleOf = [](LayoutPoint p) {
        const double a = std::atan2(p.x, -p.y);
        return a < -1e-9 ? a + 2 * std::numbers::pi : a;
    };
    for (std::uint32_t i = 0; i < m_graph.nodeCount; ++i) {
        if (m_graph.previous[i])
            angle[i] = angleOf(*m_graph.previous[i]);
    }
    for (const std::uint32_t i : fresh) {
        if (angle[i] != unknown)
            continue;
        for (const std::uint32_t neighbour : hops.neighbours(i)) {
            if (angle[neighbour] != unknown) {
                angle[i] = angle[neighbour] + 1e-6;
                break;
            }
        }
    }
    std::stable_sort(fresh.begin(), fresh.end(),
                     [&](std::uint32_t a, std::uint32_t b) { return angle[a] < angle[b]; });
    return fresh;
}

bool CircleLayout::step(const std::stop_token &)
{
    const auto count = m_graph.nodeCount;
    positions.resize(count);
    if (count < 2)
        return false;
    const double turn = 2 * std::numbers::pi / double(count);
    const double radius = 0.5 / std::sin(turn / 2); // neighbours at distance 1
    double angle = 0;
    for (const std::uint32_t node : order()) {
        positions[node] = {radius * std::sin(angle), -radius * std::cos(angle)};
        angle += turn;
    }
    return false;
}

} // namespace desk
