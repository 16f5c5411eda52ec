// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commandline/layoutworks.h"

#include "models/datalink/demodata.h"
#include "models/datalink/gridlinks.h"
#include "models/datalink/groundlinks.h"

#include <algorithm>
#include <fstream>
#include <random>
#include <sstream>

namespace desk {
namespace {

Result<std::string> textOf(const std::filesystem::path &file)
{
    std::ifstream in(file, std::ios::binary);
    std::stringstream text;
    text << in.rdbuf();
    if (!in)
        return failure(ErrorCode::notFound, "cannot read " + file.string());
    return text.str();
}

tl::unexpected<Error> inFile(const std::filesystem::path &file, Error error)
{
    error.message = file.string() + ": " + error.message;
    return tl::unexpected(std::move(error));
}

void addEdge(LayoutGraph &graph, std::uint32_t a, std::uint32_t b)
{
    graph.edges.emplace_back(std::min(a, b), std::max(a, b));
}

void addStations(FleetWork &fleet, const std::vector<GroundStation> &stations,
                 const std::vector<StateVector> &states)
{
    const double siderealTime = greenwichSiderealTime(toJulianDate(fleet.time));
    std::vector<Vector3> positions;
    for (const StateVector &state : states)
        positions.push_back(earthFixedFromTeme(state.positionKm, siderealTime));
    const std::vector<std::uint8_t> works(states.size(), 1);
    const std::vector<std::uint8_t> stationWorks(stations.size(), 1);
    GroundLinks links(stations, {});
    links.update(fleet.time, positions, works, stationWorks);
    LayoutGraph &graph = fleet.work.graph;
    graph.nodeCount += stations.size();
    graph.followers.resize(states.size(), false);
    graph.followers.resize(graph.nodeCount, true);
    graph.roles.resize(states.size(), LayoutRole::other);
    graph.roles.resize(graph.nodeCount, LayoutRole::station);
    graph.slots.resize(graph.nodeCount);
    for (const Vector3 &position : positions) {
        const GeodeticPosition below = geodeticFromEarthFixed(position);
        graph.geographic.push_back(LayoutPoint{below.longitude, below.latitude});
    }
    for (const GroundStation &station : stations)
        graph.geographic.push_back(LayoutPoint{station.position.longitude, station.position.latitude});
    for (const GroundPass &pass : links.passes())
        addEdge(graph, pass.satellite, static_cast<std::uint32_t>(states.size()) + pass.station);
    for (const GroundStation &station : stations)
        fleet.work.nodes.push_back(station.id);
}

Result<FleetWork> make(const std::vector<ElementSet> &sets, const std::vector<GroundStation> &stations)
{
    FleetWork fleet;
    const JulianDate epoch = medianEpoch(sets);
    fleet.time = toTimestamp(epoch);
    fleet.work.name = "fleet";
    std::vector<StateVector> states;
    std::vector<ElementSet> flying;
    for (const ElementSet &set : sets) {
        auto orbit = Orbit::fromElements(set);
        if (!orbit)
            return tl::unexpected(orbit.error());
        const auto state = orbit->stateAt(fleet.time);
        if (!state) // has come down
            continue;
        fleet.orbits.push_back(*std::move(orbit));
        fleet.work.nodes.push_back(set.name);
        states.push_back(*state);
        flying.push_back(set);
    }
    GridLinks grid(groupIntoPlanes(flying, epoch));
    grid.update(fleet.time, states);
    fleet.work.graph.nodeCount = states.size();
    fleet.work.graph.slots = orbitalSlots(flying);
    for (const GridLink &link : grid.links())
        addEdge(fleet.work.graph, link.a, link.b);
    addStations(fleet, stations, states);
    return fleet;
}

} // namespace

LayoutWork walkerWork(std::uint32_t planes, std::uint32_t perPlane)
{
    LayoutWork work{"walker", {}, {}};
    work.graph.nodeCount = std::size_t{planes} * perPlane;
    for (std::uint32_t p = 0; p < planes; ++p) {
        for (std::uint32_t s = 0; s < perPlane; ++s) {
            addEdge(work.graph, p * perPlane + s, p * perPlane + (s + 1) % perPlane);
            addEdge(work.graph, p * perPlane + s, (p + 1) % planes * perPlane + s);
        }
    }
    return work;
}

LayoutWork powerLawWork(std::uint32_t nodes, std::uint32_t links, std::uint32_t seed)
{
    LayoutWork work{"power_law", {}, {}};
    work.graph.nodeCount = nodes;
    std::mt19937 random(seed);
    std::vector<std::uint32_t> ends; // each node once a link
    const auto join = [&](std::uint32_t a, std::uint32_t b) {
        addEdge(work.graph, a, b);
        ends.insert(ends.end(), {a, b});
    };
    for (std::uint32_t i = 1; i <= links && i < nodes; ++i)
        join(0, i);
    for (std::uint32_t i = links + 1; i < nodes; ++i) {
        std::vector<std::uint32_t> chosen;
        while (chosen.size() < links) {
            const std::uint32_t node = ends[(std::uint64_t{random()} * ends.size()) >> 32U];
            if (std::find(chosen.begin(), chosen.end(), node) == chosen.end())
                chosen.push_back(node);
        }
        for (const std::uint32_t node : chosen)
            join(node, i);
    }
    return work;
}

Result<FleetWork> FleetWork::read(const std::filesystem::path &elements,
                                  const std::filesystem::path &stations)
{
    const auto elementText = textOf(elements);
    const auto stationText = textOf(stations);
    if (!elementText || !stationText)
        return tl::unexpected(!elementText ? elementText.error() : stationText.error());
    const auto sets = parseElements(*elementText);
    if (!sets)
        return inFile(elements, sets.error());
    const auto sites = readStations(*stationText);
    if (!sites)
        return inFile(stations, sites.error());
    return make(*sets, *sites);
}

Result<FleetWork> FleetWork::demo()
{
    const auto sets = parseElements(demoElements());
    const auto sites = readStations(demoStations());
    if (!sets || !sites)
        return tl::unexpected(!sets ? sets.error() : sites.error());
    return make(*sets, *sites);
}

} // namespace desk
