// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/network/contacts.h"
#include "models/topology/topologysnapshot.h"

#include <functional>
#include <memory>

namespace desk {

struct FleetContactQuery
{
    TopologySnapshotPtr fleet;
    std::vector<std::uint32_t> satellites; // indices of nodes that have an orbit
    std::vector<std::uint32_t> stations;   // indices of nodes that have a position
    ContactQuery query;
    std::size_t mostContacts = 100'000; // of more, the earliest are kept
};

// The elements that a satellite's contacts were computed from.
struct OrbitAge
{
    std::uint32_t satellite = 0; // index of the node
    Timestamp epoch{};
    double speedKmPerS = 0; // mean, along the orbit

    // Days from the epoch, in either direction.
    [[nodiscard]] double days(Timestamp at) const;
    // By how much a rise or set may be wrong for the age of the elements: the theory is good to about 1 km at
    // epoch and loses up to 3 km a day (Vallado, "Fundamentals of Astrodynamics and Applications", chapter
    // 9), nearly all of it along the orbit. A satellite that used its engine since is further off.
    [[nodiscard]] double errorSeconds(Timestamp at) const;
};

// Elements older than this are said to be old.
inline constexpr double oldElementsDays = 7;

// What was found between nodes of a fleet. Plain value, any thread.
struct FleetContacts
{
    TopologySnapshotPtr fleet;
    ContactQuery query;
    std::vector<Contact> contacts; // satellite, station: indices of nodes; in order of rise
    std::vector<OrbitAge> ages;    // in order of satellites
    std::size_t refused = 0;       // orbits that SGP4 does not take
    // Nothing is missing that rises before it: the end of the range unless there were too many.
    Timestamp completeUntil{};

    [[nodiscard]] const OrbitAge *ageOf(std::uint32_t satellite) const; // null = none was looked at
};

using FleetContactsPtr = std::shared_ptr<const FleetContacts>;

// progress: satellites done, now and then, on the calling thread. Null when it was stopped.
FleetContactsPtr findFleetContacts(const FleetContactQuery &query, const std::stop_token &stop = {},
                                   const std::function<void(std::size_t)> &progress = {});

} // namespace desk
