// SPDX-License-Identifier: GPL-3.0-or-later
// Topology::replace(): an old definition goes, what telemetry knows stays, a new definition comes.
#include "models/topology/fleetorbit.h"
#include "models/topology/orbit.h"
#include "models/topology/topology.h"
#include "models/topology/topologygraph_p.h"

#include <algorithm>
#include <utility>

namespace desk {
namespace {
}

void Topology::replace(const FleetDefinition &fleet)
{
    std::vector<bool> keepNode(m_nodes.size());
    std::vector<bool> keepEdge(m_edges.size());
    for (std::size_t i = 0; i < m_nodes.size(); ++i)
        keepNode[i] = m_nodes[i].learned || m_nodeStates[i].seen;
    for (const FleetNode &node : fleet.nodes) {
        if (const auto it = m_nodeByName.find(node.id); it != m_nodeByName.end())
            keepNode[it->second] = true;
    }
    const auto edgeOf = [&](const FleetEdge &edge) {
        const auto a = m_nodeByName.find(fleet.nodes[edge.source].id);
        const auto b = m_nodeByName.find(fleet.nodes[edge.target].id);
        return a == m_nodeByName.end() || b == m_nodeByName.end() ? TopologyGraph::none
                                                                  : m_graph->find(a->second, b->second);
    };
    for (std::size_t i = 0; i < m_edges.size(); ++i)
        keepEdge[i] = m_edges[i].learned || m_linkStates[i].activity.wasEverSeen();
    for (const FleetEdge &edge : fleet.edges) {
        if (const std::uint32_t i = edgeOf(edge); i != TopologyGraph::none)
            keepEdge[i] = true;
    }
    for (std::size_t i = 0; i < m_edges.size(); ++i) {
        if (keepEdge[i])
            keepNode[m_edges[i].source] = keepNode[m_edges[i].target] = true;
    }
    dropAllBut(keepNode, keepEdge);

    // What stays and is not defined again is a learned thing from now on.
    m_orbits.clear();
    for (std::uint32_t i = 0; i < m_nodes.size(); ++i) {
        assign(m_nodes[i].learned, true);
        FleetNode nothing;
        nothing.type = m_nodes[i].type;
        define(i, nothing);
    }
    for (std::uint32_t i = 0; i < m_edges.size(); ++i) {
        assign(m_edges[i].learned, true);
        FleetEdge nothing;
        nothing.active = false;
        define(i, nothing);
    }
    std::vector<std::uint32_t> positions;
    positions.reserve(fleet.nodes.size());
    for (const FleetNode &node : fleet.nodes) {
        const auto it = m_nodeByName.find(node.id);
        const std::uint32_t i = it != m_nodeByName.end() ? it->second : addNode(node.id, node.type);
        assign(m_nodes[i].learned, node.learned);
        define(i, node);
        positions.push_back(i);
    }
    for (const FleetEdge &edge : fleet.edges) {
        const std::uint32_t a = positions[edge.source];
        const std::uint32_t b = positions[edge.target];
        std::uint32_t i = m_graph->find(a, b);
        if (i == TopologyGraph::none)
            i = addEdge(a, b);
        assign(m_edges[i].learned, edge.learned);
        define(i, edge);
    }
}

void Topology::restore(const FleetDefinition &fleet)
{
    for (TopologyNode &node : m_nodes)
        node.learned = false;
    for (TopologyEdge &edge : m_edges)
        edge.learned = false;
    std::ranges::fill(m_nodeStates, NodeState{});
    for (LinkState &state : m_linkStates)
        state.activity = {};
    replace(fleet);
}

void Topology::define(std::uint32_t position, const FleetNode &from)
{
    TopologyNode &node = m_nodes[position];
    NodeState &state = m_nodeStates[position];
    assign(node.type, from.type);
    assign(node.label, from.label.empty() ? node.name : from.label);
    if (from.health)
        state.healthLive = false;
    if (!state.healthLive)
        assign(node.health, from.health.value_or(Health::nominal));
    if (from.position)
        state.latitudeLive = state.longitudeLive = state.altitudeLive = false;
    const bool reported = state.latitudeLive && state.longitudeLive;
    if (!reported) {
        const FleetDefinition::Position place = from.position.value_or(FleetDefinition::Position{});
        assign(node.hasPosition, from.position.has_value());
        assign(node.latitude, place.latitude);
        assign(node.longitude, place.longitude);
        assign(node.altitudeKm, place.altitudeKm);
    }
    if (from.capacityGbps)
        state.capacityLive = false;
    if (!state.capacityLive)
        assign(node.capacityGbps, from.capacityGbps.value_or(0));
    assign(node.utilization, from.utilization.value_or(-1));
    assign(node.queueDepthGb, from.queueDepthGb.value_or(-1));
    const bool sameOrbit = node.orbit && from.orbit ? *node.orbit == *from.orbit : node.orbit == from.orbit;
    if (!sameOrbit) {
        node.orbit = from.orbit;
        m_changed = true;
    }
    if (from.orbit) {
        if (const auto elements = parseFleetOrbit(*from.orbit)) {
            if (const auto orbit = Orbit::fromElements(*elements))
                m_orbits[position] = std::make_unique<const Orbit>(*orbit);
        }
    }
}

void Topology::define(std::uint32_t position, const FleetEdge &from)
{
    TopologyEdge &edge = m_edges[position];
    LinkState &state = m_linkStates[position];
    state.definedActive = from.active;
    if (from.capacityGbps)
        state.capacityLive = false;
    if (!state.capacityLive)
        assign(edge.capacityGbps, from.capacityGbps.value_or(0));
    assign(edge.latencyMs, from.latencyMs.value_or(-1));
    assign(edge.utilization, from.utilization.value_or(-1));
    assign(edge.reliability, from.reliability.value_or(-1));
    assign(edge.packetLossRate, from.packetLossRate.value_or(-1));
    touch(position);
}

void Topology::dropAllBut(const std::vector<bool> &nodes, const std::vector<bool> &edges)
{
    const auto complete = [](const std::vector<bool> &keep) {
        return std::find(keep.begin(), keep.end(), false) == keep.end();
    };
    if (complete(nodes) && complete(edges))
        return;
    std::vector<std::uint32_t> nodeTo(m_nodes.size(), TopologyGraph::none);
    std::vector<std::uint32_t> edgeTo(m_edges.size(), TopologyGraph::none);
    std::uint32_t kept = 0;
    for (std::uint32_t i = 0; i < m_nodes.size(); ++i) {
        if (!nodes[i])
            continue;
        nodeTo[i] = kept;
        if (kept != i) {
            m_nodes[kept] = std::move(m_nodes[i]);
            m_nodeStates[kept] = m_nodeStates[i];
        }
        ++kept;
    }
    m_nodes.resize(kept);
    m_nodeStates.resize(kept);
    kept = 0;
    for (std::uint32_t i = 0; i < m_edges.size(); ++i) {
        if (!edges[i])
            continue;
        edgeTo[i] = kept;
        m_edges[kept] = m_edges[i];
        m_edges[kept].source = nodeTo[m_edges[i].source];
        m_edges[kept].target = nodeTo[m_edges[i].target];
        m_linkStates[kept] = m_linkStates[i];
        ++kept;
    }
    m_edges.resize(kept);
    m_linkStates.resize(kept);

    m_graph->clear();
    m_nodeByName.clear();
    for (std::uint32_t i = 0; i < m_nodes.size(); ++i) {
        m_graph->addNode();
        m_nodeByName.emplace(m_nodes[i].name, i);
    }
    m_touched.clear();
    for (std::uint32_t i = 0; i < m_edges.size(); ++i) {
        m_graph->addEdge(m_edges[i].source, m_edges[i].target, i);
        m_linkStates[i].touched = false;
        touch(i);
    }
    for (std::uint32_t &position : m_nodeOfId) {
        if (position != TopologyGraph::none)
            position = nodeTo[position];
    }
    for (EntityRef &ref : m_references) {
        if (ref.kind == EntityRef::Kind::none)
            continue;
        ref.index = ref.kind == EntityRef::Kind::node ? nodeTo[ref.index] : edgeTo[ref.index];
        if (ref.index == TopologyGraph::none)
            ref = {};
    }
    m_changed = m_structureChanged = m_indicesMoved = true;
}

} // namespace desk
