// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/processing/parameterfeed.h"

#include <algorithm>
#include <initializer_list>
#include <memory>
#include <utility>

// A feed made by hand: names, batches and a fleet graph under a clock that stands until it is told to move.
struct FeedFixture
{
    desk::SimulatedTimeService time{
        desk::fromNanoseconds(1'795'269'787'250'000'000)}; // 2026-11-21T14:03:07.250Z
    desk::SeriesDictionary dictionary;
    desk::DisplayQueue queue;
    std::shared_ptr<desk::TopologySnapshot> graph = std::make_shared<desk::TopologySnapshot>();
    desk::ParameterFeed feed{
        {queue, dictionary, [this] { return desk::TopologySnapshotPtr(graph); }}, time, {}};

    desk::NodeId node(std::string_view name, desk::NodeType type = desk::NodeType::satellite)
    {
        return *dictionary.node(name, type);
    }

    desk::EntityId entity(std::string_view name, std::string_view dst = {})
    {
        const desk::NodeId from = node(name);
        return *dictionary.entity(from, dst.empty() ? desk::noNode : node(dst));
    }

    desk::SeriesId series(desk::EntityId about, std::string_view metric,
                          desk::ValueKind kind = desk::ValueKind::number)
    {
        std::uint32_t hint = 1000 + metrics++; // never a good guess
        return *dictionary.series(about, metric, hint, kind);
    }

    void publish()
    {
        dictionary.publish();
        feed.drain();
    }

    // One point a call; the feed takes it at once.
    void post(desk::SeriesId id, double value, desk::Severity severity = desk::Severity::none,
              desk::Quality quality = desk::Quality::good)
    {
        auto batch = std::make_shared<desk::SampleBatch>();
        batch->addSample(id, value, quality);
        batch->endPoint(dictionary.definition(id).entity, desk::nanoseconds(time.now()));
        batch->monitoring = {{severity, desk::LimitSide::inside}};
        batch->reception = time.now();
        dictionary.publish();
        queue.push(batch);
        feed.drain();
    }

    // A node of the fleet graph; its index there.
    std::uint32_t graphNode(std::string_view name, desk::NodeType type = desk::NodeType::satellite,
                            desk::Health health = desk::Health::nominal)
    {
        auto next = std::make_shared<desk::TopologySnapshot>(*graph);
        desk::TopologyNode added;
        added.id = node(name, type);
        added.entity = entity(name);
        added.name = name;
        added.label = name;
        added.type = type;
        added.health = health;
        next->nodes.push_back(added);
        ++next->version;
        graph = next;
        return std::uint32_t(next->nodes.size() - 1);
    }

    void graphEdge(std::uint32_t source, std::uint32_t target, bool active = true)
    {
        auto next = std::make_shared<desk::TopologySnapshot>(*graph);
        desk::TopologyEdge edge;
        edge.source = source;
        edge.target = target;
        edge.forward = entity(next->nodes[source].name, next->nodes[target].name);
        edge.backward = entity(next->nodes[target].name, next->nodes[source].name);
        edge.active = active;
        next->edges.push_back(edge);
        ++next->version;
        graph = next;
    }

    std::uint32_t metrics = 0;
};
