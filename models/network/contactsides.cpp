// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/network/contactsides.h"

#include <algorithm>
#include <bit>

namespace desk {
namespace {

bool flies(const TopologyNode &node)
{
    return node.orbit != nullptr;
}

bool isStation(const TopologyNode &node)
{
    return !flies(node) && isGround(node.type);
}

std::vector<std::uint32_t> satellitesOf(const TopologySnapshot &fleet)
{
    std::vector<std::uint32_t> found;
    for (std::uint32_t i = 0; i < fleet.nodes.size(); ++i) {
        if (flies(fleet.nodes[i]))
            found.push_back(i);
    }
    return found;
}

std::vector<std::uint32_t> stationsOf(const TopologySnapshot &fleet)
{
    std::vector<std::uint32_t> found;
    for (std::uint32_t i = 0; i < fleet.nodes.size(); ++i) {
        if (isStation(fleet.nodes[i]) && fleet.nodes[i].hasPosition)
            found.push_back(i);
    }
    return found;
}

ContactSides obstructed(ContactSides::Obstacle obstacle, bool ofStation = false)
{
    ContactSides sides;
    sides.obstacle = obstacle;
    sides.ofStation = ofStation;
    return sides;
}

} // namespace

ContactSides contactSidesOf(const TopologySnapshot &fleet, NodeId node, NodeId other)
{
    using Obstacle = ContactSides::Obstacle;
    const auto find = [&](NodeId id) {
        return std::uint32_t(std::ranges::find(fleet.nodes, id, &TopologyNode::id) - fleet.nodes.begin());
    };
    const std::uint32_t index = find(node);
    if (node == noNode || index == fleet.nodes.size())
        return obstructed(Obstacle::unknownNode);
    const TopologyNode &one = fleet.nodes[index];
    if (!flies(one) && !isStation(one))
        return obstructed(one.type == NodeType::satellite ? Obstacle::noOrbit : Obstacle::neither);
    if (isStation(one) && !one.hasPosition)
        return obstructed(Obstacle::noPlace, true);

    ContactSides sides;
    sides.ofStation = isStation(one);
    (sides.ofStation ? sides.stations : sides.satellites) = {index};
    auto &others = sides.ofStation ? sides.satellites : sides.stations;
    const std::uint32_t partner = other == noNode ? std::uint32_t(fleet.nodes.size()) : find(other);
    if (partner < fleet.nodes.size()) {
        const TopologyNode &two = fleet.nodes[partner];
        if (sides.ofStation ? flies(two) : isStation(two) && two.hasPosition) {
            others = {partner};
            return sides;
        }
    }
    others = sides.ofStation ? satellitesOf(fleet) : stationsOf(fleet);
    if (others.empty())
        sides.obstacle = sides.ofStation ? Obstacle::noSatellite : Obstacle::noStation;
    return sides;
}

ContactSides contactSidesOfAll(const TopologySnapshot &fleet)
{
    ContactSides sides;
    sides.ofStation = true;
    sides.satellites = satellitesOf(fleet);
    sides.stations = stationsOf(fleet);
    if (sides.satellites.empty())
        sides.obstacle = ContactSides::Obstacle::noSatellite;
    else if (sides.stations.empty())
        sides.obstacle = ContactSides::Obstacle::noStation;
    return sides;
}

// FNV-1a over what contacts are computed from. Texts of orbits are immutable and shared by snapshots: another
// text is another address.
std::uint64_t motionMark(const TopologySnapshot &fleet)
{
    std::uint64_t mark = 14695981039346656037ULL;
    const auto add = [&mark](std::uint64_t value) { mark = (mark ^ value) * 1099511628211ULL; };
    add(fleet.nodes.size());
    for (const TopologyNode &node : fleet.nodes) {
        add(std::uint64_t{index(node.id)} << 8U | std::uint64_t(node.type));
        add(std::bit_cast<std::uintptr_t>(node.orbit.get()));
        if (isStation(node) && node.hasPosition) {
            add(std::bit_cast<std::uint64_t>(node.latitude));
            add(std::bit_cast<std::uint64_t>(node.longitude));
            add(std::bit_cast<std::uint64_t>(node.altitudeKm));
        }
    }
    return mark;
}

} // namespace desk
