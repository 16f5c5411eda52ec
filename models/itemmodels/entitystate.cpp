// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/itemmodels/entitystate.h"

#include <algorithm>

namespace desk {
namespace {

// Never received is the least lively of all, though it is the first by number.
int rank(Freshness freshness)
{
    return freshness == Freshness::neverReceived ? int(Freshness::stale) + 1 : int(freshness);
}

} // namespace

Severity severityNow(const SeriesCatalogue &catalogue, SeriesId id, const LastValue *last,
                     Freshness freshness)
{
    const bool isLink = catalogue.entity(catalogue.series(id).entity).dst != noNode;
    return last && !(isLink && freshness == Freshness::stale) ? last->monitoring.severity : Severity::none;
}

EntityState entityState(const ParameterFeed &feed, EntityId entity, SteadyTime now)
{
    EntityState state;
    const SeriesCatalogue &catalogue = feed.catalogue();
    if (index(entity) >= catalogue.entityCount())
        return state;
    for (const SeriesId id : catalogue.seriesOf(entity)) {
        const LastValue *last = feed.lastValues().find(id);
        const Freshness freshness = LastValueCache::freshness(last, now);
        merge(state, {severityNow(catalogue, id, last, freshness), freshness});
    }
    return state;
}

EntityState nodeState(const ParameterFeed &feed, NodeId node, SteadyTime now)
{
    EntityState state;
    for (std::uint32_t i = 0; i < feed.catalogue().entityCount(); ++i) {
        if (feed.catalogue().entity(EntityId{i}).node == node)
            merge(state, entityState(feed, EntityId{i}, now));
    }
    return state;
}

Severity severityOf(Health health)
{
    switch (health) {
    case Health::failed:
        return Severity::critical;
    case Health::degraded:
        return Severity::caution;
    case Health::nominal:
        return Severity::nominal;
    case Health::maintenance:
        break;
    }
    return Severity::none;
}

void merge(EntityState &whole, const EntityState &part)
{
    whole.severity = std::max(whole.severity, part.severity);
    if (rank(part.freshness) < rank(whole.freshness))
        whole.freshness = part.freshness;
}

} // namespace desk
