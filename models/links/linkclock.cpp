// SPDX-License-Identifier: GPL-3.0-or-later
// The part of LinkDecoder that tells how the clocks of devices stand to ours.
#include "models/links/linkdecoder.h"

#include <cmath>

namespace desk {
namespace {

constexpr std::chrono::seconds clocksEvery{1};

double secondsOf(std::chrono::nanoseconds time)
{
    return std::chrono::duration<double>(time).count();
}

double distanceOf(const LinkDecoder::Clock &clock)
{
    return clock.skewSeconds ? std::abs(*clock.skewSeconds) : std::abs(clock.drift.value_or(0));
}

} // namespace

void LinkDecoder::lookAtClocks()
{
    if (m_definition.decoder.clock.source == ClockDefinition::Source::arrival)
        return;
    const SteadyTime now = m_time.steadyNow();
    if (m_clocksAt != SteadyTime{} && now - m_clocksAt < clocksEvery)
        return;
    m_clocksAt = now;
    std::optional<Clock> farthest;
    for (const auto &chain : m_chains) {
        auto clock = clockOf(chain->decoder->clock());
        if (clock && (!farthest || distanceOf(*clock) > distanceOf(*farthest)))
            farthest = clock;
    }
    const std::lock_guard lock(m_mutex);
    m_clock = farthest;
}

// The estimate is of arrival - device time since the device's epoch; people want its time of day less ours.
std::optional<LinkDecoder::Clock> LinkDecoder::clockOf(const DeviceClock &clock) const
{
    const auto estimate = clock.estimate();
    if (!estimate)
        return std::nullopt;
    Clock made;
    made.uncertaintySeconds = secondsOf(estimate->uncertainty);
    made.jumps = clock.jumps();
    if (!std::isnan(estimate->drift))
        made.drift = -estimate->drift;
    if (const auto epoch = utcOfDeviceTime({}, m_definition.decoder.clock))
        made.skewSeconds = secondsOf(epoch->time_since_epoch() - estimate->offset);
    return made;
}

std::optional<LinkDecoder::Clock> LinkDecoder::clock() const
{
    const std::lock_guard lock(m_mutex);
    return m_clock;
}

} // namespace desk
