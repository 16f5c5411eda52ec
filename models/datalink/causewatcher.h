// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/datalink/groundlinks.h"
#include "models/datalink/rainfade.h"
#include "models/datalink/simulatedlink.h"
#include "models/datalink/simulatedpoint.h"
#include "models/datalink/simulationlog.h"

#include <span>
#include <unordered_map>

namespace desk {

// Writes into the simulation's log what nature does: rain, passes that set, queues that fill. Faults are
// logged by their injector. One thread.
class CauseWatcher
{
public:
    explicit CauseWatcher(std::vector<std::string> nodes, std::uint32_t satellites)
        : m_nodes(std::move(nodes))
        , m_satellites(satellites)
    {
    }

    void observe(Timestamp time, std::span<const RainFade> rain, const GroundLinks &ground,
                 std::span<const SimulatedLink> links, std::span<const SimulatedEntity> entities,
                 SimulationLog &log);

private:
    void observeRain(Timestamp time, std::span<const RainFade> rain, SimulationLog &log);
    void observePasses(Timestamp time, const GroundLinks &ground, SimulationLog &log);
    void observeQueues(Timestamp time, std::span<const SimulatedLink> links,
                       std::span<const SimulatedEntity> entities, SimulationLog &log);

    struct Filling
    {
        std::uint64_t record;
        bool seen; // in this round; a link that is gone is not
    };

    std::vector<std::string> m_nodes;
    std::uint32_t m_satellites;
    std::unordered_map<std::size_t, std::uint64_t> m_rain;      // records by station
    std::unordered_map<std::uint64_t, std::uint64_t> m_setting; // by GroundPass::key
    std::unordered_map<std::uint32_t, Filling> m_filling;       // by entity
};

} // namespace desk
