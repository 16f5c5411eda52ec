// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/commandline/connection.h"
#include "models/topology/fleetdefinition.h"

#include <functional>
#include <optional>

namespace desk {

// Where a command takes the fleet from: files of orbits and stations, a recording, or a server.
struct FleetSourceOptions
{
    ConnectionOptions connection;
    std::string elements; // --tle
    std::string stations; // --stations
    std::string session;  // --session

    [[nodiscard]] bool fromFiles() const { return !elements.empty() || !stations.empty(); }
};

// A fleet at a moment, with the latest figures of its links.
struct FleetMoment
{
    FleetDefinition fleet;
    Timestamp time{};
    std::string origin;             // for people
    std::vector<std::string> notes; // for stderr
};

// --tle and --stations, and those of the connection.
void addFleetSourceOptions(CLI::App &command, FleetSourceOptions &options);

// Files: orbits as they are, without links; the demo's where one of the two is not named.
Result<FleetMoment> readOrbits(const FleetSourceOptions &options, Timestamp time);
// Files: with the links that `constellation simulate` gives this fleet at its start.
Result<FleetMoment> readLinkedOrbits(const FleetSourceOptions &options, Timestamp time);
// A fleet at another time by the orbits of its satellites and its stations, with such links; other nodes are
// left out.
Result<FleetMoment> relinked(const FleetMoment &picture, Timestamp time);
// A recording: the graph in force at that time of reception (default: its end) and the last latency,
// capacity and activity that had come for each link.
Result<FleetMoment> readRecordedFleet(const FleetSourceOptions &options, std::optional<Timestamp> time);
// A server's present graph.
Result<FleetMoment> readServedFleet(const ServerChoice &server, const std::function<bool()> &isCancelled);

// Index of a node by its id; an error that names those that are like it.
Result<std::uint32_t> findFleetNode(const FleetDefinition &fleet, const std::string &id);

} // namespace desk
