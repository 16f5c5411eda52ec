// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/network/contacts.h"

namespace desk {

// Where a contact stands at a moment. Plain value, any thread.
struct ContactPhase
{
    enum class Kind : std::uint8_t { coming, up, over };
    Kind kind = Kind::coming;
    // To its rise, to its set, or since its set, cut to whole seconds; nothing: its set is not known.
    std::optional<std::chrono::seconds> time;
};

[[nodiscard]] ContactPhase phaseOf(const Contact &contact, Timestamp now);
// From rise to set; nothing where one of them is not known.
[[nodiscard]] std::optional<std::chrono::nanoseconds> durationOf(const Contact &contact);

} // namespace desk
