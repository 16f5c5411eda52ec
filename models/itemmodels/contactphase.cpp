// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/itemmodels/contactphase.h"

namespace desk {

ContactPhase phaseOf(const Contact &contact, Timestamp now)
{
    using Kind = ContactPhase::Kind;
    const auto whole = [](std::chrono::nanoseconds time) {
        return std::chrono::duration_cast<std::chrono::seconds>(time);
    };
    if (contact.rise && now < *contact.rise)
        return {Kind::coming, whole(*contact.rise - now)};
    if (!contact.set)
        return {Kind::up, std::nullopt};
    if (now < *contact.set)
        return {Kind::up, whole(*contact.set - now)};
    return {Kind::over, whole(now - *contact.set)};
}

std::optional<std::chrono::nanoseconds> durationOf(const Contact &contact)
{
    if (!contact.rise || !contact.set)
        return std::nullopt;
    return *contact.set - *contact.rise;
}

} // namespace desk
