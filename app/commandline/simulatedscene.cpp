// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commandline/simulatedscene.h"

#include "models/datalink/demodata.h"
#include "models/network/fleetmotion.h"

#include <algorithm>
#include <limits>

namespace desk {
namespace {

constexpr std::size_t trackKept = 4 * ForecastWindow::seconds;

} // namespace

std::string nameOf(SimulatedMetric metric)
{
    const SimulatedMetricDefinition &definition = definitionOf(metric);
    return (definition.atmospheric ? "atmospheric_state." : "") + std::string(definition.name);
}

Result<ConstellationSimulator> simulatorOf(const SceneOptions &options)
{
    auto elements = parseElements(demoElements());
    auto stations = readStations(demoStations());
    auto faults = parseFaults(options.faults);
    if (!elements || !stations || !faults)
        return tl::unexpected(!elements ? elements.error() : !stations ? stations.error() : faults.error());
    ConstellationOptions simulated;
    simulated.elements = *std::move(elements);
    simulated.stations = *std::move(stations);
    simulated.seed = options.seed;
    simulated.start = options.start;
    simulated.faults = *std::move(faults);
    simulated.ground.minElevationDegrees = options.minElevationDegrees;
    simulated.ground.perStation = options.antennas;
    simulated.demand = options.demand;
    return ConstellationSimulator::create(std::move(simulated));
}

Result<SimulatedScene> SimulatedScene::create(SceneOptions options)
{
    auto simulator = simulatorOf(options);
    if (!simulator)
        return tl::unexpected(simulator.error());
    return SimulatedScene(std::move(options), *std::move(simulator));
}

SimulatedScene::SimulatedScene(SceneOptions options, ConstellationSimulator simulator)
    : m_options(std::move(options))
    , m_simulator(std::move(simulator))
    , m_window(ForecastWindow::seconds + ForecastWindow::secondsAhead)
{
    for (const FleetNode &node : m_simulator.nodes()) {
        const NodeMotion motion = motionOf(node);
        if (motion.orbit)
            m_motions.emplace_back(*motion.orbit);
        m_horizons.push_back(motion.place ? std::optional(Horizon(*motion.place)) : std::nullopt);
    }
}

bool SimulatedScene::isTaken(const SimulatedEntity &entity, SimulatedMetric metric) const
{
    const std::uint32_t satellites = m_simulator.satellites();
    const auto &wanted = m_options.metrics;
    if (!wanted.empty() && std::ranges::find(wanted, nameOf(metric)) == wanted.end())
        return false;
    if (entity.dst == SimulatedEntity::none)
        return entity.node >= satellites || entity.node % m_options.oneSatelliteOf == 0;
    const bool isLaser = entity.node < satellites && entity.dst < satellites;
    return !isLaser || (entity.node * 31 + entity.dst) % m_options.oneLaserLinkOf == 0;
}

std::string SimulatedScene::kindOf(const SimulatedEntity &entity) const
{
    if (entity.dst == SimulatedEntity::none)
        return "node";
    const std::uint32_t satellites = m_simulator.satellites();
    return entity.node < satellites && entity.dst < satellites ? "laser" : "radio";
}

SeriesId SimulatedScene::seriesOf(ForecastEvaluation &evaluation, std::uint32_t entity,
                                  SimulatedMetric metric)
{
    const auto [place, isNew] = m_ids.try_emplace({entity, metric}, static_cast<SeriesId>(m_series.size()));
    if (isNew) {
        Series &series = m_series.emplace_back();
        series.entity = m_simulator.entities()[entity];
        series.isWatched =
            isTaken(series.entity, metric) && evaluation.watch(place->second, static_cast<MetricId>(metric),
                                                               nameOf(metric), kindOf(series.entity));
    }
    return m_series[index(place->second)].isWatched ? place->second : noSeries;
}

LinkGeometry SimulatedScene::lookAt(const SimulatedEntity &link, Timestamp time)
{
    const double siderealTime = greenwichSiderealTime(toJulianDate(time));
    const auto placeOf = [&](std::uint32_t satellite) {
        m_motions[satellite].moveTo(time);
        return earthFixedFromTeme(m_motions[satellite].position(), siderealTime);
    };
    const std::uint32_t satellites = m_simulator.satellites();
    if (link.node < satellites && link.dst < satellites)
        return {.elevationDegrees = 90,
                .rangeKm = static_cast<float>(length(placeOf(link.node) - placeOf(link.dst)))};
    const std::uint32_t station = std::max(link.node, link.dst); // stations come after satellites
    const LookAngles look = m_horizons[station]->lookAngles(placeOf(std::min(link.node, link.dst)));
    return {.elevationDegrees = static_cast<float>(look.elevation),
            .rangeKm = static_cast<float>(look.rangeKm)};
}

std::span<const LinkGeometry> SimulatedScene::geometryOf(SeriesId series, Timestamp end)
{
    const SimulatedEntity link = m_series[index(series)].entity;
    if (link.dst == SimulatedEntity::none)
        return {};
    const std::int64_t from =
        std::chrono::floor<std::chrono::seconds>(end).time_since_epoch() / std::chrono::seconds(1) -
        static_cast<std::int64_t>(ForecastWindow::seconds);
    const std::int64_t to = from + static_cast<std::int64_t>(m_window.size());
    Track &track = m_tracks[std::minmax(link.node, link.dst)];
    if (from < track.first || from > track.first + static_cast<std::int64_t>(track.seconds.size()) ||
        track.seconds.size() > trackKept)
        track = {from, {}};
    for (std::int64_t second = track.first + static_cast<std::int64_t>(track.seconds.size()); second < to;
         ++second)
        track.seconds.push_back(lookAt(link, Timestamp(std::chrono::seconds(second))));
    std::copy_n(track.seconds.begin() + (from - track.first), m_window.size(), m_window.begin());
    // It ends when it sinks below the least elevation.
    const auto least = static_cast<float>(m_options.minElevationDegrees);
    const auto set = std::find_if(m_window.begin() + ForecastWindow::seconds, m_window.end(),
                                  [least](const LinkGeometry &one) { return one.elevationDegrees < least; });
    constexpr float over = std::numeric_limits<float>::quiet_NaN();
    std::fill(set, m_window.end(), LinkGeometry{over, over});
    return m_window;
}

void SimulatedScene::play(ForecastEvaluation &evaluation)
{
    const Timestamp end = m_options.start + m_options.length;
    for (Timestamp time = m_options.start; time <= end; time += std::chrono::seconds(1)) {
        evaluation.advanceTo(time);
        for (const SimulatedPoint &point : m_simulator.step(time)) {
            for (std::size_t i = 0; i < simulatedMetricCount; ++i) {
                const auto metric = static_cast<SimulatedMetric>(i);
                if (!point.has(metric))
                    continue;
                const SeriesId series = seriesOf(evaluation, point.entity, metric);
                if (series != noSeries)
                    evaluation.add(series, point.time, point.value(metric));
            }
        }
    }
}

} // namespace desk
