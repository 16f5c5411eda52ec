// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/topology/sgp4constants.h"

#include <array>

namespace desk::sgp4 {

// Slow changes of mean motion and longitude of orbits whose period is in step with the Earth's rotation:
// one day (any eccentricity) and half a day (eccentricity of 0.5 and more). The longitude is integrated
// numerically from the epoch in steps of half a day, always anew, so that the object stays constant: an
// instant costs time in proportion to its distance from the epoch.
// AIAA 2006-6753; Hoots, Schumacher, Glover (2004), "History of Analytical Orbit Modeling".
// Immutable after construction, any thread.
class Resonance
{
public:
    Resonance() = default; // none
    Resonance(const MeanElements &epoch, const AngleRates &zonal, const AngleRates &thirdBody,
              double siderealTime);

    // Sets mean motion and mean anomaly; node and perigee of `mean` are those of the instant.
    void apply(double minutes, MeanElements &mean) const;

private:
    enum class Kind { none, oneDay, halfDay };

    // amplitude * sin(perigeeFactor * perigee + longitudeFactor * longitude - phase)
    struct Term
    {
        double amplitude = 0;
        double perigeeFactor = 0;
        double longitudeFactor = 0;
        double phase = 0;
    };

    struct Derivatives
    {
        double longitude = 0;
        double meanMotion = 0;
        double meanMotionRate = 0;
    };

    void setOneDay(const MeanElements &epoch);
    void setHalfDay(const MeanElements &epoch);
    Derivatives derivatives(double minutes, double longitude, double meanMotion) const;

    Kind m_kind = Kind::none;
    std::size_t m_count = 0;
    std::array<Term, 10> m_terms;
    double m_perigee = 0; // argument of perigee at epoch and its zonal rate
    double m_perigeeRate = 0;
    double m_longitude = 0;      // resonant longitude at epoch
    double m_longitudeDrift = 0; // its rate besides the mean motion
    double m_meanMotion = 0;
    double m_siderealTime = 0;
};

} // namespace desk::sgp4
