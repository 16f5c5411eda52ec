// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/datalink/causewatcher.h"
#include "models/datalink/gridlinks.h"
#include "models/datalink/groundlinks.h"
#include "models/datalink/pointcomposer.h"
#include "models/datalink/satellitemotion.h"
#include "models/datalink/simulatedfleet.h"
#include "models/datalink/telemetryjson.h"
#include "models/datalink/trafficnetwork.h"

#include <optional>

namespace desk {

struct ConstellationOptions
{
    std::vector<ElementSet> elements;
    std::vector<GroundStation> stations;
    std::uint64_t seed = 1;
    Timestamp start{};             // of the first step
    std::optional<Timestamp> live; // what the faults' times count from; default: start
    FaultPlan faults;
    GroundLinkOptions ground;
    GridOptions grid;
    DemandOptions demand;
};

// A constellation computed from orbits: satellites move by SGP4, laser links form a grid, ground stations
// hold the satellites above them through the weather, traffic flows between the stations, batteries live on
// sunlight, and faults happen. The same options give the same points, bit by bit, however often it is asked
// on one machine. Simulated time only goes forward, in steps of any length (a second is meant: random
// processes and queues take any step exactly, but what begins and ends within one is not seen). Knows no
// clock, no network. One thread at a time; movable.
class ConstellationSimulator
{
public:
    // Errors: nothing to simulate, two nodes of one id, no orbit that can be computed, faults that name what
    // is not there.
    static Result<ConstellationSimulator> create(ConstellationOptions options);

    // Everything up to a time, which is not before the last one; the points of that time are valid until the
    // next step.
    std::span<const SimulatedPoint> step(Timestamp time);

    Timestamp time() const { return m_time; }
    const std::vector<FleetNode> &nodes() const { return m_nodes; } // satellites, then stations
    std::uint32_t satellites() const { return static_cast<std::uint32_t>(m_motions.size()); }
    const std::vector<SimulatedEntity> &entities() const { return m_composer.entities(); }
    std::span<const SimulatedLink> links() const { return m_links; }
    const GroundLinks &groundLinks() const { return m_ground; }
    const SimulationLog &log() const { return m_log; }
    // By how much old element sets were moved to the present, see redate().
    std::chrono::nanoseconds redatedBy() const { return m_redatedBy; }
    // Satellites that could not be simulated because SGP4 finds their orbit decayed.
    const std::vector<std::string> &leftOut() const { return m_leftOut; }

    // The fleet, where it is and its links, at this time.
    FleetDefinition fleet() const;
    TelemetryJson jsonWriter() const;

private:
    ConstellationSimulator(ConstellationOptions options, std::vector<SatelliteMotion> motions,
                           std::vector<FleetNode> nodes);

    void advance(Timestamp time);
    void move(Timestamp time);
    bool changeLinks(Timestamp time);
    void addLink(SimulatedLink::Kind kind, std::uint32_t a, std::uint32_t b);
    bool switchLinks(Timestamp time);
    void updateBudgets(double seconds);
    void settleBuses(Timestamp start);
    bool isWorking(std::uint32_t node) const;
    ConstellationView view() const;

    std::uint64_t m_seed;
    std::vector<SatelliteMotion> m_motions;
    std::vector<FleetNode> m_nodes;
    std::vector<std::string> m_leftOut;
    std::chrono::nanoseconds m_redatedBy{};

    Timestamp m_time;
    bool m_started = false;
    std::vector<StateVector> m_states; // the following by satellite
    std::vector<Vector3> m_earthFixed;
    std::vector<GeodeticPosition> m_positions;
    std::vector<std::uint8_t> m_works;
    std::vector<SatelliteBus> m_buses;
    std::vector<std::uint8_t> m_stationWorks; // the following by station
    std::vector<RainFade> m_rain;
    std::vector<GroundLinkBudget> m_budgets;

    GridLinks m_grid;
    GroundLinks m_ground;
    std::vector<SimulatedLink> m_links; // in order of their beginning
    TrafficNetwork m_traffic;
    FaultInjector m_faults;
    PointComposer m_composer;
    CauseWatcher m_watcher;
    SimulationLog m_log;
};

} // namespace desk
