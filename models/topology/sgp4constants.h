// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cmath>
#include <numbers>

// Constants of the 2006 revision of SGP4 (Vallado, Crawford, Hujsak, Kelso: "Revisiting Spacetrack Report
// #3", AIAA 2006-6753), with the WGS-72 gravity field that the published element
// sets are fitted with. Distances are in earth radii, times in minutes, where nothing else is said.
namespace desk::sgp4 {

inline constexpr double pi = std::numbers::pi;
inline constexpr double twoPi = 2 * std::numbers::pi;

inline constexpr double earthRadiusKm = 6378.135;
inline constexpr double gravitationalParameter = 398600.8;    // km^3/s^2
inline constexpr double keplerConstant = 0.07436691613317342; // k_e = 60 / sqrt(radius^3 / mu), er^1.5/min
inline constexpr double j2 = 0.001082616;
inline constexpr double j3 = -0.00000253881;
inline constexpr double j4 = -0.00000165597;
inline constexpr double j3OverJ2 = j3 / j2;

// The Earth's rotation relative to the mean equinox, rad/min.
inline constexpr double earthRotation = 4.37526908801129966e-3;
// Below this period (minutes) an orbit is near-earth, above it the Moon and the Sun count.
inline constexpr double deepSpacePeriod = 225;

// Mean elements at one instant, between the stages of the theory. Radians, rad/min.
struct MeanElements
{
    double meanMotion = 0;
    double eccentricity = 0;
    double inclination = 0;
    double node = 0;    // right ascension of the ascending node
    double perigee = 0; // argument of perigee
    double meanAnomaly = 0;
};

// Secular rates of the angles, rad/min.
struct AngleRates
{
    double meanAnomaly = 0;
    double perigee = 0;
    double node = 0;
};

// Why the theory has no answer at an instant; the numbers are the report's.
enum class Fault {
    none = 0,
    meanEccentricity = 1,      // mean eccentricity not within 0 <= e < 1
    meanMotion = 2,            // mean motion not above zero
    perturbedEccentricity = 3, // eccentricity with lunar-solar terms not within 0 <= e <= 1
    semiLatusRectum = 4,       // below zero
    subOrbital = 5,            // the elements at epoch lie inside the Earth
    decayed = 6,               // the satellite is below the Earth's surface
};

// Into [0, 2 pi) for positive angles, (-2 pi, 0] for negative ones: the theory counts on the sign.
inline double revolved(double angle)
{
    return std::fmod(angle, twoPi);
}

constexpr double squared(double x)
{
    return x * x;
}

constexpr double cubed(double x)
{
    return x * x * x;
}

} // namespace desk::sgp4
