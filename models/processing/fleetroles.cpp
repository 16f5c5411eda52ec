// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/processing/fleetroles.h"

#include "models/processing/ownmeasurements.h"

#include <algorithm>

namespace desk {
namespace {

// What the desk measured of a route: derived, all of it. Somebody's own node may have such a name, too.
bool isMeasuredOfRoute(const SampleBatch &batch, std::size_t point)
{
    const auto begin = batch.quality.begin() + batch.pointBegin(point);
    const auto end = batch.quality.begin() + batch.pointEnd[point];
    return std::all_of(begin, end, [](Quality quality) { return has(quality, Quality::derived); });
}

} // namespace

void FleetRoles::learn(const SeriesDictionary &dictionary, EntityId entity, bool point)
{
    const EntityDefinition &about = dictionary.definition(entity);
    if (about.dst == noNode && !point) {
        const std::string &name = dictionary.definition(about.node).name;
        if (isOfRoute(name) && !m_topology.knows(name))
            return;
    }
    for (const NodeId id : {about.node, about.dst}) { // a link may be the first that is heard of either end
        if (id == noNode)
            continue;
        const NodeDefinition &node = dictionary.definition(id);
        if (const auto own = dictionary.findEntity(id))
            m_topology.learnNode(id, *own, node.name, node.type);
    }
    if (about.dst != noNode)
        m_topology.learnLink(about.node, about.dst, entity);
}

void FleetRoles::resolve(const SeriesDictionary &dictionary)
{
    if (m_fromPoints)
        m_entitiesKnown = dictionary.entityCount();
    for (; m_entitiesKnown < dictionary.entityCount(); ++m_entitiesKnown)
        learn(dictionary, EntityId{static_cast<std::uint32_t>(m_entitiesKnown)}, false);
    for (std::size_t i = m_roles.size(); i < dictionary.seriesCount(); ++i) {
        const SeriesDefinition &series = dictionary.definition(SeriesId{static_cast<std::uint32_t>(i)});
        Role role = Role::none;
        if (series.labels.empty()) {
            role = series.metric == "lat"             ? Role::latitude
                   : series.metric == "lon"           ? Role::longitude
                   : series.metric == "altitude_km"   ? Role::altitude
                   : series.metric == "health"        ? Role::health
                   : series.metric == "capacity_gbps" ? Role::capacity
                   : series.metric == "is_active"     ? Role::active
                                                      : Role::none;
        }
        m_roles.push_back(role);
    }
}

void FleetRoles::take(Role role, EntityId entity, SeriesId series, double value,
                      const SeriesDictionary &dictionary)
{
    switch (role) {
    case Role::none:
        return;
    case Role::latitude:
        return m_topology.set(entity, FleetAttribute::latitude, value);
    case Role::longitude:
        return m_topology.set(entity, FleetAttribute::longitude, value);
    case Role::altitude:
        return m_topology.set(entity, FleetAttribute::altitudeKm, value);
    case Role::capacity:
        return m_topology.set(entity, FleetAttribute::capacityGbps, value);
    case Role::active:
        return m_topology.set(entity, FleetAttribute::active, value);
    case Role::health:
        if (const auto health = healthFromWord(dictionary.text(series, static_cast<std::uint32_t>(value))))
            m_topology.setHealth(entity, *health);
        return;
    }
}

void FleetRoles::apply(const SampleBatch &batch, const SeriesDictionary &dictionary, SteadyTime now)
{
    if (m_entitiesKnown < dictionary.entityCount() || m_roles.size() < dictionary.seriesCount())
        resolve(dictionary);
    const std::int64_t reception = nanoseconds(batch.reception);
    for (std::size_t p = 0; p < batch.points(); ++p) {
        const EntityId entity = batch.entity[p];
        // What comes late says what was; it does not move the picture of now.
        const bool live = batch.generation[p] > reception - m_liveWithin.count();
        if (!m_topology.seen(entity, batch.generation[p], now, live)) { // a new fleet definition took it away
            learn(dictionary, entity, !isMeasuredOfRoute(batch, p));
            static_cast<void>(m_topology.seen(entity, batch.generation[p], now, live));
        }
        if (!live)
            continue;
        for (std::uint32_t i = batch.pointBegin(p); i < batch.pointEnd[p]; ++i) {
            const Role role = m_roles[index(batch.series[i])];
            if (role != Role::none)
                take(role, entity, batch.series[i], batch.value[i], dictionary);
        }
    }
}

} // namespace desk
