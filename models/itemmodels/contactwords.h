// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/itemmodels/contactphase.h"
#include "models/network/contactsides.h"
#include "models/network/fleetcontacts.h"

#include <QString>

namespace desk {

// What the panel of contacts says, in the language of the window. GUI thread.

// "rise in 3 m 12 s", "sets in 45 s", "set 12 s ago"
[[nodiscard]] QString phaseText(const ContactPhase &phase);
// "sat-1 over gs-1: rises 14:03:07Z in 213°, highest 67.2° at 14:07:12Z, sets 14:11:20Z in 41°, 8 m 13 s"
[[nodiscard]] QString contactText(const FleetContacts &contacts, const Contact &contact);
// Why there can be no contacts of the node; empty where there may be.
[[nodiscard]] QString obstacleText(ContactSides::Obstacle obstacle, const QString &node);

// How old the elements are that contacts were computed from, or how far ahead of the moment. Plain value.
struct ElementsNote
{
    QString text; // empty where none was computed
    bool isOld = false;
};
[[nodiscard]] ElementsNote elementsNote(const FleetContacts &contacts, Timestamp now);

} // namespace desk
