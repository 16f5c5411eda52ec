// SPDX-License-Identifier: GPL-3.0-or-later
// What tests of layouts lay out, and how.
#pragma once

#include "models/topology/graphlayout.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace desk {

// A Walker delta with stations, each under a few satellites; slots and roles as a fleet has them.
inline LayoutGraph walker(std::uint32_t planes, std::uint32_t each, std::uint32_t stations = 0)
{
    LayoutGraph graph;
    const std::uint32_t satellites = planes * each;
    graph.nodeCount = satellites + stations;
    for (std::uint32_t p = 0; p < planes; ++p) {
        for (std::uint32_t s = 0; s < each; ++s) {
            graph.edges.push_back(std::minmax({p * each + s, p * each + (s + 1) % each}));
            graph.edges.push_back(std::minmax({p * each + s, (p + 1) % planes * each + s}));
            graph.slots.push_back(OrbitalSlot{0, int(p), 2 * std::numbers::pi * s / each});
        }
    }
    for (std::uint32_t i = 0; i < stations; ++i) {
        graph.edges.emplace_back(i * 37 % satellites, satellites + i);
        graph.edges.emplace_back((i * 37 + 1) % satellites, satellites + i);
    }
    std::sort(graph.edges.begin(), graph.edges.end());
    graph.slots.resize(graph.nodeCount);
    graph.roles.assign(satellites, LayoutRole::other);
    graph.roles.resize(graph.nodeCount, LayoutRole::station);
    graph.followers.assign(satellites, false);
    graph.followers.resize(graph.nodeCount, true);
    return graph;
}

inline std::vector<LayoutPoint> layout(const LayoutGraph &graph, LayoutKind kind = LayoutKind::stress,
                                       const LayoutOptions &options = {})
{
    GraphLayout work(graph, kind, options);
    work.run();
    return work.positions();
}

inline double between(LayoutPoint a, LayoutPoint b)
{
    return std::hypot(a.x - b.x, a.y - b.y);
}

} // namespace desk
