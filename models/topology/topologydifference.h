// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/topology/topologysnapshot.h"

#include <array>
#include <string_view>

namespace desk {

// One thing that is not as it was. Plain value, any thread; the window words it.
struct TopologyChange
{
    enum class Kind : std::uint8_t {
        nodeAdded,
        nodeRemoved,
        nodeHealth,  // before, after
        nodeChanged, // fields
        linkAdded,
        linkRemoved,
        linkUp,
        linkDown,
        linkFlapped, // as it was, but it was otherwise in between
        linkChanged  // fields
    };
    static constexpr std::size_t kinds = 10;
    enum class Reason : std::uint8_t {
        unknown,
        definition, // somebody defined it, or defined it no more
        telemetry,  // first seen in telemetry
        silent,     // no point of the link for too long; silentSince
        endFailed,  // the health of one end is failed
        reported    // a point or the definition says so
    };
    // A field by the API's name, with what it was and is as the API writes it; "" = not given.
    struct Field
    {
        std::string_view name;
        std::string before;
        std::string after;
        bool operator==(const Field &) const = default;
    };

    Kind kind = Kind::nodeChanged;
    Reason reason = Reason::unknown;
    std::string node;   // id; of a link that of its source
    std::string target; // of a link
    Timestamp time{};   // when the link changed; else when the later version was published
    Timestamp silentSince{};
    Health before = Health::nominal;
    Health after = Health::nominal;
    std::vector<Field> fields;
    bool operator==(const TopologyChange &) const = default;
};

// Everything that differs between two versions, of one topology or of two. Nodes are the same when their ids
// are, links when their ends are. That anything but a station or data centre moves is no difference, only
// counted.
struct TopologyDifference
{
    std::uint64_t fromVersion = 0;
    std::uint64_t toVersion = 0;
    Timestamp from{};
    Timestamp to{};
    std::vector<TopologyChange> changes; // of nodes, then of links; each in order of the versions' lists
    std::size_t moved = 0;               // nodes whose position differs

    [[nodiscard]] bool isEmpty() const { return changes.empty(); }
    [[nodiscard]] std::array<std::size_t, TopologyChange::kinds> counts() const; // by kind
};

// Pure, any thread; about a millisecond for ten thousand nodes whose order is the same, some times that else.
TopologyDifference differenceOf(const TopologySnapshot &before, const TopologySnapshot &now);

// Equal in everything but internal ids and, unless it is a station or data centre, position.
bool isSameButForMotion(const TopologyNode &a, const TopologyNode &b);
// Equal in everything but internal ids and indices of the ends.
bool isSameLink(const TopologyEdge &a, const TopologyEdge &b);

} // namespace desk
