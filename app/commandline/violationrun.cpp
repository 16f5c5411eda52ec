// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commandline/violationrun.h"

#include <algorithm>

namespace desk {
namespace {

constexpr std::size_t mostEntries = 1'000'000;
constexpr std::chrono::seconds loadsKept{75};

PredictedViolations::Options keepingAll()
{
    PredictedViolations::Options options;
    options.mostEntries = mostEntries;
    return options;
}

ForecastEngine::Options engineOf(const Topology &topology)
{
    ForecastEngine::Options options;
    options.fleet = [&topology] { return topology.latest(); };
    return options;
}

} // namespace

Result<std::unique_ptr<ViolationRun>> ViolationRun::create(SceneOptions scene)
{
    auto simulator = simulatorOf(scene);
    if (!simulator)
        return tl::unexpected(simulator.error());
    auto limits = LimitSet::parse(builtInLimits());
    if (!limits)
        return tl::unexpected(limits.error());
    return std::unique_ptr<ViolationRun>(
        new ViolationRun(std::move(scene), *std::move(simulator), *std::move(limits)));
}

ViolationRun::ViolationRun(SceneOptions scene, ConstellationSimulator simulator, LimitSet limits)
    : m_scene(std::move(scene))
    , m_simulator(std::move(simulator))
    , m_limits(std::move(limits))
    , m_time(m_scene.start)
    , m_engine(engineOf(m_topology), m_names, m_time)
    , m_predicted(keepingAll())
{
    learnNames();
}

void ViolationRun::learnNames()
{
    m_topology.replace(m_simulator.fleet());
    for (const FleetNode &node : m_simulator.nodes()) {
        const NodeId id = *m_names.node(node.id, node.type);
        m_nodes.push_back(id);
        m_topology.learnNode(id, *m_names.entity(id), node.id, node.type);
    }
    m_names.publish();
    m_topology.publish(m_scene.start);
}

ViolationRun::Entity &ViolationRun::entityOf(std::uint32_t entity)
{
    if (entity >= m_entities.size())
        m_entities.resize(entity + std::size_t{1});
    if (!m_entities[entity]) {
        const SimulatedEntity about = m_simulator.entities()[entity];
        m_entities[entity] = std::make_unique<Entity>();
        const NodeId dst = about.dst == SimulatedEntity::none ? noNode : m_nodes[about.dst];
        m_entities[entity]->id = *m_names.entity(m_nodes[about.node], dst);
        for (Series &series : m_entities[entity]->series)
            series.id = noSeries;
    }
    return *m_entities[entity];
}

void ViolationRun::take(const SimulatedPoint &point, SampleBatch &batch)
{
    Entity &entity = entityOf(point.entity);
    for (std::size_t i = 0; i < simulatedMetricCount; ++i) {
        const auto metric = static_cast<SimulatedMetric>(i);
        if (!point.has(metric))
            continue;
        Series &series = entity.series[i];
        if (series.id == noSeries) {
            const std::string name = nameOf(metric);
            const SimulatedEntity &about = m_simulator.entities()[point.entity];
            series.id = *m_names.seriesByName(entity.id, name, ValueKind::number, {});
            series.metric = metric;
            series.limits = m_limits.find(m_simulator.nodes()[about.node].id,
                                          about.dst == SimulatedEntity::none
                                              ? std::string_view()
                                              : std::string_view(m_simulator.nodes()[about.dst].id),
                                          name);
            if (index(series.id) >= m_places.size())
                m_places.resize(index(series.id) + std::size_t{1});
            m_places[index(series.id)] = {point.entity, metric};
        }
        batch.addSample(series.id, point.value(metric), Quality::good);
    }
    batch.endPoint(entity.id, nanoseconds(point.time));
    if (!point.has(SimulatedMetric::throughputGbps) || !point.has(SimulatedMetric::capacityGbps))
        return;
    entity.loads.push_back({point.time, point.value(SimulatedMetric::throughputGbps),
                            point.value(SimulatedMetric::capacityGbps)});
    while (entity.loads.front().time + loadsKept < point.time)
        entity.loads.pop_front();
}

// What was carried a minute ago no longer fits.
bool ViolationRun::isByCapacity(const Entity &entity, const Series &series, Timestamp time)
{
    if (entity.loads.empty() || !(entity.loads.back().capacity > 0))
        return false;
    const auto before = std::find_if(entity.loads.rbegin(), entity.loads.rend(),
                                     [time](const Load &load) { return load.time + foreseeableAge <= time; });
    if (before == entity.loads.rend())
        return false;
    const double share = before->throughput / entity.loads.back().capacity;
    return series.metric == SimulatedMetric::utilization
               ? series.limits->check(share).severity >= Severity::advisory
               : share >= 1;
}

ViolationOrigin ViolationRun::originOf(std::uint32_t entity, SimulatedMetric metric, Timestamp time) const
{
    const SimulatedEntity &about = m_simulator.entities()[entity];
    const Entity &known = *m_entities[entity];
    const Series &series = known.series[static_cast<std::size_t>(metric)];
    const std::string name = nameOf(metric);
    const std::string_view dst = about.dst == SimulatedEntity::none
                                     ? std::string_view()
                                     : std::string_view(m_simulator.nodes()[about.dst].id);
    return violationOrigin({.node = m_simulator.nodes()[about.node].id,
                            .dst = dst,
                            .metric = name,
                            .byCapacity = !dst.empty() && isByCapacity(known, series, m_time.now())},
                           time, m_simulator.log());
}

void ViolationRun::observe(const SimulatedPoint &point)
{
    const Entity &entity = *m_entities[point.entity];
    for (std::size_t i = 0; i < simulatedMetricCount; ++i) {
        const auto metric = static_cast<SimulatedMetric>(i);
        const Series &series = entity.series[i];
        if (!point.has(metric) || !series.limits)
            continue;
        m_predicted.observe(series.id, *series.limits, point.time, point.value(metric));
        if (m_score.observe(series.id, *series.limits, point.time, point.value(metric)))
            m_score.begin(series.id, nameOf(metric), point.time,
                          originOf(point.entity, metric, m_time.now()));
    }
}

void ViolationRun::expect()
{
    for (const Forecast &forecast : m_engine.takeIssued()) {
        const auto [entity, metric] = m_places[index(forecast.series)];
        const Series &series = m_entities[entity]->series[static_cast<std::size_t>(metric)];
        if (!series.limits)
            continue;
        const std::uint64_t before =
            m_predicted.entries().empty() ? 0 : m_predicted.entries().rbegin()->first;
        m_predicted.expect(forecast, *series.limits);
        for (auto it = m_predicted.entries().upper_bound(before); it != m_predicted.entries().end(); ++it)
            m_saidOrigins[it->first] = originOf(entity, metric, *it->second.predicted);
    }
    m_predicted.settle(m_time.now());
}

bool ViolationRun::play(const std::stop_token &stop)
{
    const Timestamp end = m_scene.start + m_scene.length;
    while (m_time.now() < end) {
        if (stop.stop_requested())
            return false;
        SampleBatch batch;
        const auto points = m_simulator.step(m_time.now());
        for (const SimulatedPoint &point : points)
            take(point, batch);
        m_names.publish();
        m_engine.take(batch);
        for (const SimulatedPoint &point : points)
            observe(point);
        m_time.advance(std::chrono::seconds(1));
        while (m_engine.step()) {
        }
        expect();
    }
    decideSaid();
    return true;
}

void ViolationRun::decideSaid()
{
    using Outcome = PredictedViolations::Outcome;
    for (const auto &[id, entry] : m_predicted.entries()) {
        if (!entry.said || (entry.outcome != Outcome::hit && entry.outcome != Outcome::wrong))
            continue;
        const auto [place, metric] = m_places[index(entry.series)];
        m_score.addSaid({.series = entry.series,
                         .metric = nameOf(metric),
                         .came = entry.outcome == Outcome::hit,
                         .origin = m_saidOrigins[id]});
    }
    m_score.match(m_predicted);
}

} // namespace desk
