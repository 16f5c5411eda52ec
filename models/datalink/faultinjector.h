// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/datalink/counterrandom.h"
#include "models/datalink/faultplan.h"
#include "models/datalink/simulatedlink.h"
#include "models/datalink/simulatedpoint.h"
#include "models/datalink/simulationlog.h"

#include <map>
#include <span>
#include <string>
#include <vector>

namespace desk {

// Begins and ends the faults of a plan as simulated time goes on, writes them into the log, and says what is
// wrong at present. Nodes are indices: satellites first, then stations. One thread.
class FaultInjector
{
public:
    // live = what the plan's times count from.
    FaultInjector(FaultPlan plan, std::vector<std::string> nodes, std::uint32_t satellites,
                  std::uint64_t seed, Timestamp live);

    // Whether every node and metric of a plan exists; the error names the place in the text.
    static Result<void> check(const FaultPlan &plan, std::span<const std::string> nodes,
                              std::uint32_t satellites);

    void advance(Timestamp time, std::span<const SimulatedLink> links, SimulationLog &log);

    bool isFailed(std::uint32_t node) const { return m_failed[node] != 0; }
    double burstFactor(std::uint32_t node) const { return m_factors[node]; }
    std::span<const double> burstFactors() const { return m_factors; }
    std::chrono::nanoseconds skew(std::uint32_t node) const { return m_skews[node]; }
    double rainDb(std::uint32_t node) const { return m_rainDb[node]; } // on the station's reference path
    // Whether a flap holds the link down just now.
    bool isDown(const std::array<std::uint32_t, 2> &ends, Timestamp time) const;
    bool hasStuckSensors() const { return m_stuck > 0; }
    // Holds the values of stuck sensors at what they first showed.
    void hold(SimulatedPoint &point, const SimulatedEntity &entity);

private:
    struct Active
    {
        FaultOrder order;
        std::uint32_t node = 0;
        std::uint32_t dst = SimulatedEntity::none;
        std::optional<SimulatedMetric> metric;
        Timestamp start{};
        Timestamp end{};
        std::uint64_t record = 0;
        std::uint64_t pattern = 0;              // of a flap
        std::map<std::uint32_t, double> held{}; // of a stuck sensor, by entity
    };

    void orderRandom(Timestamp time);
    FaultOrder randomOrder(Timestamp begin);
    void begin(const FaultOrder &order, std::span<const SimulatedLink> links, SimulationLog &log);
    bool choose(Active &fault, std::span<const SimulatedLink> links);
    void apply(Timestamp time);

    FaultPlan m_plan; // its orders by their beginning; those before m_next have begun
    std::size_t m_next = 0;
    std::vector<std::string> m_nodes;
    std::uint32_t m_satellites;
    CounterRandom m_random;
    Timestamp m_live;
    Timestamp m_nextRandom = Timestamp::max();
    std::vector<Active> m_active;
    int m_stuck = 0;
    std::vector<std::uint8_t> m_failed; // the following by node
    std::vector<double> m_factors;
    std::vector<double> m_rainDb;
    std::vector<std::chrono::nanoseconds> m_skews;
};

} // namespace desk
