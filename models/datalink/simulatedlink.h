// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/datalink/adaptiverate.h"
#include "models/datalink/fluidqueue.h"
#include "models/datalink/gaussmarkov.h"
#include "models/datalink/linkbudget.h"
#include "models/topology/geodesy.h"

#include <array>
#include <cstdint>
#include <string_view>

namespace desk {

inline constexpr double linkBufferGbit = 128; // 16 GB before each link

// One direction of a (duplex) link: a simplex channel with its modem and its queue.
struct SimplexChannel
{
    std::uint32_t entity = 0; // in the simulator's list
    double snrDb = 0;
    AdaptiveRate rate;
    FluidQueue queue{linkBufferGbit};

    double capacityGbps() const { return rate.capacityGbps(); }
    double utilization() const;
};

// A link of the simulated constellation while it exists: its budget, its modem, its queues. ends are indices
// of nodes (satellites first, then stations); direction 0 goes from ends[0] to ends[1]. A ground link's
// ends[0] is the station. Plain value, one thread.
class SimulatedLink
{
public:
    enum class Kind : std::uint8_t { laser, ground };

    // name = "a->b", from which the link's own noise is seeded.
    SimulatedLink(Kind kind, std::array<std::uint32_t, 2> ends, std::uint64_t seed, std::string_view name);

    void updateLaser(double seconds, double rangeKm);
    // rainDb at the station's reference path, scaled to the elevation by the caller.
    void updateGround(double seconds, const GroundLinkBudget &budget, const LookAngles &look, double rainDb);

    Kind kind() const { return m_kind; }
    const std::array<std::uint32_t, 2> &ends() const { return m_ends; }
    double rangeKm() const { return m_rangeKm; }
    double latencyMs() const { return propagationDelayMs(m_rangeKm); }

    std::array<SimplexChannel, 2> directions;
    bool active = true; // false while a fault holds it down

private:
    Kind m_kind;
    std::array<std::uint32_t, 2> m_ends;
    double m_rangeKm = 0;
    std::array<GaussMarkov, 4> m_noise; // laser: two axes of each beam; ground: the first is scintillation
};

} // namespace desk
