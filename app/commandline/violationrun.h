// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/commandline/simulatedscene.h"
#include "app/commandline/violationscore.h"

#include "models/forecast/forecastengine.h"
#include "models/topology/topology.h"

#include <deque>
#include <memory>
#include <stop_token>

namespace desk {

// A simulated stretch of telemetry through a ForecastEngine as the service runs it, with a clock of its own,
// and what its forecasts say of the shipped limits against what comes. One thread.
class ViolationRun
{
public:
    // Errors: those of the simulator.
    static Result<std::unique_ptr<ViolationRun>> create(SceneOptions scene);

    // False when it was stopped.
    bool play(const std::stop_token &stop);

    [[nodiscard]] const SceneOptions &scene() const { return m_scene; }
    [[nodiscard]] const ViolationScore &score() const { return m_score; }
    [[nodiscard]] std::size_t series() const { return m_engine.watched(); }
    [[nodiscard]] std::uint64_t forecasts() const { return m_engine.issued(); }

private:
    struct Series
    {
        SeriesId id{};
        SimulatedMetric metric{};
        const Limits *limits = nullptr;
    };
    struct Load // of a link at a time
    {
        Timestamp time{};
        double throughput = 0; // Gbit/s, both
        double capacity = 0;
    };
    struct Entity
    {
        EntityId id{};
        std::array<Series, simulatedMetricCount> series{};
        std::deque<Load> loads; // of a little more than the last minute
    };

    ViolationRun(SceneOptions scene, ConstellationSimulator simulator, LimitSet limits);
    void learnNames();
    Entity &entityOf(std::uint32_t entity);
    void take(const SimulatedPoint &point, SampleBatch &batch);
    void observe(const SimulatedPoint &point);
    void expect();
    [[nodiscard]] ViolationOrigin originOf(std::uint32_t entity, SimulatedMetric metric,
                                           Timestamp time) const;
    [[nodiscard]] static bool isByCapacity(const Entity &entity, const Series &series, Timestamp time);
    void decideSaid();

    const SceneOptions m_scene;
    ConstellationSimulator m_simulator;
    const LimitSet m_limits;
    SimulatedTimeService m_time;
    SeriesDictionary m_names;
    Topology m_topology;
    ForecastEngine m_engine;
    std::vector<NodeId> m_nodes;
    std::vector<std::unique_ptr<Entity>> m_entities;                 // by the simulator's index
    std::vector<std::pair<std::uint32_t, SimulatedMetric>> m_places; // by SeriesId
    PredictedViolations m_predicted;
    std::map<std::uint64_t, ViolationOrigin> m_saidOrigins; // by entry: the log when it was said
    ViolationScore m_score;
};

} // namespace desk
