// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/processing/displayqueue.h"
#include "models/topology/topology.h"
#include "widgets/theme/theme.h"
#include "widgets/topology/topologypanel.h"

#include <QTest>

namespace desk {

// A ring of six satellites with two stations, fed by hand.
class RingFleet
{
public:
    RingFleet()
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
        for (int i = 0; i < 3; ++i)
            pass();
    }

    void addNode(const std::string &name, NodeType type)
    {
        const NodeId id = *dictionary.node(name, type);
        const EntityId entity = *dictionary.entity(id);
        topology.learnNode(id, entity, name, type);
        entities.push_back(entity);
    }
    void addLink(const std::string &a, const std::string &b)
    {
        const NodeId x = *dictionary.findNode(a);
        const NodeId y = *dictionary.findNode(b);
        const EntityId entity = *dictionary.entity(x, y);
        topology.learnLink(x, y, entity);
        entities.push_back(entity);
    }
    EntityId entity(const char *node, const char *dst = nullptr) const
    {
        return *dictionary.findEntity(*dictionary.findNode(node), dst ? *dictionary.findNode(dst) : noNode);
    }
    // A second of telemetry of everything; the named node's utilization has that severity.
    void pass(EntityId troubled = noEntity, Severity severity = Severity::nominal)
    {
        time.advance(std::chrono::seconds(1));
        auto batch = std::make_shared<SampleBatch>();
        batch->reception = time.now();
        for (const EntityId about : entities) {
            std::uint32_t hint = 0;
            for (const char *metric : {"utilization", "snr_db", "latency_ms"}) {
                batch->addSample(*dictionary.series(about, metric, hint), 0.5, Quality::good);
                batch->monitoring.push_back(
                    {about == troubled ? severity : Severity::nominal, LimitSide::inside});
            }
            batch->endPoint(about, nanoseconds(time.now()));
            if (!topology.seen(about, nanoseconds(time.now()), time.steadyNow()))
                qFatal("an entity the graph does not know");
        }
        dictionary.publish();
        topology.tick(time.steadyNow());
        topology.publish(time.now());
        queue.push(std::move(batch));
        do // many new series are taken in slices
            feed.drain();
        while (feed.statistics().pendingBatches > 0);
    }

    SeriesDictionary dictionary;
    Topology topology;
    DisplayQueue queue;
    SimulatedTimeService time{fromNanoseconds(1'795'000'000'000'000'000)};
    ParameterFeed feed;
    FleetSelection selection;
    Theme theme;
    std::vector<EntityId> entities;
};

// A panel on screen whose first layout has arrived and come to rest.
class ShownFleet
{
public:
    explicit ShownFleet(RingFleet &fleet)
        : panel(fleet.feed, fleet.selection, fleet.theme)
        , view(panel.view())
    {
        panel.resize(640, 480);
        panel.show();
        rest();
    }
    void rest()
    {
        QVERIFY(QTest::qWaitFor([this] { return view.positionOf("sat-0").has_value() && view.isAtRest(); }));
        panel.repaint();
    }
    QPoint at(const char *node) const { return view.positionOf(node)->toPoint(); }
    QPoint between(const char *a, const char *b) const { return (at(a) + at(b)) / 2; }
    void click(QPoint point) { QTest::mouseClick(&view, Qt::LeftButton, Qt::NoModifier, point); }

    TopologyPanel panel;
    TopologyView &view;
};

} // namespace desk
