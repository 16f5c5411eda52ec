// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/topology/fleetdefinition.h"
#include "models/topology/linkactivity.h"
#include "models/topology/topologysnapshot.h"

#include <boost/unordered/unordered_flat_map.hpp>
#include <chrono>
#include <memory>
#include <mutex>

namespace desk {

class Orbit;
class TopologyGraph;

// Slow facts of a node or link that come as samples; the caller knows from the series which one it is.
enum class FleetAttribute : std::uint8_t { latitude, longitude, altitudeKm, capacityGbps, active };

// The fleet graph: what was defined and what telemetry taught, with the activity of links. Owned and changed
// by the ingest thread; other threads read the snapshots it publishes. A call per point costs an index and
// no string, publishing O(nodes + edges). Indices of nodes and edges are stable but across a replace() that
// takes some away (TopologySnapshot::indexing).
class Topology
{
public:
    struct Options
    {
        std::chrono::milliseconds leastTimeout{15'000}; // a link's silence before it counts as inactive...
        double timeoutCadences = 3;                     // ...or this many of its cadences, if that is more
    };

    explicit Topology(Options options);
    Topology()
        : Topology(Options{})
    {
    }
    ~Topology();
    Topology(const Topology &) = delete;
    Topology &operator=(const Topology &) = delete;

    // A new definition in place of the old one. Nodes and links that telemetry knows stay, as learned ones;
    // what telemetry reported stays too where the definition says nothing.
    void replace(const FleetDefinition &fleet);
    // Exactly this graph, as it was recorded: nothing of what telemetry taught stays.
    void restore(const FleetDefinition &fleet);

    // A name got its ids: binds a defined node or adds a learned one. Safe to repeat; a learned
    // node takes over a new type. Afterwards the node is found by index.
    void learnNode(NodeId id, EntityId entity, std::string_view name, NodeType type);
    // One direction of a link between known nodes got its id. False, and nothing happens, when an end is
    // unknown or both are the same.
    bool learnLink(NodeId source, NodeId target, EntityId entity);

    // A point about the node or link; call it before the point's attributes. A point that is not live (back-
    // filled) teaches a link's cadence but does not make it active. False when the graph does not know the
    // entity (never learned, or a new definition took it away): learn it and call again.
    [[nodiscard]] bool seen(EntityId entity, std::int64_t generationNs, SteadyTime now, bool live = true);
    // Values out of range, and attributes the entity does not have, are passed over.
    void set(EntityId entity, FleetAttribute attribute, double value);
    void setHealth(EntityId entity, Health health);

    // Links without a live point for too long become inactive; O(edges), once a second is enough.
    void tick(SteadyTime now);
    // Moves nodes that have an orbit and do not report a position themselves; some microseconds each.
    void propagate(Timestamp time);

    // A new snapshot when anything changed since the last one, else the last one. Not more than about five
    // times a second: the caller coalesces.
    TopologySnapshotPtr publish(Timestamp now);
    // The last one published, never null. Any thread.
    [[nodiscard]] TopologySnapshotPtr latest() const;

    [[nodiscard]] bool knows(const std::string &node) const { return m_nodeByName.contains(node); }
    [[nodiscard]] std::size_t nodeCount() const { return m_nodes.size(); }
    [[nodiscard]] std::size_t edgeCount() const { return m_edges.size(); }
    // Indices of the nodes at the other ends of a node's links, in no particular order.
    [[nodiscard]] std::vector<std::uint32_t> neighbours(std::uint32_t node) const;

private:
    struct NodeState // beside m_nodes
    {
        bool seen = false; // a point was about it or one of its links
        // Reported by telemetry, not only defined.
        bool latitudeLive = false;
        bool longitudeLive = false;
        bool altitudeLive = false;
        bool capacityLive = false;
        bool healthLive = false;
    };
    struct LinkState // beside m_edges
    {
        LinkActivity activity;
        bool definedActive = false;
        bool capacityLive = false;
        bool touched = false; // in m_touched
    };
    struct EntityRef
    {
        enum class Kind : std::uint8_t { none, node, forward, backward };
        std::uint32_t index = 0;
        Kind kind = Kind::none;
    };
    using Names = boost::unordered_flat_map<std::string, std::uint32_t>;

    [[nodiscard]] EntityRef reference(EntityId entity) const;
    void refer(EntityId entity, EntityRef to);
    std::uint32_t addNode(std::string_view name, NodeType type);
    std::uint32_t addEdge(std::uint32_t a, std::uint32_t b);
    void dropAllBut(const std::vector<bool> &nodes, const std::vector<bool> &edges);
    void define(std::uint32_t node, const FleetNode &from);
    void define(std::uint32_t edge, const FleetEdge &from);
    void setOfNode(std::uint32_t node, FleetAttribute attribute, double value);
    void touch(std::uint32_t edge);
    void applyActivity(Timestamp now);
    // Writes value, noting whether it differs.
    template <class T>
    void assign(T &field, const T &value)
    {
        if (field == value)
            return;
        field = value;
        m_changed = true;
    }

    const Options m_options;
    std::vector<TopologyNode> m_nodes;
    std::vector<TopologyEdge> m_edges;
    std::vector<NodeState> m_nodeStates;
    std::vector<LinkState> m_linkStates;
    std::vector<EntityRef> m_references;   // by EntityId
    std::vector<std::uint32_t> m_nodeOfId; // by NodeId
    Names m_nodeByName;
    std::unique_ptr<TopologyGraph> m_graph;
    boost::unordered_flat_map<std::uint32_t, std::unique_ptr<const Orbit>> m_orbits; // by node
    std::vector<std::uint32_t> m_touched; // edges whose activity may have changed
    SteadyTime m_now{};                   // of the last tick
    bool m_changed = false;
    bool m_structureChanged = false;
    bool m_indicesMoved = false;

    mutable std::mutex m_mutex; // guards m_latest
    TopologySnapshotPtr m_latest;
};

} // namespace desk
