// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/itemmodels/entitynode.h"

#include <algorithm>

namespace desk {

const TopologyNode *nodeOf(const ParameterFeed &feed, EntityId entity)
{
    const SeriesCatalogue &catalogue = feed.catalogue();
    const TopologySnapshotPtr &fleet = feed.topology();
    if (!fleet || index(entity) >= catalogue.entityCount() || catalogue.entity(entity).dst != noNode)
        return nullptr;
    const auto it = std::ranges::find(fleet->nodes, catalogue.entity(entity).node, &TopologyNode::id);
    return it == fleet->nodes.end() ? nullptr : &*it;
}

const TopologyEdge *edgeOf(const ParameterFeed &feed, EntityId entity)
{
    const TopologySnapshotPtr &fleet = feed.topology();
    if (!fleet || entity == noEntity)
        return nullptr;
    const auto it = std::ranges::find_if(fleet->edges, [entity](const TopologyEdge &edge) {
        return edge.forward == entity || edge.backward == entity;
    });
    return it == fleet->edges.end() ? nullptr : &*it;
}

EntityId oppositeOf(const SeriesCatalogue &catalogue, EntityId entity)
{
    if (index(entity) >= catalogue.entityCount() || catalogue.entity(entity).dst == noNode)
        return noEntity;
    const EntityDefinition &link = catalogue.entity(entity);
    return catalogue.findEntity(catalogue.node(link.dst).name, catalogue.node(link.node).name);
}

} // namespace desk
