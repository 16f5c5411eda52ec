// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <Qt>

namespace desk {

// What the item models of this folder give beside Qt's own roles. Ids and enumerations travel as quint32,
// times as qint64 (ns since 1970), so that a QVariant holds no type that needs registering.
enum ItemRole : int {
    ValueRole = Qt::UserRole + 1, // the raw figure of the cell; invalid where nothing is known
    SortRole,                     // what the column sorts by
    SeriesRole,                   // SeriesId of the row
    EntityRole,                   // EntityId of the row
    SeverityRole,                 // Severity of the row
    SideRole,                     // LimitSide of the row
    FreshnessRole,                // Freshness of the row
    LookRole,                     // ValueLook of the row
    QualityRole,                  // Quality flags of the row
    TimeRole,                     // generation time or time of the event
    StateRole,                    // DataLinkState, Health or NodeType of the cell
    ActiveRole,                   // bool: the link of the row is up
    EventCodeRole,                // EventCode of the row
    SubjectRole,                  // QString
    DetailRole,                   // QString
    RepeatsRole,                  // how often the same event came
};

} // namespace desk
