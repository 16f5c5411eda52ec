// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace desk {

// What the limit check found for one sample: severity and side. Ordered so that a greater severity is worse.
// Plain value; widgets map it to colour and shape.
enum class Severity : std::uint8_t { none, nominal, advisory, caution, warning, critical };
enum class LimitSide : std::uint8_t { inside, low, high };

struct MonitoringResult
{
    Severity severity = Severity::none; // none = no limits are defined
    LimitSide side = LimitSide::inside;

    bool operator==(const MonitoringResult &) const = default;
};

} // namespace desk
