// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/topology/topologysnapshot.h"

namespace desk {

// Two versions in one graph, so that a picture of the later one can show what is gone too.
struct TopologyUnion
{
    TopologySnapshotPtr
        snapshot;          // the later one; behind its nodes and links those of the earlier that it lacks
    std::size_t nodes = 0; // indices from here on are of what is gone
    std::size_t edges = 0; // likewise; links that are gone are not active

    [[nodiscard]] bool hasGhosts() const
    {
        return snapshot && (snapshot->nodes.size() > nodes || snapshot->edges.size() > edges);
    }
};

// Nodes are the same when their names are, links when their ends are. Where nothing is gone the snapshot is
// `now` itself; else it has numbers of its own for structure and indexing, the same for the same lists. Pure,
// any thread; some milliseconds for ten thousand nodes. None is null.
TopologyUnion unionOf(const TopologySnapshotPtr &before, const TopologySnapshotPtr &now);

} // namespace desk
