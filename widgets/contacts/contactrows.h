// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/network/fleetcontacts.h"

#include <QString>

#include <span>

namespace desk {

// Contacts by the lines of a picture: one for each station or each satellite, in the order of their first
// rise. Plain value.
struct ContactRows
{
    struct Row
    {
        std::uint32_t node = 0; // index in the fleet
        QString name;
        std::vector<std::uint32_t> contacts; // indices, in order of rise
    };
    std::vector<Row> rows;
    std::vector<std::uint32_t> rowOfContact; // by index; noRow = not shown
    static constexpr std::uint32_t noRow = 0xFFFFFFFF;

    ContactRows() = default;
    // shown: which contacts, by index.
    ContactRows(const FleetContacts &contacts, std::span<const std::uint32_t> shown, bool byStation);
};

} // namespace desk
