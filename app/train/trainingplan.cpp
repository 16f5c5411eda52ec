// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/train/trainingplan.h"

namespace desk {
namespace {

using namespace std::chrono_literals;

constexpr Timestamp firstDay{std::chrono::sys_days{std::chrono::year{2026} / 5 / 20}};

} // namespace

std::vector<PlannedNetwork> plannedNetworks()
{
    return {
        {.file = "snr_db",
         .metric = "snr_db",
         .metrics = {"snr_db"},
         .hidden = 48,
         .epochs = 8,
         .mostOfRow = 7'200,
         .oneWithoutGeometry = 5},
        {.file = "utilization",
         .metric = "utilization",
         .metrics = {"utilization"},
         .hidden = 32,
         .epochs = 10,
         .mostOfRow = 8'000},
        {.file = "any",
         .metric = {},
         .metrics = {"latency_ms", "throughput_gbps", "queue_depth_gb", "capacity_gbps", "packet_loss_rate",
                     "lat", "altitude_km", "temperature_c", "battery_percent",
                     "atmospheric_state.rain_attenuation_db", "atmospheric_state.rain_rate_mm_h"},
         .hidden = 32,
         .epochs = 20,
         .mostOfRow = 1'200,
         .every = 60s,
         .real = true},
    };
}

std::vector<SceneOptions> trainingScenes()
{
    return {
        {.name = "as the demo", .seed = 11, .faults = "random=1/min", .start = firstDay + 1h},
        {.name = "low passes",
         .seed = 12,
         .faults = "random=0.5/min",
         .minElevationDegrees = 5,
         .antennas = 4,
         .demand = {.perStationGbps = 10},
         .start = firstDay + 8h},
        {.name = "many faults",
         .seed = 13,
         .faults = "random=2/min",
         .minElevationDegrees = 15,
         .antennas = 3,
         .start = firstDay + 15h},
        {.name = "heavy traffic",
         .seed = 14,
         .faults = "random=1/min",
         .minElevationDegrees = 5,
         .antennas = 4,
         .demand = {.perStationGbps = 24},
         .start = firstDay + 21h},
    };
}

SceneOptions heldOutScene()
{
    return {.name = "held out",
            .seed = 15,
            .faults = "random=1/min",
            .minElevationDegrees = 8,
            .antennas = 3,
            .start = firstDay + 29h,
            .length = 60min};
}

} // namespace desk
