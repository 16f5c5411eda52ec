// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/topology/elementset.h"

#include <cstddef>
#include <span>
#include <vector>

namespace desk {

// How a fleet is ordered: shells (one height and inclination) of planes (one ascending node) of satellites
// (by argument of latitude). Pure functions and plain values, any thread. Angles in radians unless a name
// says degrees.

struct PlaneOptions
{
    double inclinationToleranceDegrees = 0.7; // from the shell's centre
    double altitudeToleranceKm = 15;          // from the shell's centre
    double nodeGapDegrees = 1;                // a wider gap between neighbouring nodes begins a new plane
    std::size_t leastMembers = 4;             // a plane with fewer is none
};

// Where one satellite belongs at the common epoch.
struct PlaneMember
{
    static constexpr int none = -1;

    int shell = none;              // index into PlaneGrouping::shells; every satellite has one
    int plane = none;              // index into PlaneGrouping::planes; none = planeless
    double rightAscension = 0;     // of the ascending node, 0 to 2 pi
    double argumentOfLatitude = 0; // mean: argument of perigee + mean anomaly, 0 to 2 pi
};

struct OrbitalPlane
{
    int shell = PlaneMember::none;
    double rightAscension = 0;        // mean of the members
    std::vector<std::size_t> members; // indices of satellites by argument of latitude
};

struct OrbitalShell
{
    double inclination = 0; // mean of the members
    double altitudeKm = 0;
    std::vector<int> planes; // indices of planes by right ascension; the last one's neighbour is the first
};

struct PlaneGrouping
{
    JulianDate epoch;
    std::vector<PlaneMember> members; // one per element set, in their order
    std::vector<OrbitalPlane> planes;
    std::vector<OrbitalShell> shells; // the most populated first
};

// Height of a circular orbit of this mean motion over the equatorial radius (Kepler's third law, WGS-72).
double meanAltitudeKm(const ElementSet &elements);
// The epoch in the middle of a fleet's, so that none is propagated far. Epoch 0 of an empty fleet.
JulianDate medianEpoch(std::span<const ElementSet> fleet);
// Node and argument of latitude at another epoch under the secular J2 rates (Vallado, "Fundamentals of
// Astrodynamics and Applications", chapter 9, secular effects of J2) and the published drag on the mean
// motion. Good to some hundredths of a degree a few days from the element set's epoch.
PlaneMember secularPosition(const ElementSet &elements, const JulianDate &epoch);

// Shells are taken greedily, each around the satellite that has the most unassigned others within the
// tolerances; so satellites raising their orbits between two shells do not join them into one. Planes are
// chains of ascending nodes on the circle within a shell.
// The elements have passed checkElements.
PlaneGrouping groupIntoPlanes(std::span<const ElementSet> fleet, const JulianDate &epoch,
                              const PlaneOptions &options = {});

} // namespace desk
