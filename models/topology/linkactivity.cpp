// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/topology/linkactivity.h"

#include <algorithm>

namespace desk {

void LinkActivity::seen(LinkDirection direction, std::int64_t generationNs, SteadyTime now, bool live)
{
    Side &s = m_sides[static_cast<std::size_t>(direction)];
    if (s.known && generationNs > s.generation) {
        const auto interval = float(double(generationNs - s.generation) * 1e-9);
        // The first interval counts whole; a pause of the source must not teach a slow cadence.
        if (s.cadence == 0)
            s.cadence = interval;
        else if (interval < 8 * s.cadence)
            s.cadence += 0.1F * (interval - s.cadence);
    }
    s.generation = s.known ? std::max(s.generation, generationNs) : generationNs;
    s.known = true;
    if (!live)
        return;
    s.lastSeen = now;
    s.state = State::up;
}

void LinkActivity::declare(LinkDirection direction, bool active)
{
    Side &s = m_sides[static_cast<std::size_t>(direction)];
    if (s.state != State::silent) // silent: the point was back-filled
        s.state = active ? State::up : State::down;
}

bool LinkActivity::expire(SteadyTime now, std::chrono::nanoseconds leastTimeout, double timeoutCadences)
{
    bool changed = false;
    for (Side &s : m_sides) {
        if (s.state == State::silent)
            continue;
        const std::chrono::duration<double> timeout(std::max(
            std::chrono::duration<double>(leastTimeout).count(), timeoutCadences * double(s.cadence)));
        if (now - s.lastSeen > timeout) {
            s.state = State::silent;
            changed = true;
        }
    }
    return changed;
}

std::optional<SteadyTime> LinkActivity::silentSince() const
{
    std::optional<SteadyTime> last;
    for (const Side &s : m_sides) {
        if (s.state != State::silent)
            return std::nullopt;
        if (s.lastSeen != SteadyTime{})
            last = std::max(last.value_or(s.lastSeen), s.lastSeen);
    }
    return last;
}

bool LinkActivity::isActive() const
{
    const auto is = [this](State state) { return m_sides[0].state == state || m_sides[1].state == state; };
    return is(State::up) && !is(State::down);
}

} // namespace desk
