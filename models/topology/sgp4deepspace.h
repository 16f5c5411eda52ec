// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/topology/sgp4constants.h"
#include "models/topology/sgp4resonance.h"

namespace desk::sgp4 {

// What orbits of 225 minutes and more add to NearEarthModel: secular and long-period effects of the Sun
// and the Moon and the resonances with the Earth's rotation (AIAA 2006-6753; Spacetrack Report No. 3, section
// 7; Hoots, Spacetrack Report No. 6, 1986). Immutable after construction, any thread.
class DeepSpaceModel
{
public:
    // epoch = elements with the Brouwer mean motion, zonal = their secular rates,
    // daysSince1900 = epoch in days since 1900 January 0.5, siderealTime = of Greenwich at epoch, radians.
    DeepSpaceModel(const MeanElements &epoch, const AngleRates &zonal, double daysSince1900,
                   double siderealTime);

    // Adds the secular and resonance effects of the time since epoch.
    void applySecular(double minutes, MeanElements &mean) const;
    // Adds the long-period effects of Sun and Moon. afspc: keep nodes positive as the operational code did.
    void applyPeriodics(double minutes, bool afspc, MeanElements &mean) const;

private:
    // Long-period changes of: eccentricity, inclination, mean longitude, perigee and node (the last two in
    // the combinations the theory uses: perigee + cos i node, sin i node).
    struct Periodics
    {
        double eccentricity = 0;
        double inclination = 0;
        double longitude = 0;
        double perigee = 0;
        double node = 0;
    };

    // One perturbing body: its motion and the amplitudes of what it does.
    struct Body
    {
        double rate = 0;         // mean motion, rad/min
        double eccentricity = 0; // of its orbit
        double anomaly = 0;      // its mean anomaly at the satellite's epoch
        Periodics sine2;         // times F2 = sin^2 f / 2 - 1/4
        Periodics sineCosine;    // times F3 = -sin f cos f / 2
        Periodics sine;          // times sin f
    };

    struct BodyPosition;

    void addBody(Body &body, const BodyPosition &position, const MeanElements &epoch);
    Periodics periodics(double minutes) const;

    Body m_sun;
    Body m_moon;
    // Secular rates by Sun and Moon, per minute.
    double m_eccentricityRate = 0;
    double m_inclinationRate = 0;
    AngleRates m_rates;
    Resonance m_resonance;
};

} // namespace desk::sgp4
