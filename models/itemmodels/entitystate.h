// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/processing/parameterfeed.h"
#include "models/topology/health.h"

namespace desk {

// How a node itself or a link in one direction is, by its series. Plain value.
struct EntityState
{
    Severity severity = Severity::none;             // the worst
    Freshness freshness = Freshness::neverReceived; // the liveliest

    bool operator==(const EntityState &) const = default;
};

// What a series' limits say now. A link's series that has gone stale says nothing, for a link that ended (out
// of contact) is no fault; what a node said last stands. last may be null. GUI thread.
[[nodiscard]] Severity severityNow(const SeriesCatalogue &catalogue, SeriesId id, const LastValue *last,
                                   Freshness freshness);
// Unknown entities have no state. GUI thread.
[[nodiscard]] EntityState entityState(const ParameterFeed &feed, EntityId entity, SteadyTime now);
// The entity and, of a node, its links away from it.
[[nodiscard]] EntityState nodeState(const ParameterFeed &feed, NodeId node, SteadyTime now);
// nominal and maintenance are no fault.
[[nodiscard]] Severity severityOf(Health health);

// Joins what two parts of the same thing say.
void merge(EntityState &whole, const EntityState &part);

} // namespace desk
