// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/telemetry/time.h"
#include "models/topology/geodesy.h"
#include "models/topology/groundstation.h"

#include <cstdint>
#include <span>
#include <vector>

namespace desk {

struct GroundLinkOptions
{
    double minElevationDegrees = 25;
    std::size_t perStation = 2;        // antennas
    std::size_t perSatellite = 4;      // beams
    double acquireMarginDegrees = 0.5; // above the least elevation
    double handoverDegrees = 15;       // a free satellite that much higher takes a link over
    std::chrono::nanoseconds handoverEvery = std::chrono::seconds(15);
};

// A satellite that a station holds.
struct GroundPass
{
    std::uint32_t station = 0;
    std::uint32_t satellite = 0;
    LookAngles look;
    bool rising = false;     // elevation grows
    Timestamp begin{};       // of the link, not of visibility
    Timestamp culmination{}; // when it was highest so far

    std::uint64_t key() const { return (std::uint64_t{station} << 32) | satellite; }
};

// Which satellites each ground station talks to: the best few by elevation, kept until they set, fail or are
// outdone by far, so that links do not flap. One thread.
class GroundLinks
{
public:
    GroundLinks(std::span<const GroundStation> stations, GroundLinkOptions options);

    // Earth-fixed positions in km and whether each satellite works, in order of time. True where a pass began
    // or ended; these are then in begun() and ended().
    bool update(Timestamp time, std::span<const Vector3> positions, std::span<const std::uint8_t> works,
                std::span<const std::uint8_t> stationWorks);

    // In order of station and beginning.
    const std::vector<GroundPass> &passes() const { return m_passes; }
    const std::vector<GroundPass> &begun() const { return m_begun; }
    const std::vector<GroundPass> &ended() const { return m_ended; }

private:
    struct Site
    {
        Horizon horizon;
        Vector3 up;
    };
    struct Candidate
    {
        double sine; // of the elevation
        std::uint32_t satellite;
    };

    void follow(Timestamp time, std::span<const Vector3> positions, std::span<const std::uint8_t> works,
                std::span<const std::uint8_t> stationWorks);
    void acquire(Timestamp time, std::uint32_t station, std::span<const Vector3> positions,
                 std::span<const std::uint8_t> works, bool handover);
    void begin(Timestamp time, std::uint32_t station, std::uint32_t satellite,
               std::span<const Vector3> positions);
    bool holds(std::uint32_t station, std::uint32_t satellite) const;

    GroundLinkOptions m_options;
    std::vector<Site> m_sites;
    Timestamp m_handover = Timestamp::min();
    std::vector<GroundPass> m_passes;
    std::vector<GroundPass> m_begun;
    std::vector<GroundPass> m_ended;
    std::vector<std::uint32_t> m_beams; // in use, by satellite
    std::vector<Candidate> m_candidates;
};

} // namespace desk
