// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commandline/layoutworks.h"

#include "app/commandline/orbitfiles.h"

#include "models/datalink/constellationsimulator.h"
#include "models/topology/orbitalplanes.h"
#include "models/topology/topology.h"

#include <algorithm>
#include <random>

namespace desk {
namespace {

void addEdge(LayoutGraph &graph, std::uint32_t a, std::uint32_t b)
{
    graph.edges.emplace_back(std::min(a, b), std::max(a, b));
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

Result<FleetWork> FleetWork::read(const std::string &elements, const std::string &stations)
{
    auto files = OrbitFiles::read(elements, stations);
    if (!files)
        return tl::unexpected(files.error());
    FleetWork fleet;
    fleet.time = toTimestamp(medianEpoch(files->elements));
    for (const ElementSet &set : files->elements) {
        auto orbit = Orbit::fromElements(set);
        if (!orbit)
            return tl::unexpected(orbit.error());
        if (orbit->stateAt(fleet.time)) // has not come down
            fleet.orbits.push_back(*std::move(orbit));
    }
    ConstellationOptions constellation;
    constellation.elements = std::move(files->elements);
    constellation.stations = std::move(files->stations);
    constellation.start = fleet.time;
    const auto simulator = ConstellationSimulator::create(std::move(constellation));
    if (!simulator)
        return tl::unexpected(simulator.error());
    Topology topology;
    topology.replace(simulator->fleet());
    const TopologySnapshotPtr snapshot = topology.publish(fleet.time);
    fleet.work.name = "fleet";
    fleet.work.graph = layoutGraphOf(*snapshot);
    addOrbitalSlots(fleet.work.graph, *snapshot);
    for (const TopologyNode &node : snapshot->nodes)
        fleet.work.nodes.push_back(node.name);
    return fleet;
}

} // namespace desk
