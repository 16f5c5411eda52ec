// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/topology/elementset.h"
#include "models/topology/topologysnapshot.h"

#include <optional>
#include <span>
#include <utility>
#include <vector>

namespace desk {

// A place in the picture, y downwards. In the abstract layouts the unit is the length of a link; in the
// geographic one it is a degree.
struct LayoutPoint
{
    double x = 0;
    double y = 0;
    bool operator==(const LayoutPoint &) const = default;
};

using LayoutEdge = std::pair<std::uint32_t, std::uint32_t>; // indices of nodes, smaller first

// What a node is to the layered layout.
enum class LayoutRole : std::uint8_t { other, station, dataCentre };

// Where a satellite belongs among the planes of its shell.
struct OrbitalSlot
{
    int shell = 0;    // from 0, the most populated first
    int plane = 0;    // within the shell, by right ascension of the node
    double phase = 0; // argument of latitude, 0 to 2 pi
    bool operator==(const OrbitalSlot &) const = default;
};

// What a layout is computed from. Plain value: it goes into the worker whole. The vectors per node are empty
// or have nodeCount elements.
struct LayoutGraph
{
    std::size_t nodeCount = 0;
    std::vector<LayoutEdge> edges; // self loops, doubles and unknown nodes are passed over
    // Placed after and around the others; their links do not shape the picture (ground stations under a mesh
    // of satellites).
    std::vector<bool> followers;
    std::vector<std::optional<LayoutPoint>> previous; // where it was; the new picture starts from there
    std::vector<bool> pinned;                         // stays at its previous place
    // Nodes whose links came or went since the previous places were made. When given and few, only they
    // move, the new ones to their neighbours. Empty: everything may move a little.
    std::vector<bool> changed;
    std::vector<std::optional<LayoutPoint>> geographic; // longitude and latitude in degrees
    std::vector<LayoutRole> roles;
    std::vector<std::optional<OrbitalSlot>> slots; // none = no satellite, or in no plane
};

// The fleet as a layout sees it. Ground nodes follow where satellites or devices hold together without
// them, and are laid out by their active links only, so that passes do not disturb the mesh; links between
// the others count while active and for ten minutes after.
LayoutGraph layoutGraphOf(const TopologySnapshot &snapshot);

// Longitude and latitude of the nodes that have a position.
std::vector<std::optional<LayoutPoint>> geographicOf(const TopologySnapshot &snapshot);

// Fills slots from the orbits that came with the fleet; some tens of milliseconds for ten thousand
// satellites, therefore apart. Nodes whose orbit is missing or cannot be read have none.
void addOrbitalSlots(LayoutGraph &graph, const TopologySnapshot &snapshot);
// One per element set, at their median epoch. The elements have passed checkElements.
std::vector<std::optional<OrbitalSlot>> orbitalSlots(std::span<const ElementSet> fleet);

// For each link whether it closes a ring of the orbital grid: from the last plane to the first, or over the
// ascending node. Drawn straight it would cross the whole picture. Empty without slots.
std::vector<bool> orbitalSeams(const LayoutGraph &graph);

// Fills previous and changed of next from the last layout; a link between a follower and another node changes
// the follower only. nodeBefore: per node of next its index in last, or -1.
void continueLayout(LayoutGraph &next, const LayoutGraph &last, const std::vector<LayoutPoint> &positions,
                    const std::vector<std::int64_t> &nodeBefore);

} // namespace desk
