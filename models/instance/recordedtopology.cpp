// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/instance/recordedtopology.h"

#include "models/archive/sessionlogreader.h"
#include "models/topology/topology.h"

#include <unordered_map>

namespace desk {
namespace {

constexpr std::size_t mostGraphs = 1'000;

// Gives nodes and links of a graph the ids that others know them by.
class IdTable
{
public:
    explicit IdTable(const TopologySnapshot &names)
    {
        for (std::uint32_t i = 0; i < names.nodes.size(); ++i)
            m_nodes.emplace(names.nodes[i].name, std::pair(i, &names.nodes[i]));
        for (const TopologyEdge &edge : names.edges)
            m_edges.emplace(pairOf(edge.source, edge.target), &edge);
    }

    void bind(TopologySnapshot &graph) const
    {
        constexpr std::uint32_t none = 0xFFFFFFFFU;
        std::vector<std::uint32_t> places;
        for (TopologyNode &node : graph.nodes) {
            const auto found = m_nodes.find(node.name);
            places.push_back(found == m_nodes.end() ? none : found->second.first);
            if (found == m_nodes.end())
                continue;
            node.id = found->second.second->id;
            node.entity = found->second.second->entity;
        }
        for (TopologyEdge &edge : graph.edges) {
            const auto found = m_edges.find(pairOf(places[edge.source], places[edge.target]));
            if (found == m_edges.end())
                continue;
            edge.forward = found->second->forward;
            edge.backward = found->second->backward;
        }
    }

private:
    // The name of a link's source is less than that of its target in each graph: no need to look both ways.
    static std::uint64_t pairOf(std::uint32_t a, std::uint32_t b) { return std::uint64_t{a} << 32U | b; }

    std::unordered_map<std::string_view, std::pair<std::uint32_t, const TopologyNode *>> m_nodes;
    std::unordered_map<std::uint64_t, const TopologyEdge *> m_edges;
};

} // namespace

TopologyHistory readRecordedTopology(const std::vector<std::filesystem::path> &files, Timestamp before,
                                     const TopologySnapshot &names, const std::stop_token &stop)
{
    const IdTable ids(names);
    TopologyHistory history;
    Topology topology;
    for (const std::filesystem::path &file : files) {
        const auto reader = SessionLogReader::open(file);
        if (!reader)
            continue;
        static_cast<void>(reader->lastTopologies(before, mostGraphs, [&](const SessionTopology &recorded) {
            if (const auto fleet = parseFleet(recorded.json, {.recorded = true})) {
                topology.restore(*fleet);
                auto graph = std::make_shared<TopologySnapshot>(*topology.publish(recorded.reception));
                graph->time = recorded.reception;
                ids.bind(*graph);
                history.add(graph);
            }
            return !stop.stop_requested();
        }));
    }
    return history;
}

} // namespace desk
