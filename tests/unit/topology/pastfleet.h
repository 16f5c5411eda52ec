// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/processing/topologyrecord.h"
#include "models/topology/topology.h"
#include "widgets/theme/theme.h"
#include "widgets/topology/topologypanel.h"

#include <QtTest>

#include <set>

// A ring of six satellites over one station, fed by hand; what was is kept.
class PastFleet
{
public:
    PastFleet()
        : feed({queue, dictionary, [this] { return topology.latest(); }}, time, {})
        , record(feed)
    {
        theme.setReducedMotion(true); // pictures are compared
        for (int i = 0; i < 6; ++i)
            addNode("sat-" + std::to_string(i), desk::NodeType::satellite);
        addNode("gs-north", desk::NodeType::groundStation);
        for (int i = 0; i < 6; ++i)
            addLink("sat-" + std::to_string(i), "sat-" + std::to_string((i + 1) % 6));
        addLink("gs-north", "sat-0");
        for (int i = 0; i < 3; ++i)
            pass(0.5);
    }

    void addNode(const std::string &name, desk::NodeType type)
    {
        const desk::NodeId id = *dictionary.node(name, type);
        const desk::EntityId entity = *dictionary.entity(id);
        topology.learnNode(id, entity, name, type);
        entities.push_back(entity);
    }
    void addLink(const std::string &a, const std::string &b)
    {
        const desk::NodeId x = *dictionary.findNode(a);
        const desk::NodeId y = *dictionary.findNode(b);
        const desk::EntityId entity = *dictionary.entity(x, y);
        topology.learnLink(x, y, entity);
        entities.push_back(entity);
    }
    [[nodiscard]] desk::EntityId entity(const char *node, const char *dst = nullptr) const
    {
        return *dictionary.findEntity(*dictionary.findNode(node),
                                      dst ? *dictionary.findNode(dst) : desk::noNode);
    }
    // A second passes, in which everything says that value of all its metrics.
    void pass(double value)
    {
        using namespace std::chrono_literals;
        time.advance(1s);
        auto batch = std::make_shared<desk::SampleBatch>();
        batch->reception = time.now();
        for (const desk::EntityId about : entities) {
            std::uint32_t hint = 0;
            for (const char *metric : {"utilization", "snr_db", "latency_ms"}) {
                batch->addSample(*dictionary.series(about, metric, hint), value, desk::Quality::good);
                batch->monitoring.push_back({desk::Severity::nominal, desk::LimitSide::inside});
            }
            batch->endPoint(about, desk::nanoseconds(time.now()));
            if (!topology.seen(about, desk::nanoseconds(time.now()), time.steadyNow()))
                qFatal("an entity the graph does not know");
            if (off.contains(about))
                topology.set(about, desk::FleetAttribute::active, 0);
        }
        dictionary.publish();
        topology.tick(time.steadyNow());
        topology.publish(time.now());
        queue.push(std::move(batch));
        feed.drain();
    }
    // A second passes in silence.
    void publish()
    {
        using namespace std::chrono_literals;
        time.advance(1s);
        topology.publish(time.now());
        feed.drain();
    }
    void setActive(const char *a, const char *b, bool active)
    {
        topology.set(entity(a, b), desk::FleetAttribute::active, active ? 1 : 0);
        if (active)
            off.erase(entity(a, b));
        else
            off.insert(entity(a, b));
        publish();
    }
    void setHealth(const char *node, desk::Health health)
    {
        topology.setHealth(entity(node), health);
        publish();
    }

    desk::SeriesDictionary dictionary;
    desk::Topology topology;
    desk::DisplayQueue queue;
    desk::SimulatedTimeService time{desk::fromNanoseconds(1'795'000'000'000'000'000)};
    desk::ParameterFeed feed;
    desk::TopologyRecord record;
    desk::TimeConductor conductor{time};
    desk::FleetSelection selection;
    desk::Theme theme;
    std::vector<desk::EntityId> entities;
    std::set<desk::EntityId> off; // links that say so with each point
};

// A panel on screen whose layout has come to rest.
class PastPanel
{
public:
    explicit PastPanel(PastFleet &fleet)
        : panel(fleet.feed, fleet.selection, fleet.theme)
        , view(panel.view())
    {
        panel.setTime(fleet.conductor, &fleet.record);
        panel.resize(640, 480);
        panel.show();
        rest();
    }
    void rest()
    {
        QVERIFY(QTest::qWaitFor([this] { return view.positionOf("sat-0").has_value() && view.isAtRest(); }));
    }
    // Takes over what was chosen, at once.
    void look()
    {
        view.refresh();
        panel.repaint();
    }
    desk::TopologyPanel panel;
    desk::TopologyView &view;
};
