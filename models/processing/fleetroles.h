// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/telemetry/samplebatch.h"
#include "models/telemetry/seriesdictionary.h"
#include "models/topology/topology.h"

namespace desk {

// Keeps the fleet graph up with telemetry: a node or link seen for the first time is learned, positions,
// health, capacity and activity are taken over, links show signs of life. Which series means what is looked
// up once per series, never per sample. Ingest thread.
class FleetRoles
{
public:
    // fromPoints: a name alone puts nothing into the graph, only a point does. A recording has all its names
    // from the beginning.
    explicit FleetRoles(Topology &topology, bool fromPoints = false)
        : m_topology(topology)
        , m_fromPoints(fromPoints)
    {
    }

    void apply(const SampleBatch &batch, const SeriesDictionary &dictionary, SteadyTime now);

private:
    enum class Role : std::uint8_t { none, latitude, longitude, altitude, health, capacity, active };
    // point: what came of it tells that it is a node, whatever its name.
    void learn(const SeriesDictionary &dictionary, EntityId entity, bool point);
    void resolve(const SeriesDictionary &dictionary);
    void take(Role role, EntityId entity, SeriesId series, double value, const SeriesDictionary &dictionary);

    const std::chrono::nanoseconds m_liveWithin = std::chrono::seconds{60};
    Topology &m_topology;
    const bool m_fromPoints;
    std::vector<Role> m_roles; // by SeriesId
    std::size_t m_entitiesKnown = 0;
};

} // namespace desk
