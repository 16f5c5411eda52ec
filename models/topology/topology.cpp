// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/topology/topology.h"

#include "models/topology/geodesy.h"
#include "models/topology/orbit.h"
#include "models/topology/topologygraph_p.h"

#include <algorithm>
#include <cmath>

namespace desk {
namespace {
}

Topology::Topology(Options options)
    : m_options(options)
    , m_graph(std::make_unique<TopologyGraph>())
    , m_latest(std::make_shared<const TopologySnapshot>())
{
}

Topology::~Topology() = default;

Topology::EntityRef Topology::reference(EntityId entity) const
{
    return index(entity) < m_references.size() ? m_references[index(entity)] : EntityRef{};
}

void Topology::refer(EntityId entity, EntityRef to)
{
    if (index(entity) >= m_references.size())
        m_references.resize(index(entity) + 1);
    m_references[index(entity)] = to;
}

std::uint32_t Topology::addNode(std::string_view name, NodeType type)
{
    const auto position = static_cast<std::uint32_t>(m_nodes.size());
    TopologyNode node;
    node.name = name;
    node.label = name;
    node.type = type;
    m_nodes.push_back(std::move(node));
    m_nodeStates.emplace_back();
    m_nodeByName.emplace(std::string(name), position);
    m_graph->addNode();
    m_changed = m_structureChanged = true;
    return position;
}

std::uint32_t Topology::addEdge(std::uint32_t a, std::uint32_t b)
{
    const auto position = static_cast<std::uint32_t>(m_edges.size());
    TopologyEdge edge;
    const bool inOrder = m_nodes[a].name < m_nodes[b].name;
    edge.source = inOrder ? a : b;
    edge.target = inOrder ? b : a;
    edge.active = false; // until a point or a definition says otherwise
    m_edges.push_back(edge);
    m_linkStates.emplace_back();
    m_graph->addEdge(a, b, position);
    m_changed = m_structureChanged = true;
    touch(position);
    return position;
}

void Topology::learnNode(NodeId id, EntityId entity, std::string_view name, NodeType type)
{
    if (index(id) >= m_nodeOfId.size())
        m_nodeOfId.resize(index(id) + 1, TopologyGraph::none);
    std::uint32_t position = m_nodeOfId[index(id)];
    if (position == TopologyGraph::none) {
        const auto known = m_nodeByName.find(std::string(name));
        position = known != m_nodeByName.end() ? known->second : addNode(name, type);
        if (known == m_nodeByName.end())
            m_nodes[position].learned = true;
        m_nodeOfId[index(id)] = position;
    }
    TopologyNode &node = m_nodes[position];
    assign(node.id, id);
    if (node.learned) // a definition knows better
        assign(node.type, type);
    if (entity != noEntity) {
        assign(node.entity, entity);
        refer(entity, {position, EntityRef::Kind::node});
    }
}

bool Topology::learnLink(NodeId source, NodeId target, EntityId entity)
{
    const auto nodeOf = [this](NodeId id) {
        return index(id) < m_nodeOfId.size() ? m_nodeOfId[index(id)] : TopologyGraph::none;
    };
    const std::uint32_t a = nodeOf(source);
    const std::uint32_t b = nodeOf(target);
    if (a == TopologyGraph::none || b == TopologyGraph::none || a == b)
        return false;
    std::uint32_t position = m_graph->find(a, b);
    if (position == TopologyGraph::none) {
        position = addEdge(a, b);
        m_edges[position].learned = true;
    }
    TopologyEdge &edge = m_edges[position];
    const bool forward = edge.source == a;
    assign(forward ? edge.forward : edge.backward, entity);
    refer(entity, {position, forward ? EntityRef::Kind::forward : EntityRef::Kind::backward});
    return true;
}

void Topology::touch(std::uint32_t edge)
{
    if (m_linkStates[edge].touched)
        return;
    m_linkStates[edge].touched = true;
    m_touched.push_back(edge);
}

bool Topology::seen(EntityId entity, std::int64_t generationNs, SteadyTime now, bool live)
{
    const EntityRef ref = reference(entity);
    if (ref.kind == EntityRef::Kind::none)
        return false;
    if (ref.kind == EntityRef::Kind::node) {
        m_nodeStates[ref.index].seen = true;
        return true;
    }
    const TopologyEdge &edge = m_edges[ref.index];
    m_nodeStates[edge.source].seen = true;
    m_nodeStates[edge.target].seen = true;
    m_linkStates[ref.index].activity.seen(ref.kind == EntityRef::Kind::forward ? LinkDirection::forward
                                                                               : LinkDirection::backward,
                                          generationNs, now, live);
    touch(ref.index);
    return true;
}

void Topology::set(EntityId entity, FleetAttribute attribute, double value)
{
    const EntityRef ref = reference(entity);
    if (ref.kind == EntityRef::Kind::none || !std::isfinite(value))
        return;
    if (ref.kind == EntityRef::Kind::node) {
        setOfNode(ref.index, attribute, value);
    } else if (attribute == FleetAttribute::active) {
        m_linkStates[ref.index].activity.declare(
            ref.kind == EntityRef::Kind::forward ? LinkDirection::forward : LinkDirection::backward,
            value != 0);
        touch(ref.index);
    } else if (attribute == FleetAttribute::capacityGbps && value >= 0) {
        m_linkStates[ref.index].capacityLive = true;
        assign(m_edges[ref.index].capacityGbps, value);
    }
}

void Topology::setOfNode(std::uint32_t position, FleetAttribute attribute, double value)
{
    TopologyNode &node = m_nodes[position];
    NodeState &state = m_nodeStates[position];
    if (attribute == FleetAttribute::latitude && std::abs(value) <= 90) {
        state.latitudeLive = true;
        assign(node.latitude, value);
    } else if (attribute == FleetAttribute::longitude && std::abs(value) <= 360) {
        state.longitudeLive = true;
        assign(node.longitude, std::remainder(value, 360.0));
    } else if (attribute == FleetAttribute::altitudeKm) {
        state.altitudeLive = true;
        assign(node.altitudeKm, value);
    } else if (attribute == FleetAttribute::capacityGbps && value >= 0) {
        state.capacityLive = true;
        assign(node.capacityGbps, value);
    }
    if (state.latitudeLive && state.longitudeLive)
        assign(node.hasPosition, true);
}

void Topology::setHealth(EntityId entity, Health health)
{
    const EntityRef ref = reference(entity);
    if (ref.kind != EntityRef::Kind::node)
        return;
    m_nodeStates[ref.index].healthLive = true;
    assign(m_nodes[ref.index].health, health);
}

void Topology::tick(SteadyTime now)
{
    m_now = now;
    for (std::uint32_t i = 0; i < m_linkStates.size(); ++i) {
        if (m_linkStates[i].activity.expire(now, m_options.leastTimeout, m_options.timeoutCadences))
            touch(i);
    }
}

void Topology::propagate(Timestamp time)
{
    if (m_orbits.empty())
        return;
    const double siderealTime = greenwichSiderealTime(toJulianDate(time));
    for (const auto &[position, orbit] : m_orbits) {
        const NodeState &state = m_nodeStates[position];
        if (state.latitudeLive && state.longitudeLive)
            continue;
        TopologyNode &node = m_nodes[position];
        const auto satellite = orbit->stateAt(time);
        assign(node.hasPosition, satellite.has_value()); // an orbit that has decayed has no position
        if (!satellite)
            continue;
        const auto place = geodeticFromEarthFixed(earthFixedFromTeme(satellite->positionKm, siderealTime));
        assign(node.latitude, place.latitude);
        assign(node.longitude, place.longitude);
        assign(node.altitudeKm, place.altitudeKm);
    }
}

void Topology::applyActivity(Timestamp now)
{
    for (const std::uint32_t i : m_touched) {
        LinkState &state = m_linkStates[i];
        state.touched = false;
        const bool active = state.activity.wasEverSeen() ? state.activity.isActive() : state.definedActive;
        TopologyEdge &edge = m_edges[i];
        if (edge.active == active && edge.activeSince != Timestamp{})
            continue;
        edge.active = active;
        edge.activeSince = now;
        const auto silent = active ? std::nullopt : state.activity.silentSince();
        edge.silentSince = silent && *silent <= m_now ? now - (m_now - *silent) : Timestamp{};
        m_changed = m_structureChanged = true;
    }
    m_touched.clear();
}

TopologySnapshotPtr Topology::publish(Timestamp now)
{
    applyActivity(now);
    if (!m_changed)
        return m_latest; // written by this thread only
    auto next = std::make_shared<TopologySnapshot>();
    next->version = m_latest->version + 1;
    next->structure = m_latest->structure + (m_structureChanged ? 1 : 0);
    next->indexing = m_latest->indexing + (m_indicesMoved ? 1 : 0);
    next->time = now;
    next->nodes = m_nodes;
    next->edges = m_edges;
    m_changed = m_structureChanged = m_indicesMoved = false;
    TopologySnapshotPtr before = std::move(next); // its predecessor is freed outside the lock
    const std::lock_guard lock(m_mutex);
    m_latest.swap(before);
    return m_latest;
}

TopologySnapshotPtr Topology::latest() const
{
    const std::lock_guard lock(m_mutex);
    return m_latest;
}

std::vector<std::uint32_t> Topology::neighbours(std::uint32_t node) const
{
    return m_graph->neighbours(node);
}

} // namespace desk
