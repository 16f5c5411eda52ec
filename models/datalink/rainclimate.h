// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/topology/geodesy.h"

namespace desk {

// What a station's weather does to Ka-band, in the terms of the ITU-R recommendations. Plain value, pure
// functions, any thread.
struct RainClimate
{
    double latitude = 0;        // degrees
    double stationHeightKm = 0; // above mean sea level
    double rainHeightKm = 0;    // the same, of the 0 °C isotherm
    double rainRate001 = 0;     // mm/h, exceeded 0.01 % of an average year
    double rainPercent = 0;     // of an average year in which it rains at all
    double vapourDensity = 0;   // g/m^3 at the ground
    double wetRefractivity = 0; // N units, for scintillation
};

// The climate of a place. Rain rates are those of the climatic zones of ITU-R P.837-1 (table 1), the rain
// height that of ITU-R P.618-5, step 1. Zones follow the latitude and the great deserts, not the
// recommendation's maps: right in kind, not to be used for planning.
RainClimate rainClimateAt(const GeodeticPosition &position);

// Specific attenuation of rain, gamma = k R^alpha (dB/km, R in mm/h): ITU-R P.838-3. tilt = of the
// polarisation against the horizontal, 45 degrees = circular (then the elevation does not matter).
struct RainPowerLaw
{
    double k = 0;
    double alpha = 0;
};
RainPowerLaw rainPowerLaw(double frequencyGHz, double elevationDegrees = 0, double tiltDegrees = 45);

// Rain attenuation in dB exceeded 0.01 % of an average year: ITU-R P.618-13, 2.2.1.1,
// steps 1 to 9.
double rainAttenuation001(const RainClimate &climate, double frequencyGHz, double elevationDegrees,
                          double tiltDegrees = 45);
// The same for another percentage of the year, 0.001 to 5: step 10.
double rainAttenuationExceeded(const RainClimate &climate, double frequencyGHz, double elevationDegrees,
                               double percent, double tiltDegrees = 45);
// From one frequency to another on one path and for one probability: ITU-R P.618-13, 2.2.1.3.2.
double rainAttenuationAt(double otherFrequencyGHz, double frequencyGHz, double attenuationDb);

// ITU-R P.841-4, equation 6, for global planning: the percentage of an average year that belongs to a
// percentage of the worst month.
double annualFromWorstMonth(double percent);
double worstMonthFromAnnual(double percent);

} // namespace desk
