// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/datalink/trafficnetwork.h"

namespace desk {

TrafficNetwork::TrafficNetwork(std::span<const GroundStation> stations, std::uint32_t satellites,
                               std::uint64_t seed, DemandOptions options)
    : m_demand(stations, seed, options), m_satellites(satellites)
{
}

void TrafficNetwork::route(std::span<const SimulatedLink> links)
{
    m_edges.clear();
    m_links.clear();
    for (std::uint32_t i = 0; i < links.size(); ++i) {
        if (!links[i].active)
            continue;
        m_edges.push_back({links[i].ends()[0], links[i].ends()[1], links[i].latencyMs()});
        m_links.push_back(i);
    }
    const auto stations = static_cast<std::uint32_t>(m_demand.stations());
    m_routes.setGraph(m_satellites + stations, m_satellites, m_edges);
    m_steps.clear();
    m_flows.clear();
    for (std::uint32_t from = 0; from < stations; ++from) {
        m_routes.runFrom(m_satellites + from);
        for (std::uint32_t to = 0; to < stations; ++to) {
            const auto first = static_cast<std::uint32_t>(m_steps.size());
            if (to != from && m_routes.appendPath(m_satellites + to, m_steps))
                m_flows.push_back({from, to, first, static_cast<std::uint32_t>(m_steps.size())});
        }
    }
    for (LatencyRoutes::Step &step : m_steps)
        step = 2 * m_links[step / 2] + step % 2;
}

void TrafficNetwork::advance(Timestamp time, double seconds, std::span<SimulatedLink> links, bool linksChanged,
                             std::span<const double> factors)
{
    m_demand.advance(time);
    if (linksChanged || m_routed == Timestamp::min() || time - m_routed >= rerouteEvery) {
        route(links);
        m_routed = time;
    }
    m_offered.assign(2 * links.size(), 0);
    for (const Flow &flow : m_flows) {
        double rate = m_demand.rateGbps(flow.from, flow.to) * factors[m_satellites + flow.from]
                      * factors[m_satellites + flow.to];
        for (std::uint32_t i = flow.first; i < flow.end; ++i) {
            const LatencyRoutes::Step step = m_steps[i];
            m_offered[step] += rate;
            rate *= links[step / 2].directions[step % 2].queue.passed();
        }
    }
    for (std::size_t i = 0; i < links.size(); ++i) {
        for (std::size_t d = 0; d < 2; ++d) {
            LinkDirection &direction = links[i].directions[d];
            const std::uint32_t sender = links[i].ends()[d];
            const double offered =
                sender < m_satellites ? m_offered[2 * i + d] * factors[sender] : m_offered[2 * i + d];
            direction.queue.advance(offered, links[i].active ? direction.capacityGbps() : 0, seconds);
        }
    }
}

} // namespace desk
