// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/datalink/simulationlog.h"

#include <array>
#include <cstdint>
#include <string_view>

namespace desk {

// Why a limit was violated in a simulated run, by the simulator's log.
enum class ViolationOrigin : std::uint8_t {
    rain, // these three: at least a minute old, so that it could be foreseen
    settingPass,
    fillingQueue,
    young,   // one of these, but younger than that
    traffic, // weather or a setting pass on the link, but with the traffic of a minute ago it would have been
             // within
    failure, // of an end of the link, or of the node: also flaps
    burst,   // of traffic, anywhere
    sensor,  // stuck, or a clock that is wrong
    none,    // the log says nothing: traffic as usual, a satellite in the shadow
};
inline constexpr std::size_t violationOriginCount = 9;

std::string_view violationOriginWord(ViolationOrigin origin);
constexpr bool isForeseeable(ViolationOrigin origin)
{
    return origin <= ViolationOrigin::fillingQueue;
}

// What was violated. Plain value.
struct ViolatedSeries
{
    std::string_view node;
    std::string_view dst; // of a link; empty = the node
    std::string_view metric;
    // Of utilisation and losses: what was carried a minute ago no longer fits, so that the fallen capacity
    // suffices as the cause, whatever the traffic did. Weather and a setting pass are to blame only then.
    bool byCapacity = false;
};

inline constexpr std::chrono::seconds foreseeableAge{60};

// What the log has of that moment. Failures, flaps and sensors that touch the series come first, then what
// could be foreseen and bears on the metric: rain at an end and the setting pass on SNR and, by the capacity,
// on losses and utilisation; a queue that fills on losses and utilisation, on a node's too. Pure.
ViolationOrigin violationOrigin(const ViolatedSeries &series, Timestamp time, const SimulationLog &log);

} // namespace desk
