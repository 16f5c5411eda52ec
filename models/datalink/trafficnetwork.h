// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/datalink/demand.h"
#include "models/datalink/latencyroutes.h"
#include "models/datalink/simulatedlink.h"

#include <chrono>

namespace desk {

// Carries the demand between the stations over the links: every flow takes the route of least latency, found
// anew when links come or go and every few seconds; each link's queue then sees what its flows offer, less
// what was held back or lost before it. One thread.
class TrafficNetwork
{
public:
    TrafficNetwork(std::span<const GroundStation> stations, std::uint32_t satellites, std::uint64_t seed,
                   DemandOptions options = {});

    // linksChanged = links were added, removed or (de)activated since the last call. factors multiply, by node:
    // a station's whole demand, a satellite's outgoing load.
    void advance(Timestamp time, double seconds, std::span<SimulatedLink> links, bool linksChanged,
                 std::span<const double> factors);

    // Pairs of stations that have a route, of those that there are.
    std::size_t routedPairs() const { return m_flows.size(); }

private:
    struct Flow
    {
        std::uint32_t from; // station
        std::uint32_t to;
        std::uint32_t first; // of m_steps
        std::uint32_t end;
    };

    void route(std::span<const SimulatedLink> links);

    static constexpr std::chrono::seconds rerouteEvery{5};

    Demand m_demand;
    std::uint32_t m_satellites;
    LatencyRoutes m_routes;
    Timestamp m_routed = Timestamp::min();
    std::vector<LatencyRoutes::Edge> m_edges;
    std::vector<std::uint32_t> m_links;       // of m_edges, in the caller's list
    std::vector<LatencyRoutes::Step> m_steps; // of all flows: 2 * link + direction
    std::vector<Flow> m_flows;
    std::vector<double> m_offered; // by 2 * link + direction
};

} // namespace desk
