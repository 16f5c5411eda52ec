// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/datalink/pointcomposer.h"

#include <algorithm>

namespace desk {
namespace {

constexpr double bitsPerByte = 8;
constexpr double lowBatteryPercent = 50;
constexpr double heavyRainDb = 10;
constexpr double badLossRate = 0.01;
constexpr std::chrono::seconds degradedHold{15}; // so that health does not flicker

} // namespace

PointComposer::PointComposer(std::uint32_t nodes)
    : m_nodes(nodes)
    , m_sums(nodes)
    , m_degradedUntil(nodes, Timestamp::min())
{
    for (std::uint32_t i = 0; i < nodes; ++i)
        m_entities.push_back({i, SimulatedEntity::none});
}

std::uint32_t PointComposer::entityOf(std::uint32_t node, std::uint32_t dst)
{
    const auto next = static_cast<std::uint32_t>(m_entities.size());
    const auto [place, isNew] = m_links.try_emplace((std::uint64_t{node} << 32) | dst, next);
    if (isNew)
        m_entities.push_back({node, dst});
    return place->second;
}

void PointComposer::activityChanged(const SimulatedLink &link, bool active)
{
    for (const SimplexChannel &direction : link.directions)
        m_changes.emplace_back(direction.entity, active);
}

void PointComposer::sumUp(const ConstellationView &view)
{
    std::fill(m_sums.begin(), m_sums.end(), Sum{});
    for (const SimulatedLink &link : view.links) {
        if (!link.active)
            continue;
        for (std::size_t d = 0; d < 2; ++d) {
            const SimplexChannel &direction = link.directions[d];
            Sum &sum = m_sums[link.ends()[d]];
            sum.throughput += direction.queue.throughputGbps();
            sum.capacity += direction.capacityGbps();
            sum.queueGbit += direction.queue.backlogGbit();
            sum.losses = sum.losses || direction.queue.lossRate() > badLossRate;
        }
    }
}

Health PointComposer::healthOf(const ConstellationView &view, const FaultInjector &faults, std::uint32_t node)
{
    if (faults.isFailed(node) || (node < view.satellites && !view.works[node]))
        return Health::failed;
    bool degraded = m_sums[node].losses;
    if (node < view.satellites)
        degraded = degraded || view.buses[node].batteryPercent() < lowBatteryPercent;
    else
        degraded =
            degraded || view.rain[node - view.satellites].attenuationDb() + faults.rainDb(node) > heavyRainDb;
    if (degraded)
        m_degradedUntil[node] = view.time + degradedHold;
    return view.time < m_degradedUntil[node] ? Health::degraded : Health::nominal;
}

void PointComposer::composeNode(const ConstellationView &view, const FaultInjector &faults,
                                std::uint32_t node)
{
    using enum SimulatedMetric;
    SimulatedPoint &point = m_points.emplace_back();
    point.entity = node;
    point.time = view.time + faults.skew(node);
    point.health = healthOf(view, faults, node);
    if (node < view.satellites) {
        const GeodeticPosition &position = view.positions[node];
        point.set(latitude, position.latitude);
        point.set(longitude, position.longitude);
        point.set(altitudeKm, position.altitudeKm);
    }
    if (*point.health == Health::failed)
        return;
    const Sum &sum = m_sums[node];
    point.set(throughputGbps, sum.throughput);
    point.set(capacityGbps, sum.capacity);
    point.set(queueDepthGb, sum.queueGbit / bitsPerByte);
    point.set(utilization, sum.capacity > 0 ? std::min(sum.throughput / sum.capacity, 1.0) : 0);
    if (node < view.satellites) {
        point.set(temperatureC, view.buses[node].temperatureC());
        point.set(batteryPercent, view.buses[node].batteryPercent());
    } else {
        const RainFade &rain = view.rain[node - view.satellites];
        const double attenuation = rain.attenuationDb() + faults.rainDb(node);
        point.set(rainAttenuationDb, attenuation);
        point.set(rainRate, rain.rainRate(attenuation));
    }
}

void PointComposer::composeLink(const ConstellationView &view, const FaultInjector &faults,
                                const SimulatedLink &link)
{
    using enum SimulatedMetric;
    for (std::size_t d = 0; d < 2; ++d) {
        const SimplexChannel &direction = link.directions[d];
        SimulatedPoint &point = m_points.emplace_back();
        point.entity = direction.entity;
        point.time = view.time + faults.skew(link.ends()[d]);
        point.set(snrDb, direction.snrDb);
        point.set(latencyMs, link.latencyMs());
        point.set(throughputGbps, direction.queue.throughputGbps());
        point.set(queueDepthGb, direction.queue.backlogGbit() / bitsPerByte);
        point.set(utilization, direction.utilization());
        point.set(capacityGbps, direction.capacityGbps());
        point.set(packetLossRate, direction.queue.lossRate());
    }
}

// A change joins the point of its link where there is one; a link that is gone has a point of its own.
void PointComposer::composeChanges(const ConstellationView &view)
{
    std::unordered_map<std::uint32_t, bool> last;
    for (const auto &[entity, active] : m_changes)
        last[entity] = active;
    for (auto point = m_points.begin() + m_nodes; point != m_points.end(); ++point) {
        if (const auto change = last.find(point->entity); change != last.end())
            point->active = change->second;
    }
    for (const auto &[entity, active] : m_changes) {
        if (active || last[entity])
            continue;
        last[entity] = true; // said once
        SimulatedPoint &point = m_points.emplace_back();
        point.entity = entity;
        point.time = view.time;
        point.active = false;
    }
    m_changes.clear();
}

std::span<const SimulatedPoint> PointComposer::compose(const ConstellationView &view, FaultInjector &faults)
{
    sumUp(view);
    m_points.clear();
    for (std::uint32_t node = 0; node < m_nodes; ++node)
        composeNode(view, faults, node);
    for (const SimulatedLink &link : view.links) {
        if (link.active)
            composeLink(view, faults, link);
    }
    composeChanges(view);
    if (faults.hasStuckSensors()) {
        for (SimulatedPoint &point : m_points)
            faults.hold(point, m_entities[point.entity]);
    }
    return m_points;
}

} // namespace desk
