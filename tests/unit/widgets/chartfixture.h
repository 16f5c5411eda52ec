// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/itemmodels/fleetselection.h"
#include "models/processing/parameterfeed.h"
#include "models/timeseries/timeconductor.h"
#include "widgets/theme/theme.h"

// What a chart needs, by hand: names, samples at any generation time, and a clock that stands until it is
// moved.
struct ChartFixture
{
    desk::SimulatedTimeService clock{
        desk::fromNanoseconds(1'795'269'787'000'000'000)}; // 2026-11-21T14:03:07Z
    desk::SeriesDictionary dictionary;
    desk::DisplayQueue queue;
    desk::ParameterFeed feed{{queue, dictionary, [] { return desk::TopologySnapshotPtr(); }}, clock, {}};
    desk::TimeConductor conductor{clock};
    desk::FleetSelection selection;
    desk::Theme theme;

    desk::SeriesId series(std::string_view nodeName, std::string_view metric, std::string_view dst = {},
                          desk::ValueKind kind = desk::ValueKind::number)
    {
        const desk::NodeId node = *dictionary.node(nodeName, desk::NodeType::satellite);
        const desk::NodeId target =
            dst.empty() ? desk::noNode : *dictionary.node(dst, desk::NodeType::groundStation);
        const desk::SeriesId id =
            *dictionary.seriesByName(*dictionary.entity(node, target), metric, kind, {});
        dictionary.publish();
        feed.drain();
        return id;
    }

    // One sample, `ago` seconds before the clock's now.
    void post(desk::SeriesId id, double ago, double value, desk::Quality quality = desk::Quality::good)
    {
        auto batch = std::make_shared<desk::SampleBatch>();
        batch->addSample(id, value, quality);
        batch->endPoint(dictionary.definition(id).entity,
                        desk::nanoseconds(clock.now()) - static_cast<std::int64_t>(ago * 1e9));
        batch->reception = clock.now();
        queue.push(batch);
    }

    // One sample a second from `from` to `to` seconds ago, both included; value = f(ago).
    template <class F>
    void postLine(desk::SeriesId id, int from, int to, F f)
    {
        for (int ago = from; ago >= to; --ago)
            post(id, ago, f(ago));
        feed.drain();
    }
};
