// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/telemetry/time.h"

#include <array>
#include <optional>

namespace desk {

enum class LinkDirection : std::uint8_t { forward, backward };

// Whether a link is up, from the points of its two directions: up while one of them speaks and none of those
// that speak says is_active = false. Plain value of the ingest thread.
class LinkActivity
{
public:
    // A point came. One that is not live teaches the cadence only.
    void seen(LinkDirection direction, std::int64_t generationNs, SteadyTime now, bool live);
    // The point carried is_active.
    void declare(LinkDirection direction, bool active);
    // Directions silent for longer than leastTimeout and that many cadences stop speaking; true when one did.
    bool expire(SteadyTime now, std::chrono::nanoseconds leastTimeout, double timeoutCadences);

    [[nodiscard]] bool isActive() const;
    // Both directions stopped speaking: the last point of all. Nothing else: one speaks, or none ever did.
    [[nodiscard]] std::optional<SteadyTime> silentSince() const;
    [[nodiscard]] bool wasEverSeen() const { return m_sides[0].known || m_sides[1].known; }
    // Seconds between points, smoothed; 0 = not known yet.
    [[nodiscard]] double cadence(LinkDirection direction) const { return double(side(direction).cadence); }

private:
    enum class State : std::uint8_t { silent, up, down };
    struct Side
    {
        SteadyTime lastSeen{};
        std::int64_t generation = 0; // newest, ns since 1970
        float cadence = 0;
        bool known = false;
        State state = State::silent;
    };
    [[nodiscard]] const Side &side(LinkDirection direction) const
    {
        return m_sides[static_cast<std::size_t>(direction)];
    }

    std::array<Side, 2> m_sides;
};

} // namespace desk
