// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/telemetry/result.h"

#include <array>
#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace desk {

enum class FaultKind : std::uint8_t { nodeFailure, linkFlap, rainCell, stuckSensor, clockSkew, burst };
inline constexpr std::array allFaultKinds{FaultKind::nodeFailure, FaultKind::linkFlap,  FaultKind::rainCell,
                                          FaultKind::stuckSensor, FaultKind::clockSkew, FaultKind::burst};

// The word of the grammar below: node, flap, rain, stuck, skew, burst.
std::string_view faultWord(FaultKind kind);

// One fault that is asked for.
struct FaultOrder
{
    FaultKind kind{};
    std::string node;                    // "any" = one chosen by the seed when it begins
    std::string dst;                     // of a link; empty = none
    std::string metric;                  // of a stuck sensor
    double magnitude = 0;                // rain: dB at its peak; skew: seconds; burst: factor
    std::chrono::nanoseconds offset{};   // from the start of the live part
    std::chrono::nanoseconds duration{}; // > 0
    std::int64_t position = 0;           // of the item in the text, for errors

    bool operator==(const FaultOrder &) const = default;
};

struct FaultPlan
{
    std::vector<FaultOrder> orders;
    double randomPerMinute = 0; // besides, faults of all kinds at random

    bool operator==(const FaultPlan &) const = default;
};

// What --faults takes:
//   spec   = item *( "," item )
//   item   = "random=" number "/min" | fault "@" [ "+" | "-" ] time [ "/" time ]
//   fault  = "node:" node | "flap:" link | "rain:" node [ " " number "dB" ] | "stuck:" ( node | link ) "."
//   metric
//          | "skew:" node "=" [ "-" ] time | "burst:" node [ " x" number ]
//   link   = node "->" node        node = an id, or "any"        time = number ( "ms" | "s" | "m" | "h" )
// for example node:starlink-3209@+60s/120s,rain:gs-tokyo 20dB@+10s/300s,random=0.5/min. After @ stands when
// it begins, counted from the start of the live part; after / how long it lasts (default 60s). Spaces between
// the parts do not matter. Errors name the place ("character 17: ..."); offset = byte, field = the item.
// A pure function, any thread.
Result<FaultPlan> parseFaults(std::string_view text);

} // namespace desk
