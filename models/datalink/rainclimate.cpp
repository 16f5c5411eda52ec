// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/datalink/rainclimate.h"
#include "models/topology/degree.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace desk {
namespace {

struct Zone
{
    double rainRate001;
    double rainPercent;
    double vapourDensity;
    double wetRefractivity;
};

constexpr Zone tropics{95, 5, 20, 110};   // P.837-1 zone N
constexpr Zone subtropics{63, 5, 13, 80}; // zone M
constexpr Zone temperate{42, 6, 8, 55};   // zone K
constexpr Zone north{22, 6, 6, 45};       // zone E
constexpr Zone polar{8, 4, 3, 30};        // zone A
constexpr Zone desert{15, 1.2, 7, 50};    // zone C

struct Box
{
    double south;
    double north;
    double west;
    double east;
};

constexpr std::array<Box, 6> deserts{{{15, 33, -17, 72},      // Sahara, Arabia, Iran to the Indus
                                      {36, 48, 50, 110},      // Karakum to Gobi
                                      {25, 38, -119, -104},   // Sonora, Mojave
                                      {-30, -5, -82, -69},    // Atacama
                                      {-30, -17, 11, 22},     // Namib, Kalahari
                                      {-32, -20, 115, 145}}}; // inner Australia

Zone zoneAt(const GeodeticPosition &position)
{
    for (const Box &box : deserts) {
        if (position.latitude >= box.south && position.latitude <= box.north &&
            position.longitude >= box.west && position.longitude <= box.east)
            return desert;
    }
    const double latitude = std::abs(position.latitude);
    if (latitude < 23.5)
        return tropics;
    if (latitude < 37)
        return subtropics;
    if (latitude < 50)
        return temperate;
    return latitude < 66.5 ? north : polar;
}

double rainHeight(double latitude)
{
    if (latitude > 23)
        return std::max(0.0, 5 - 0.075 * (latitude - 23));
    if (latitude >= -21)
        return 5;
    return std::max(0.0, 5 + 0.1 * (latitude + 21));
}

// One term of the fits of P.838-3: a exp(-((log f - b) / c)^2).
struct Term
{
    double a;
    double b;
    double c;
};

template <std::size_t N>
double fit(const std::array<Term, N> &terms, double slope, double offset, double logFrequency)
{
    double sum = slope * logFrequency + offset;
    for (const Term &term : terms) {
        const double x = (logFrequency - term.b) / term.c;
        sum += term.a * std::exp(-x * x);
    }
    return sum;
}

// P.838-3, tables 1 to 4.
constexpr std::array<Term, 4> kHorizontal{{{-5.33980, -0.10008, 1.13098},
                                           {-0.35351, 1.26970, 0.45400},
                                           {-0.23789, 0.86036, 0.15354},
                                           {-0.94158, 0.64552, 0.16817}}};
constexpr std::array<Term, 4> kVertical{{{-3.80595, 0.56934, 0.81061},
                                         {-3.44965, -0.22911, 0.51059},
                                         {-0.39902, 0.73042, 0.11899},
                                         {0.50167, 1.07319, 0.27195}}};
constexpr std::array<Term, 5> alphaHorizontal{{{-0.14318, 1.82442, -0.55187},
                                               {0.29591, 0.77564, 0.19822},
                                               {0.32177, 0.63773, 0.13164},
                                               {-5.37610, -0.96230, 1.47828},
                                               {16.1721, -3.29980, 3.43990}}};
constexpr std::array<Term, 5> alphaVertical{{{-0.07771, 2.33840, -0.76284},
                                             {0.56727, 0.95545, 0.54039},
                                             {-0.20238, 1.14520, 0.26809},
                                             {-48.2991, 0.791669, 0.116226},
                                             {48.5833, 0.791459, 0.116479}}};

} // namespace

RainClimate rainClimateAt(const GeodeticPosition &position)
{
    const Zone zone = zoneAt(position);
    RainClimate climate;
    climate.latitude = position.latitude;
    climate.stationHeightKm = std::max(0.0, position.altitudeKm);
    climate.rainHeightKm = rainHeight(position.latitude);
    climate.rainRate001 = zone.rainRate001;
    climate.rainPercent = zone.rainPercent;
    climate.vapourDensity = zone.vapourDensity;
    climate.wetRefractivity = zone.wetRefractivity;
    return climate;
}

RainPowerLaw rainPowerLaw(double frequencyGHz, double elevationDegrees, double tiltDegrees)
{
    const double x = std::log10(frequencyGHz);
    const double kh = std::pow(10, fit(kHorizontal, -0.18961, 0.71147, x));
    const double kv = std::pow(10, fit(kVertical, -0.16398, 0.63297, x));
    const double ah = fit(alphaHorizontal, 0.67849, -1.95537, x);
    const double av = fit(alphaVertical, -0.053739, 0.83433, x);
    const double cosine = std::cos(elevationDegrees * degree);
    const double weight = cosine * cosine * std::cos(2 * tiltDegrees * degree);
    const double k = (kh + kv + (kh - kv) * weight) / 2;
    return {k, (kh * ah + kv * av + (kh * ah - kv * av) * weight) / (2 * k)};
}

double rainAttenuation001(const RainClimate &climate, double frequencyGHz, double elevationDegrees,
                          double tiltDegrees)
{
    const double theta = std::max(elevationDegrees, 5.0) * degree;
    const double sine = std::sin(theta);
    const double cosine = std::cos(theta);
    const double height = climate.rainHeightKm - climate.stationHeightKm;
    if (height <= 0)
        return 0;
    const double slant = height / sine;
    const double ground = slant * cosine;
    const RainPowerLaw law = rainPowerLaw(frequencyGHz, elevationDegrees, tiltDegrees);
    const double gamma = law.k * std::pow(climate.rainRate001, law.alpha);
    const double reduction =
        1 / (1 + 0.78 * std::sqrt(ground * gamma / frequencyGHz) - 0.38 * (1 - std::exp(-2 * ground)));
    const double zeta = std::atan2(height, ground * reduction);
    const double path = zeta > theta ? ground * reduction / std::max(cosine, 1e-9) : slant;
    const double chi = std::max(0.0, 36 - std::abs(climate.latitude));
    const double adjustment =
        1 / (1 + std::sqrt(sine) * (31 * (1 - std::exp(-theta / degree / (1 + chi))) *
                                        std::sqrt(path * gamma) / (frequencyGHz * frequencyGHz) -
                                    0.45));
    return gamma * path * adjustment;
}

double rainAttenuationExceeded(const RainClimate &climate, double frequencyGHz, double elevationDegrees,
                               double percent, double tiltDegrees)
{
    const double a001 = rainAttenuation001(climate, frequencyGHz, elevationDegrees, tiltDegrees);
    if (a001 <= 0)
        return 0;
    const double latitude = std::abs(climate.latitude);
    const double sine = std::sin(std::max(elevationDegrees, 5.0) * degree);
    double beta = 0;
    if (percent < 1 && latitude < 36) {
        beta = -0.005 * (latitude - 36);
        if (elevationDegrees < 25)
            beta += 1.8 - 4.25 * sine;
    }
    const double exponent =
        0.655 + 0.033 * std::log(percent) - 0.045 * std::log(a001) - beta * (1 - percent) * sine;
    return a001 * std::pow(percent / 0.01, -exponent);
}

double rainAttenuationAt(double otherFrequencyGHz, double frequencyGHz, double attenuationDb)
{
    if (attenuationDb <= 0)
        return 0;
    const auto phi = [](double f) { return f * f / (1 + 1e-4 * f * f); };
    const double ratio = phi(otherFrequencyGHz) / phi(frequencyGHz);
    const double h = 1.12e-3 * std::sqrt(ratio) * std::pow(phi(frequencyGHz) * attenuationDb, 0.55);
    return attenuationDb * std::pow(ratio, 1 - h);
}

double annualFromWorstMonth(double percent)
{
    return 0.30 * std::pow(percent, 1.15);
}

double worstMonthFromAnnual(double percent)
{
    return std::pow(percent / 0.30, 1 / 1.15);
}

} // namespace desk
