// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/datalink/groundlinks.h"
#include "models/topology/degree.h"

#include <algorithm>
#include <cmath>

namespace desk {
namespace {

Vector3 zenith(const GeodeticPosition &position)
{
    const double latitude = position.latitude * degree;
    const double longitude = position.longitude * degree;
    return {std::cos(latitude) * std::cos(longitude), std::cos(latitude) * std::sin(longitude),
            std::sin(latitude)};
}

} // namespace

GroundLinks::GroundLinks(std::span<const GroundStation> stations, GroundLinkOptions options)
    : m_options(options)
{
    m_sites.reserve(stations.size());
    for (const GroundStation &station : stations)
        m_sites.push_back({Horizon(station.position), zenith(station.position)});
}

bool GroundLinks::holds(std::uint32_t station, std::uint32_t satellite) const
{
    return std::any_of(m_passes.begin(), m_passes.end(), [&](const GroundPass &pass) {
        return pass.station == station && pass.satellite == satellite;
    });
}

// Moves the passes on and ends those that are over.
void GroundLinks::follow(Timestamp time, std::span<const Vector3> positions,
                         std::span<const std::uint8_t> works, std::span<const std::uint8_t> stationWorks)
{
    m_beams.assign(positions.size(), 0);
    std::erase_if(m_passes, [&](GroundPass &pass) {
        const LookAngles look = m_sites[pass.station].horizon.lookAngles(positions[pass.satellite]);
        pass.rising = look.elevation > pass.look.elevation;
        if (pass.rising)
            pass.culmination = time;
        pass.look = look;
        if (look.elevation >= m_options.minElevationDegrees && works[pass.satellite] &&
            stationWorks[pass.station]) {
            ++m_beams[pass.satellite];
            return false;
        }
        m_ended.push_back(pass);
        return true;
    });
}

void GroundLinks::begin(Timestamp time, std::uint32_t station, std::uint32_t satellite,
                        std::span<const Vector3> positions)
{
    GroundPass pass;
    pass.station = station;
    pass.satellite = satellite;
    pass.look = m_sites[station].horizon.lookAngles(positions[satellite]);
    pass.begin = time;
    pass.culmination = time;
    ++m_beams[satellite];
    m_begun.push_back(pass);
    m_passes.push_back(pass);
}

void GroundLinks::acquire(Timestamp time, std::uint32_t station, std::span<const Vector3> positions,
                          std::span<const std::uint8_t> works, bool handover)
{
    const Site &site = m_sites[station];
    const auto held = static_cast<std::size_t>(std::count_if(
        m_passes.begin(), m_passes.end(), [&](const GroundPass &p) { return p.station == station; }));
    if (held >= m_options.perStation && !handover)
        return;

    const double least = std::sin((m_options.minElevationDegrees + m_options.acquireMarginDegrees) * degree);
    m_candidates.clear();
    for (std::uint32_t i = 0; i < positions.size(); ++i) {
        const Vector3 line = positions[i] - site.horizon.station();
        const double height = dot(line, site.up);
        if (height <= 0)
            continue;
        const double sine = height / length(line);
        if (sine >= least && works[i] && m_beams[i] < m_options.perSatellite && !holds(station, i))
            m_candidates.push_back({sine, i});
    }
    std::sort(m_candidates.begin(), m_candidates.end(), [](const Candidate &a, const Candidate &b) {
        return a.sine != b.sine ? a.sine > b.sine : a.satellite < b.satellite;
    });
    std::size_t next = 0;
    for (std::size_t i = held; i < m_options.perStation && next < m_candidates.size(); ++i)
        begin(time, station, m_candidates[next++].satellite, positions);
    if (!handover || next >= m_candidates.size())
        return;
    // One hand-over at a time keeps the other antennas' traffic undisturbed.
    auto worst = m_passes.end();
    for (auto pass = m_passes.begin(); pass != m_passes.end(); ++pass) {
        if (pass->station == station &&
            (worst == m_passes.end() || pass->look.elevation < worst->look.elevation))
            worst = pass;
    }
    const double offered = std::asin(std::min(m_candidates[next].sine, 1.0)) / degree;
    if (worst != m_passes.end() && !worst->rising &&
        offered >= worst->look.elevation + m_options.handoverDegrees) {
        --m_beams[worst->satellite];
        m_ended.push_back(*worst);
        m_passes.erase(worst);
        begin(time, station, m_candidates[next].satellite, positions);
    }
}

bool GroundLinks::update(Timestamp time, std::span<const Vector3> positions,
                         std::span<const std::uint8_t> works, std::span<const std::uint8_t> stationWorks)
{
    m_begun.clear();
    m_ended.clear();
    follow(time, positions, works, stationWorks);
    const bool handover = m_handover == Timestamp::min() || time - m_handover >= m_options.handoverEvery;
    if (handover)
        m_handover = time;
    for (std::uint32_t station = 0; station < m_sites.size(); ++station) {
        if (stationWorks[station])
            acquire(time, station, positions, works, handover);
    }
    if (m_begun.empty() && m_ended.empty())
        return false;
    std::stable_sort(m_passes.begin(), m_passes.end(),
                     [](const GroundPass &a, const GroundPass &b) { return a.station < b.station; });
    return true;
}

} // namespace desk
