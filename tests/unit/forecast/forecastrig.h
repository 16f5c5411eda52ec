// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/forecast/forecastengine.h"
#include "models/topology/topology.h"

#include <QString>

#include <cmath>

namespace desk {

// A forecast engine with names, a clock and, if wanted, a fleet of its own, fed a second at a time.
struct ForecastRig
{
    explicit ForecastRig(ForecastEngine::Options options = {})
        : engine(std::move(options), names, time)
    {
    }

    // Published at once.
    SeriesId series(const char *node, const char *dst, const char *metric, ValueKind kind = ValueKind::number)
    {
        const NodeId from = *names.node(node, NodeType::satellite);
        const NodeId to = dst ? *names.node(dst, NodeType::groundStation) : noNode;
        const SeriesId id = *names.seriesByName(*names.entity(from, to), metric, kind, {});
        names.publish();
        return id;
    }
    void send(SeriesId id, double value, Quality quality = Quality::good)
    {
        SampleBatch batch;
        batch.addSample(id, value, quality);
        batch.endPoint(EntityId{}, nanoseconds(time.now()));
        batch.reception = time.now();
        engine.take(batch);
    }
    void second()
    {
        time.advance(std::chrono::seconds(1));
        while (engine.step()) {
        }
    }
    // A value a second that wanders about 10.
    void run(SeriesId id, int seconds)
    {
        for (int i = 0; i < seconds; ++i) {
            second();
            send(id, waving(time.now()));
        }
        time.advance(std::chrono::seconds(1)); // the last second is a whole one now
    }
    static double waving(Timestamp at)
    {
        const auto t = static_cast<double>(at.time_since_epoch() / std::chrono::seconds(1));
        return 10 + std::sin(t / 40) + 0.3 * std::sin(t / 3);
    }
    Forecast ask(SeriesId id, bool useCache = true)
    {
        return engine.answer({{id}, useCache}).forecasts.front();
    }

    // Everything of it; numbers that are none are alike.
    static QString text(const Forecast &forecast)
    {
        QString text = QStringLiteral("series %1 end %2 issued %3 method %4 refusal %5 current %6")
                           .arg(index(forecast.series))
                           .arg(nanoseconds(forecast.end))
                           .arg(nanoseconds(forecast.issued))
                           .arg(int(forecast.method))
                           .arg(int(forecast.refusal))
                           .arg(forecast.current, 0, 'g', 17);
        for (const ForecastValue &value : forecast.horizons)
            text += QStringLiteral(" [%1 %2 %3 %4]")
                        .arg(value.lower, 0, 'g', 17)
                        .arg(value.value, 0, 'g', 17)
                        .arg(value.upper, 0, 'g', 17)
                        .arg(value.confidence, 0, 'g', 17);
        return text;
    }

    SimulatedTimeService time{Timestamp{std::chrono::seconds{1'800'000'000}}};
    SeriesDictionary names;
    ForecastEngine engine;
};

} // namespace desk
