// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/datalink/simulatedpoint.h"

#include <cmath>

namespace desk {
namespace {

constexpr std::array<SimulatedMetricDefinition, simulatedMetricCount> definitions{{
    {"snr_db", 2, false},
    {"latency_ms", 2, false},
    {"throughput_gbps", 3, false},
    {"queue_depth_gb", 3, false},
    {"utilization", 4, false},
    {"capacity_gbps", 3, false},
    {"packet_loss_rate", 4, false},
    {"lat", 4, false},
    {"lon", 4, false},
    {"altitude_km", 2, false},
    {"temperature_c", 1, false},
    {"battery_percent", 1, false},
    {"rain_attenuation_db", 2, true},
    {"rain_rate_mm_h", 1, true},
}};

constexpr std::array<double, 5> decimalPowers{1, 10, 100, 1000, 10000};

} // namespace

const SimulatedMetricDefinition &definitionOf(SimulatedMetric metric)
{
    return definitions[static_cast<std::size_t>(metric)];
}

std::optional<SimulatedMetric> simulatedMetricOf(std::string_view name)
{
    constexpr std::string_view prefix = "atmospheric_state.";
    const bool atmospheric = name.starts_with(prefix);
    if (atmospheric)
        name.remove_prefix(prefix.size());
    for (std::size_t i = 0; i < definitions.size(); ++i) {
        if (definitions[i].name == name && definitions[i].atmospheric == atmospheric)
            return static_cast<SimulatedMetric>(i);
    }
    return std::nullopt;
}

bool isNodeMetric(SimulatedMetric metric)
{
    return metric != SimulatedMetric::snrDb && metric != SimulatedMetric::latencyMs &&
           metric != SimulatedMetric::packetLossRate;
}

void SimulatedPoint::set(SimulatedMetric metric, double value)
{
    const auto i = static_cast<std::size_t>(metric);
    const double scale = decimalPowers[static_cast<std::size_t>(definitions[i].decimals)];
    // + 0.0 makes of -0 a 0.
    m_values[i] = std::nearbyint(value * scale) / scale + 0.0;
    m_present |= bit(metric);
}

} // namespace desk
