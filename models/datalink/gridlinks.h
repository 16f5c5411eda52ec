// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/topology/orbit.h"
#include "models/topology/orbitalplanes.h"

#include <cstdint>
#include <span>
#include <unordered_set>
#include <vector>

namespace desk {

struct GridOptions
{
    double grazingHeightKm = 80;  // a link that dips below is lost
    double acquireHeightKm = 110; // a link is made only above
    double keepDegrees = 4;       // a neighbour across planes must be nearer by that to take a link over
    double widestPlaneGapDegrees = 90;
    std::chrono::nanoseconds reassignEvery = std::chrono::seconds(10);
};

// A laser link; a < b are indices of satellites.
struct GridLink
{
    std::uint32_t a = 0;
    std::uint32_t b = 0;

    auto operator<=>(const GridLink &) const = default; // NOLINT(modernize-use-nullptr): false alarm of 14
};

// Which satellites hold laser links: the +grid (e.g. Bhattacherjee and Singla, CoNEXT 2019). Each satellite
// of a plane has four terminals: its two neighbours in the plane by argument of latitude, and the nearest by
// argument of latitude in the plane next to either side (no partner twice); line of sight required, with
// hysteresis. Satellites outside any plane have none. One thread.
class GridLinks
{
public:
    GridLinks(PlaneGrouping grouping, GridOptions options = {});

    // States in TEME, one per satellite, in order of time. True where the links changed.
    bool update(Timestamp time, std::span<const StateVector> states);

    // Sorted.
    const std::vector<GridLink> &links() const { return m_links; }

private:
    void assign(std::span<const StateVector> states);
    void joinAlong(const std::vector<std::uint32_t> &ring);
    void joinAcross(const std::vector<std::uint32_t> &plane, const std::vector<std::uint32_t> &next,
                    std::span<const StateVector> states);
    bool isLinked(const GridLink &link) const;
    bool isNextTo(int plane, int next) const;

    PlaneGrouping m_grouping;
    GridOptions m_options;
    Timestamp m_assigned = Timestamp::min();
    std::vector<double> m_latitudeArguments; // degrees, by satellite
    std::vector<GridLink> m_pairs;           // assigned, whether or not in sight; sorted
    std::vector<GridLink> m_links;           // of these, in sight
};

// The angle from the ascending node to the satellite along its orbit, degrees 0 to 360.
double argumentOfLatitude(const StateVector &state);

} // namespace desk
