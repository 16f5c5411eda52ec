// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/telemetry/nodetype.h"
#include "models/telemetry/time.h"
#include "models/topology/topologysnapshot.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace desk {

enum class SimulatedMetric : std::uint8_t {
    snrDb,
    latencyMs,
    throughputGbps,
    queueDepthGb,
    utilization,
    capacityGbps,
    packetLossRate,
    latitude,
    longitude,
    altitudeKm,
    temperatureC,
    batteryPercent,
    rainAttenuationDb,
    rainRate,
};
inline constexpr std::size_t simulatedMetricCount = 14;

// A metric as the API names it, and its sensor's resolution: 10^-decimals of its unit.
struct SimulatedMetricDefinition
{
    std::string_view name;
    int decimals;
    bool atmospheric; // a member of atmospheric_state
};
const SimulatedMetricDefinition &definitionOf(SimulatedMetric metric);
// By the series' name, for example snr_db or atmospheric_state.rain_attenuation_db.
std::optional<SimulatedMetric> simulatedMetricOf(std::string_view name);
// Whether nodes (not only links) have it.
bool isNodeMetric(SimulatedMetric metric);

// What a point is about. Indices into the simulator's list of nodes.
struct SimulatedEntity
{
    static constexpr std::uint32_t none = 0xFFFFFFFFU;

    std::uint32_t node = 0;
    std::uint32_t dst = none; // of a link

    bool operator==(const SimulatedEntity &) const = default;
};

// One node or one direction of a link at one time, its values as its sensors show them. Plain value.
class SimulatedPoint
{
public:
    std::uint32_t entity = 0; // index into the simulator's list of entities
    Timestamp time{};
    std::optional<Health> health;
    std::optional<bool> active; // of a link, when it changes

    bool has(SimulatedMetric metric) const { return (m_present & bit(metric)) != 0; }
    double value(SimulatedMetric metric) const { return m_values[static_cast<std::size_t>(metric)]; }
    // Rounds to the sensor's resolution.
    void set(SimulatedMetric metric, double value);
    bool isEmpty() const { return m_present == 0 && !health && !active; }

    bool operator==(const SimulatedPoint &) const = default;

private:
    static constexpr std::uint32_t bit(SimulatedMetric metric) { return 1U << static_cast<unsigned>(metric); }

    std::uint32_t m_present = 0;
    std::array<double, simulatedMetricCount> m_values{};
};

} // namespace desk
