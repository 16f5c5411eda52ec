// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/topology/elementset.h"
#include "models/topology/sgp4deepspace.h"
#include "models/topology/sgp4nearearth.h"
#include "models/topology/sgp4osculating.h"
#include "models/topology/vector3.h"

#include <optional>

namespace desk {

// In TEME (true equator, mean equinox), the frame of SGP4.
struct StateVector
{
    Vector3 positionKm;
    Vector3 velocityKmPerS;
};

// The motion of one satellite after SGP4/SDP4, our implementation of the revision of 2006: Vallado, Crawford,
// Hujsak, Kelso, "Revisiting Spacetrack Report #3", AIAA 2006-6753. Near-earth and deep-space orbits,
// WGS-72. It agrees with the published verification cases to 1 m and 1 mm/s; the theory itself is good to
// about a kilometre at epoch and worse by one to three a day.
// Immutable after construction: any number of threads may ask at once, and an answer allocates nothing (an
// error does, for its words). Well below a microsecond near the Earth; resonant deep-space orbits take about
// 0.2 microseconds more for each half day from the epoch.
class Orbit
{
public:
    // afspc reproduces choices of the operational code (sidereal time of 1970, node kept positive).
    enum class Mode { improved, afspc };

    // Refuses elements outside the theory (checkElements) with outOfRange.
    static Result<Orbit> fromElements(const ElementSet &elements, Mode mode = Mode::improved);

    // Errors are outOfRange: the theory's own (the eccentricity leaves its range, the satellite has decayed,
    // ...; field = the quantity) and instants further than 100 years from the epoch. Of the report's error
    // numbers only 5, sub-orbital elements, does not occur: as in the report's code, such an orbit is
    // followed until it is below the surface.
    Result<StateVector> stateAt(double minutesSinceEpoch) const;
    Result<StateVector> stateAt(Timestamp time) const;

    Timestamp epoch() const { return m_epoch; }
    bool isDeepSpace() const { return m_deepSpace.has_value(); }
    // Anomalistic period of the mean elements at epoch.
    double periodMinutes() const;

private:
    Orbit() = default;

    sgp4::Fault propagate(double minutes, StateVector &state) const;

    Timestamp m_epoch;
    Mode m_mode = Mode::improved;
    sgp4::NearEarthModel m_nearEarth;
    sgp4::InclinationTerms m_inclinationTerms;
    std::optional<sgp4::DeepSpaceModel> m_deepSpace;
};

} // namespace desk
