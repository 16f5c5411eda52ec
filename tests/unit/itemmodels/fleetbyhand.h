// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/processing/parameterfeed.h"
#include "models/topology/topology.h"

#include <map>

namespace fleetbyhand {

using namespace desk;

// A fleet that is fed by hand: ring of six satellites, a station at sat-0 and one at sat-3. Links tell
// latency (2 ms), capacity (10 Gbit/s) and utilisation (0.5) with each pass.
class Fleet
{
public:
    struct Figures
    {
        double latencyMs = 2;
        double capacityGbps = 10;
        double utilisation = 0.5;
    };
    using Link = std::pair<std::string, std::string>; // a direction

    Fleet()
        : feed({queue, dictionary, [this] { return topology.latest(); }}, time, {})
    {
        for (int i = 0; i < 6; ++i)
            addNode("sat-" + std::to_string(i), NodeType::satellite);
        addNode("gs-north", NodeType::groundStation);
        addNode("gs-south", NodeType::groundStation);
        for (int i = 0; i < 6; ++i)
            addLink("sat-" + std::to_string(i), "sat-" + std::to_string((i + 1) % 6));
        addLink("sat-0", "gs-north");
        addLink("sat-3", "gs-south");
        pass();
    }

    EntityId addNode(const std::string &name, NodeType type)
    {
        const NodeId id = *dictionary.node(name, type);
        const EntityId entity = *dictionary.entity(id);
        topology.learnNode(id, entity, name, type);
        return entity;
    }
    void addLink(const std::string &a, const std::string &b, const Figures &figures)
    {
        const NodeId x = *dictionary.findNode(a);
        const NodeId y = *dictionary.findNode(b);
        topology.learnLink(x, y, *dictionary.entity(x, y));
        links[{a, b}] = figures;
    }
    void addLink(const std::string &a, const std::string &b) { addLink(a, b, {}); }
    EntityId entity(const char *node, const char *dst = nullptr) const
    {
        return *dictionary.findEntity(*dictionary.findNode(node), dst ? *dictionary.findNode(dst) : noNode);
    }
    // A second of telemetry of every link that is told of.
    void pass()
    {
        time.advance(std::chrono::seconds(1));
        auto batch = std::make_shared<SampleBatch>();
        batch->reception = time.now();
        for (const auto &[link, figures] : links) {
            const EntityId about =
                *dictionary.findEntity(*dictionary.findNode(link.first), *dictionary.findNode(link.second));
            std::uint32_t hint = 0;
            for (const auto &[metric, value] : {std::pair{"latency_ms", figures.latencyMs},
                                                std::pair{"capacity_gbps", figures.capacityGbps},
                                                std::pair{"utilization", figures.utilisation}}) {
                batch->addSample(*dictionary.series(about, metric, hint), value, Quality::good);
                batch->monitoring.push_back({Severity::none, LimitSide::inside});
            }
            batch->endPoint(about, nanoseconds(time.now()));
            if (!topology.seen(about, nanoseconds(time.now()), time.steadyNow()))
                qFatal("an entity the graph does not know");
        }
        dictionary.publish();
        topology.tick(time.steadyNow());
        topology.publish(time.now());
        queue.push(std::move(batch));
        feed.drain();
    }
    // Until the links that are no longer told of have fallen silent.
    void passLong()
    {
        for (int i = 0; i < 20; ++i)
            pass();
    }

    SeriesDictionary dictionary;
    Topology topology;
    DisplayQueue queue;
    SimulatedTimeService time{fromNanoseconds(1'795'000'000'000'000'000)};
    ParameterFeed feed;
    std::map<Link, Figures> links;
};

} // namespace fleetbyhand
