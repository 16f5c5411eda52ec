// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/datalink/simulatedlink.h"

#include <algorithm>
#include <cmath>

namespace desk {
namespace {

constexpr double leastSnrDb = -20; // what a receiver can still tell from noise

GaussMarkov noise(SimulatedLink::Kind kind, std::uint64_t seed, std::string_view name,
                  std::string_view process)
{
    const bool laser = kind == SimulatedLink::Kind::laser;
    return {laser ? LaserLinkBudget::correlationTimeS : GroundLinkBudget::correlationTimeS,
            CounterRandom(seed, name, process)};
}

SimplexChannel directionOf(SimulatedLink::Kind kind)
{
    return {0, 0, AdaptiveRate(kind == SimulatedLink::Kind::laser ? laserModes() : radioModes()),
            FluidQueue(linkBufferGbit)};
}

} // namespace

double SimplexChannel::utilization() const
{
    if (capacityGbps() > 0)
        return std::clamp(queue.throughputGbps() / capacityGbps(), 0.0, 1.0);
    return queue.offeredGbps() > 0 ? 1 : 0;
}

SimulatedLink::SimulatedLink(Kind kind, std::array<std::uint32_t, 2> ends, std::uint64_t seed,
                             std::string_view name)
    : directions{directionOf(kind), directionOf(kind)}
    , m_kind(kind)
    , m_ends(ends)
    , m_noise{noise(kind, seed, name, "noise 0"), noise(kind, seed, name, "noise 1"),
              noise(kind, seed, name, "noise 2"), noise(kind, seed, name, "noise 3")}
{
}

void SimulatedLink::updateLaser(double seconds, double rangeKm)
{
    m_rangeKm = rangeKm;
    for (std::size_t i = 0; i < 2; ++i) {
        const double x = m_noise[2 * i].advance(seconds);
        const double y = m_noise[2 * i + 1].advance(seconds);
        const double offset = LaserLinkBudget::jitterMicroradians * std::sqrt(x * x + y * y);
        directions[i].snrDb = std::max(LaserLinkBudget::snrDb(rangeKm, offset), leastSnrDb);
        directions[i].rate.update(directions[i].snrDb);
    }
}

void SimulatedLink::updateGround(double seconds, const GroundLinkBudget &budget, const LookAngles &look,
                                 double rainDb)
{
    m_rangeKm = look.rangeKm;
    const double scintillation = m_noise[0].advance(seconds);
    for (const auto direction : {GroundLinkBudget::up, GroundLinkBudget::down}) {
        SimplexChannel &one = directions[direction];
        one.snrDb = std::max(budget.snrDb(direction, look.elevation, look.rangeKm, rainDb, scintillation),
                             leastSnrDb);
        one.rate.update(one.snrDb);
    }
}

} // namespace desk
