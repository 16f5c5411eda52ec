// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/telemetry/ids.h"
#include "models/telemetry/nodetype.h"
#include "models/telemetry/time.h"
#include "models/topology/health.h"

#include <memory>
#include <string>
#include <vector>

namespace desk {

// The fleet graph as values, for other threads: what the graph is, and the slowly changing facts that came
// with it. Fast figures (SNR, latency, utilisation) are series; look them up by (node, dst) in the last-value
// cache. Immutable once published.
struct TopologyNode
{
    NodeId id = noNode;
    EntityId entity = noEntity;
    std::string name;
    std::string label; // for people; the name where none was given
    NodeType type = NodeType::device;
    Health health = Health::nominal;
    bool learned = false;     // first seen in telemetry, not defined
    bool hasPosition = false; // then degrees, WGS-84
    double latitude = 0;
    double longitude = 0;
    double altitudeKm = 0;
    double capacityGbps = 0; // 0 = unknown
    // As defined; figures from telemetry win. -1 = not given.
    double utilization = -1;
    double queueDepthGb = -1;
    std::shared_ptr<const std::string> orbit; // JSON of the definition, null where none was given
    bool operator==(const TopologyNode &) const = default;
};

struct TopologyEdge
{
    std::uint32_t source = 0; // index into nodes; the name of source < the name of target
    std::uint32_t target = 0;
    EntityId forward = noEntity;  // source -> target; noEntity until a point came
    EntityId backward = noEntity; // target -> source
    double capacityGbps = 0;      // 0 = unknown
    bool active = true;
    bool learned = false;    // first seen in telemetry, not defined
    Timestamp activeSince{}; // when active last changed its value
    Timestamp silentSince{}; // not active because it is silent: its last point; zero else
    // As defined; figures from telemetry win. -1 = not given.
    double latencyMs = -1;
    double utilization = -1;
    double reliability = -1;
    double packetLossRate = -1;
    bool operator==(const TopologyEdge &) const = default;
};

struct TopologySnapshot
{
    std::uint64_t version = 0;   // grows with every change
    std::uint64_t structure = 0; // grows only when nodes or edges come, go or change activity
    Timestamp time{};
    std::vector<TopologyNode> nodes; // in the order they became known; a node keeps its index (see indexing)
    std::vector<TopologyEdge> edges; // likewise
    std::uint64_t indexing = 0; // grows when a new definition took nodes or edges away, so that indices moved
};

using TopologySnapshotPtr = std::shared_ptr<const TopologySnapshot>;

} // namespace desk
