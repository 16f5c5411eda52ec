// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/forecast/linktracks.h"

#include "models/network/contactsides.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace desk {
namespace {

constexpr auto pastSeconds = static_cast<std::int64_t>(ForecastWindow::seconds);
constexpr auto aheadSeconds = static_cast<std::int64_t>(ForecastWindow::secondsAhead);
constexpr float over = std::numeric_limits<float>::quiet_NaN();

std::int64_t stepOf(std::int64_t second)
{
    const std::int64_t step = second / LinkTracks::stepSeconds;
    return second % LinkTracks::stepSeconds < 0 ? step - 1 : step;
}

} // namespace

void LinkTracks::setFleet(TopologySnapshotPtr fleet)
{
    if (!fleet || fleet == m_fleet)
        return;
    const std::uint64_t mark = motionMark(*fleet);
    const bool isSame = m_fleet && mark == m_mark;
    m_fleet = std::move(fleet); // also keeps the orbits' texts, by which they are told apart
    if (isSame)
        return;
    m_mark = mark;
    m_orbits = FleetOrbits::read(*m_fleet, m_orbits);
    m_places.clear();
    m_tracks.assign(m_fleet->nodes.size(), {});
    for (std::uint32_t i = 0; i < m_fleet->nodes.size(); ++i) {
        const TopologyNode &node = m_fleet->nodes[i];
        m_places[index(node.id)] = i;
        if (isGround(node.type) && node.hasPosition && !m_orbits->orbit(i))
            m_tracks[i].place = earthFixedFromGeodetic({node.latitude, node.longitude, node.altitudeKm});
    }
}

const LinkTracks::Track *LinkTracks::trackOf(NodeId node, std::int64_t firstStep, std::int64_t lastStep)
{
    const auto found = m_places.find(index(node));
    if (found == m_places.end())
        return nullptr;
    Track &track = m_tracks[found->second];
    if (track.place)
        return &track;
    const Orbit *orbit = m_orbits->orbit(found->second);
    if (!orbit)
        return nullptr;
    const auto known = static_cast<std::int64_t>(track.at.size());
    if (firstStep < track.first || firstStep > track.first + known) {
        track.at.clear();
        track.first = firstStep;
    } else {
        track.at.erase(track.at.begin(), track.at.begin() + (firstStep - track.first));
        track.first = firstStep;
    }
    for (auto step = track.first + static_cast<std::int64_t>(track.at.size()); step <= lastStep; ++step) {
        const Timestamp time{std::chrono::seconds(step * stepSeconds)};
        const auto state = orbit->stateAt(time);
        if (!state)
            return nullptr;
        track.at.push_back(earthFixedFromTeme(state->positionKm, greenwichSiderealTime(toJulianDate(time))));
    }
    return &track;
}

Vector3 LinkTracks::placeAt(const Track &track, std::int64_t second)
{
    if (track.place)
        return *track.place;
    const std::int64_t step = stepOf(second);
    const auto at = static_cast<std::size_t>(step - track.first);
    const double share = static_cast<double>(second - step * stepSeconds) / static_cast<double>(stepSeconds);
    return (1 - share) * track.at[at] + share * track.at[at + 1];
}

float LinkTracks::leastOf(std::span<const LinkGeometry> past, std::size_t newest,
                          std::span<const double, ForecastWindow::seconds> values)
{
    // The clocks of both ends and the age of the elements are good to a quarter of a degree.
    constexpr float margin = 0.25F;
    const bool isLower = past[newest].elevationDegrees < m_least - margin;
    for (std::size_t i = 0; i < past.size(); ++i) {
        if (!std::isnan(values[i]) && past[i].elevationDegrees > 0)
            m_least = std::min(m_least, past[i].elevationDegrees);
    }
    return isLower ? 0 : m_least;
}

bool LinkTracks::read(NodeId a, NodeId b, Timestamp end,
                      std::span<const double, ForecastWindow::seconds> values,
                      std::vector<LinkGeometry> &geometry)
{
    geometry.clear();
    if (!m_fleet)
        return false;
    const std::int64_t now = std::chrono::floor<std::chrono::seconds>(end).time_since_epoch().count();
    const std::int64_t firstStep = stepOf(now - pastSeconds);
    const std::int64_t lastStep = stepOf(now + aheadSeconds) + 1;
    const Track *from = trackOf(a, firstStep, lastStep);
    const Track *to = trackOf(b, firstStep, lastStep);
    if (!from || !to || (from->place && to->place))
        return false;

    std::optional<Horizon> horizon;
    if (from->place || to->place)
        horizon.emplace(geodeticFromEarthFixed(from->place ? *from->place : *to->place));
    const auto sightAt = [&](std::int64_t second) {
        const Vector3 here = placeAt(*from, second);
        const Vector3 there = placeAt(*to, second);
        if (!horizon)
            return Sight{{90, static_cast<float>(length(there - here))},
                         hasLineOfSight(here, there, m_rules.grazingHeightKm)};
        const LookAngles look = horizon->lookAngles(from->place ? there : here);
        return Sight{{static_cast<float>(look.elevation), static_cast<float>(look.rangeKm)},
                     look.elevation > 0};
    };

    std::size_t newest = ForecastWindow::seconds - 1;
    while (newest > 0 && std::isnan(values[newest]))
        --newest;
    if (!sightAt(now - pastSeconds + static_cast<std::int64_t>(newest)).clear)
        return false;
    geometry.reserve(ForecastWindow::seconds + ForecastWindow::secondsAhead);
    for (std::int64_t second = now - pastSeconds; second < now; ++second)
        geometry.push_back(sightAt(second).geometry);
    const float least = horizon ? leastOf(geometry, newest, values) : 0;
    bool isUp = true;
    for (std::int64_t second = now; second < now + aheadSeconds; ++second) {
        const Sight sight = isUp ? sightAt(second) : Sight{};
        isUp = isUp && sight.clear && sight.geometry.elevationDegrees >= least;
        geometry.push_back(isUp ? sight.geometry : LinkGeometry{over, over});
    }
    return true;
}

} // namespace desk
