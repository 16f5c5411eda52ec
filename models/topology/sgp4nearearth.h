// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/topology/sgp4constants.h"

namespace desk::sgp4 {

// What atmospheric drag has done to an orbit by an instant.
struct DragEffect
{
    double axisFactor = 1;       // on the square root of the semi-major axis
    double eccentricityLoss = 0; // to subtract
    double longitudeGain = 0;    // on the mean longitude, in units of the mean motion
};

// The part of SGP4 that every orbit uses: recovery of the Brouwer mean motion, secular effects of the
// zonal harmonics and of drag in a power-law atmosphere (AIAA 2006-6753; Hoots and Roehrich,
// Spacetrack Report No. 3, section 6). Immutable after construction, any thread.
class NearEarthModel
{
public:
    NearEarthModel() = default;
    // elements.meanMotion is the published one, after Kozai.
    NearEarthModel(const MeanElements &elements, double bstar);

    // Elements at epoch with the Brouwer mean motion.
    const MeanElements &epochElements() const { return m_epoch; }
    const AngleRates &rates() const { return m_rates; }
    bool isDeepSpace() const { return twoPi / m_epoch.meanMotion >= deepSpacePeriod; }
    double perigeeRadius() const; // earth radii

    // Angles after zonal harmonics and drag; mean motion, eccentricity and inclination as at epoch.
    MeanElements secularElements(double minutes, DragEffect &drag) const;

private:
    void setRates();
    void setDrag(double bstar);
    void setHigherDrag(double s, double xi);

    MeanElements m_epoch;
    AngleRates m_rates;
    double m_axis = 0; // semi-major axis at epoch, earth radii

    // Drag. Names after the report: C1, C4 and C5 are multiplied with B* already.
    double m_c1 = 0;
    double m_c4 = 0;
    double m_c5 = 0;
    double m_nodeQuadratic = 0;
    double m_longitude[4] = {}; // coefficients of t^2 to t^5
    double m_axisTerms[3] = {}; // D2, D3, D4: coefficients of t^2 to t^4
    double m_eta = 0;
    double m_perigeeDrag = 0;
    double m_anomalyDrag = 0;
    double m_anomalyDragAtEpoch = 0; // (1 + eta cos M0)^3
    double m_sinAnomaly = 0;         // sin M0
    bool m_simple = false;           // perigee below 220 km or deep space: the linear terms only
};

} // namespace desk::sgp4
