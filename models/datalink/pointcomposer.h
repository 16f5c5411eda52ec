// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/datalink/faultinjector.h"
#include "models/datalink/rainfade.h"
#include "models/datalink/satellitebus.h"
#include "models/datalink/simulatedlink.h"
#include "models/datalink/simulatedpoint.h"

#include <span>
#include <unordered_map>
#include <vector>

namespace desk {

// What a constellation is at one time, for whoever reports it.
struct ConstellationView
{
    Timestamp time{};
    std::uint32_t satellites = 0;
    std::span<const GeodeticPosition> positions; // of satellites
    std::span<const std::uint8_t> works;         // whether one does
    std::span<const SatelliteBus> buses;
    std::span<const RainFade> rain; // of stations
    std::span<const SimulatedLink> links;
};

// Turns the state of the constellation into telemetry points: a point per node, one per direction of each
// active link, and one with is_active whenever that changes; sensors that are stuck and clocks that are wrong
// included. A failed node is silent but for its position and health, which the operator knows without it. One
// thread.
class PointComposer
{
public:
    explicit PointComposer(std::uint32_t nodes);

    // Entities 0 to nodes - 1 are the nodes; links are added as they are first seen.
    std::uint32_t entityOf(std::uint32_t node, std::uint32_t dst);
    const std::vector<SimulatedEntity> &entities() const { return m_entities; }
    // A link's two directions came, went, or are held down.
    void activityChanged(const SimulatedLink &link, bool active);

    std::span<const SimulatedPoint> compose(const ConstellationView &view, FaultInjector &faults);

    // Sum over a node's outgoing links at the last compose.
    double throughputGbps(std::uint32_t node) const { return m_sums[node].throughput; }

private:
    struct Sum
    {
        double throughput = 0;
        double capacity = 0;
        double queueGbit = 0;
        bool losses = false;
    };

    void sumUp(const ConstellationView &view);
    void composeNode(const ConstellationView &view, const FaultInjector &faults, std::uint32_t node);
    void composeLink(const ConstellationView &view, const FaultInjector &faults, const SimulatedLink &link);
    void composeChanges(const ConstellationView &view);
    Health healthOf(const ConstellationView &view, const FaultInjector &faults, std::uint32_t node);

    std::uint32_t m_nodes;
    std::vector<SimulatedEntity> m_entities;
    std::unordered_map<std::uint64_t, std::uint32_t> m_links; // entity by node << 32 | dst
    std::vector<Sum> m_sums;
    std::vector<Timestamp> m_degradedUntil;
    std::vector<std::pair<std::uint32_t, bool>> m_changes; // entity, active; since the last compose
    std::vector<SimulatedPoint> m_points;
};

} // namespace desk
