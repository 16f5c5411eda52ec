// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/datalink/demand.h"
#include "models/datalink/latencyroutes.h"
#include "models/datalink/simulatedlink.h"

#include <chrono>

namespace desk {

// Carries the demand between the stations over the links. Every flow is shared between three routes: the one
// of least latency, and two of least latency when each link's is lengthened by up to a half, by a fixed hash
// of the link, so that traffic spreads as load balancing makes it. Routes are found anew when links come or
// go and every few seconds. Each link's queue then sees what its flows offer, less what was held back or lost
// before it. One thread.
class TrafficNetwork
{
public:
    TrafficNetwork(std::span<const GroundStation> stations, std::uint32_t satellites, std::uint64_t seed,
                   DemandOptions options = {});

    // linksChanged = links were added, removed or (de)activated since the last call. factors multiply, by
    // node: a station's whole demand, a satellite's outgoing load.
    void advance(Timestamp time, double seconds, std::span<SimulatedLink> links, bool linksChanged,
                 std::span<const double> factors);

    // Ordered pairs of stations that have a route now.
    std::size_t routedPairs() const { return m_flows.size() / sharesOfFlow.size(); }

private:
    struct Flow
    {
        std::uint32_t from; // station
        std::uint32_t to;
        std::uint32_t first; // of m_steps
        std::uint32_t end;
        double share;
    };

    void route(std::span<const SimulatedLink> links);
    void routeShare(std::size_t layer);

    static constexpr std::array<double, 3> sharesOfFlow{0.5, 0.3, 0.2};
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
