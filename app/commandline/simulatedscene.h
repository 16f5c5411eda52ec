// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/datalink/constellationsimulator.h"
#include "models/forecast/forecastevaluation.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace desk {

// What one simulated stretch of telemetry is made with. Plain value.
struct SceneOptions
{
    std::string name;
    std::uint64_t seed = 1;
    std::string faults = "random=1/min"; // of all kinds
    double minElevationDegrees = 25;
    std::size_t antennas = 2; // of a station
    DemandOptions demand = {};
    Timestamp start = {};
    std::chrono::minutes length{90};
    std::vector<std::string> metrics = {}; // which series; empty = all
    std::uint32_t oneLaserLinkOf = 8;      // of so many; all radio links are taken
    std::uint32_t oneSatelliteOf = 16;
};

// Errors: those of the simulator.
Result<ConstellationSimulator> simulatorOf(const SceneOptions &scene);
// As the API names it: snr_db, atmospheric_state.rain_rate_mm_h.
std::string nameOf(SimulatedMetric metric);

// A stretch of the simulator's telemetry, played into an evaluation as it would come from a server, a point a
// second, with the geometry of its links as far ahead as forecasts look. One thread.
class SimulatedScene
{
public:
    // Errors: those of the simulator.
    static Result<SimulatedScene> create(SceneOptions options);

    // For ForecastEvaluation::Options; valid while this lives and is not moved.
    std::span<const LinkGeometry> geometryOf(SeriesId series, Timestamp end);
    void play(ForecastEvaluation &evaluation);

private:
    struct Series
    {
        SimulatedEntity entity;
        bool isWatched = false;
    };
    struct Track // of a link
    {
        std::int64_t first = 0; // second since 1970 of the first entry
        std::vector<LinkGeometry> seconds;
    };

    SimulatedScene(SceneOptions options, ConstellationSimulator simulator);
    SeriesId seriesOf(ForecastEvaluation &evaluation, std::uint32_t entity, SimulatedMetric metric);
    [[nodiscard]] bool isTaken(const SimulatedEntity &entity, SimulatedMetric metric) const;
    [[nodiscard]] std::string kindOf(const SimulatedEntity &entity) const;
    [[nodiscard]] LinkGeometry lookAt(const SimulatedEntity &link, Timestamp time);

    SceneOptions m_options;
    ConstellationSimulator m_simulator;
    std::vector<SatelliteMotion> m_motions;         // by satellite
    std::vector<std::optional<Horizon>> m_horizons; // by node
    std::map<std::pair<std::uint32_t, SimulatedMetric>, SeriesId> m_ids;
    std::vector<Series> m_series;
    std::map<std::pair<std::uint32_t, std::uint32_t>, Track> m_tracks;
    std::vector<LinkGeometry> m_window;
};

} // namespace desk
