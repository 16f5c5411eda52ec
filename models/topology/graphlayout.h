// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/topology/layoutgraph.h"
#include "models/topology/layoutkind.h"

#include <memory>
#include <stop_token>

namespace desk {

struct LayoutOptions
{
    double aspect = 1.6; // width / height to aim at
    std::uint32_t seed = 1;
    std::size_t fullStress =
        1'600; // up to so many nodes all pairs count, above pivots stand for the far ones
    std::size_t pivots = 96;
    double leastDistance = 0.35; // between nodes, in link lengths
    bool afresh = false;         // previous places hold pins and turn the picture, nothing else
};

// How many nodes a layout is for; of larger graphs stress is computed in its place.
std::size_t mostNodesOf(LayoutKind kind);

// Computes places for the nodes of a graph, in steps, so that a worker can be stopped between them. The same
// input gives the same picture. Where previous places are given the picture starts from them and changes
// little. Memory O(nodes * pivots), at most 30 MB for full stress. One thread at a time, any thread.
class GraphLayout
{
public:
    class Method; // one kind of layout

    GraphLayout(LayoutGraph graph, LayoutKind kind, const LayoutOptions &options = {});
    ~GraphLayout();
    GraphLayout(const GraphLayout &) = delete;
    GraphLayout &operator=(const GraphLayout &) = delete;

    // Does a part of the work, some milliseconds for a thousand nodes; false when there is none left. A
    // step looks at stop in between and comes back early.
    bool step(const std::stop_token &stop = {});
    // All steps; false when it was stopped, and the positions mean nothing then.
    bool run(const std::stop_token &stop = {});

    // One per node, finite; complete when step() returned false.
    [[nodiscard]] const std::vector<LayoutPoint> &positions() const;

private:
    std::unique_ptr<Method> m_method;
};

} // namespace desk
