// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/datalink/trafficnetwork.h"

namespace desk {
namespace {

constexpr double longestDetour = 0.5; // of a link's latency

// 0 to longestDetour, always the same for a link and a share; none for the first.
double detour(std::uint32_t a, std::uint32_t b, std::size_t layer)
{
    if (layer == 0)
        return 0;
    std::uint64_t z = ((std::uint64_t{a} << 32) | b) * 0x9E3779B97F4A7C15U + layer;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9U;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBU;
    return longestDetour * static_cast<double>(z >> 40) * 0x1p-24;
}

} // namespace

TrafficNetwork::TrafficNetwork(std::span<const GroundStation> stations, std::uint32_t satellites,
                               std::uint64_t seed, DemandOptions options)
    : m_demand(stations, seed, options)
    , m_satellites(satellites)
{
}

// The routes of one share of every flow, over m_edges as they are weighted for it.
void TrafficNetwork::routeShare(std::size_t layer)
{
    const auto stations = static_cast<std::uint32_t>(m_demand.stations());
    m_routes.setGraph(m_satellites + stations, m_satellites, m_edges);
    for (std::uint32_t from = 0; from < stations; ++from) {
        m_routes.runFrom(m_satellites + from);
        for (std::uint32_t to = 0; to < stations; ++to) {
            const auto first = static_cast<std::uint32_t>(m_steps.size());
            if (to != from && m_routes.appendPath(m_satellites + to, m_steps))
                m_flows.push_back(
                    {from, to, first, static_cast<std::uint32_t>(m_steps.size()), sharesOfFlow[layer]});
        }
    }
}

void TrafficNetwork::route(std::span<const SimulatedLink> links)
{
    m_steps.clear();
    m_flows.clear();
    for (std::size_t layer = 0; layer < sharesOfFlow.size(); ++layer) {
        m_edges.clear();
        m_links.clear();
        for (std::uint32_t i = 0; i < links.size(); ++i) {
            if (!links[i].active)
                continue;
            const auto [a, b] = links[i].ends();
            m_edges.push_back({a, b, links[i].latencyMs() * (1 + detour(a, b, layer))});
            m_links.push_back(i);
        }
        routeShare(layer);
    }
    for (LatencyRoutes::Step &step : m_steps)
        step = 2 * m_links[step / 2] + step % 2;
}

void TrafficNetwork::advance(Timestamp time, double seconds, std::span<SimulatedLink> links,
                             bool linksChanged, std::span<const double> factors)
{
    m_demand.advance(time);
    if (linksChanged || m_routed == Timestamp::min() || time - m_routed >= rerouteEvery) {
        route(links);
        m_routed = time;
    }
    m_offered.assign(2 * links.size(), 0);
    for (const Flow &flow : m_flows) {
        double rate = m_demand.rateGbps(flow.from, flow.to) * factors[m_satellites + flow.from] *
                      factors[m_satellites + flow.to] * flow.share;
        for (std::uint32_t i = flow.first; i < flow.end; ++i) {
            const LatencyRoutes::Step step = m_steps[i];
            m_offered[step] += rate;
            rate *= links[step / 2].directions[step % 2].queue.passed();
        }
    }
    for (std::size_t i = 0; i < links.size(); ++i) {
        for (std::size_t d = 0; d < 2; ++d) {
            SimplexChannel &direction = links[i].directions[d];
            const std::uint32_t sender = links[i].ends()[d];
            const double offered =
                sender < m_satellites ? m_offered[2 * i + d] * factors[sender] : m_offered[2 * i + d];
            direction.queue.advance(offered, links[i].active ? direction.capacityGbps() : 0, seconds);
        }
    }
}

} // namespace desk
