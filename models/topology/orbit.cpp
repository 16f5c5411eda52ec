// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/topology/orbit.h"

#include "models/topology/geodesy.h"

namespace desk {

namespace {

using sgp4::Fault;

constexpr double furthestMinutes = 100 * 365.25 * 1440;

// Greenwich sidereal time as the operational code of 1970 had it: whole days and their fraction counted
// from 1970 January 0 (AIAA 2006-6753).
double afspcSiderealTime(const JulianDate &epoch)
{
    constexpr double perDay = 1.72027916940703639e-2;
    constexpr double in1970 = 1.7321343856509374;
    constexpr double perDaySquared = 5.07551419432269442e-15;
    const double days = (epoch.day - 2440586.5) + epoch.fraction;
    const double whole = std::floor(days + 1e-8);
    const double angle = sgp4::revolved(in1970 + perDay * whole + (perDay + sgp4::twoPi) * (days - whole) +
                                        days * days * perDaySquared);
    return angle < 0 ? angle + sgp4::twoPi : angle;
}

tl::unexpected<Error> faultError(Fault fault)
{
    const auto error = [](const char *message, const char *field) {
        return failure(ErrorCode::outOfRange, message, field);
    };
    switch (fault) {
    case Fault::meanEccentricity:
        return error("the mean eccentricity has left the range 0 <= e < 1", "eccentricity");
    case Fault::meanMotion:
        return error("the mean motion has fallen to zero", "mean motion");
    case Fault::perturbedEccentricity:
        return error("the eccentricity perturbed by Sun and Moon has left the range 0 <= e <= 1",
                     "perturbed eccentricity");
    case Fault::semiLatusRectum:
        return error("the semi-latus rectum is below zero", "semi-latus rectum");
    case Fault::subOrbital:
        return error("the elements at epoch are sub-orbital", "perigee");
    case Fault::decayed:
        return error("the satellite has decayed: it would be below the Earth's surface", "radius");
    case Fault::none:
        break;
    }
    return error("the elements give no finite position", "position");
}

bool isFinite(const Vector3 &v)
{
    return std::isfinite(v.x) && std::isfinite(v.y) && std::isfinite(v.z);
}

} // namespace

Result<Orbit> Orbit::fromElements(const ElementSet &elements, Mode mode)
{
    if (const auto checked = checkElements(elements); !checked)
        return tl::unexpected(checked.error());

    const sgp4::MeanElements mean{elements.meanMotion,     elements.eccentricity,      elements.inclination,
                                  elements.rightAscension, elements.argumentOfPerigee, elements.meanAnomaly};
    Orbit orbit;
    orbit.m_mode = mode;
    orbit.m_epoch = toTimestamp(elements.epoch);
    orbit.m_nearEarth = sgp4::NearEarthModel{mean, elements.bstar};
    orbit.m_inclinationTerms = sgp4::InclinationTerms{elements.inclination};
    const double motion = orbit.m_nearEarth.epochElements().meanMotion;
    if (!(motion > 0 && std::isfinite(motion)))
        return failure(ErrorCode::outOfRange, "the mean motion is outside the theory", "mean motion");
    if (orbit.m_nearEarth.isDeepSpace()) {
        const double siderealTime =
            mode == Mode::afspc ? afspcSiderealTime(elements.epoch) : greenwichSiderealTime(elements.epoch);
        const double daysSince1900 = (elements.epoch.day - 2415020.0) + elements.epoch.fraction;
        orbit.m_deepSpace.emplace(orbit.m_nearEarth.epochElements(), orbit.m_nearEarth.rates(), daysSince1900,
                                  siderealTime);
    }
    return orbit;
}

Result<StateVector> Orbit::stateAt(double minutesSinceEpoch) const
{
    if (!(std::abs(minutesSinceEpoch) <= furthestMinutes))
        return failure(ErrorCode::outOfRange, "more than 100 years from the epoch of the elements", "time");
    StateVector state;
    const Fault fault = propagate(minutesSinceEpoch, state);
    if (fault != Fault::none || !isFinite(state.positionKm) || !isFinite(state.velocityKmPerS))
        return faultError(fault);
    return state;
}

Result<StateVector> Orbit::stateAt(Timestamp time) const
{
    return stateAt(std::chrono::duration<double, std::ratio<60>>(time - m_epoch).count());
}

double Orbit::periodMinutes() const
{
    return sgp4::twoPi / m_nearEarth.epochElements().meanMotion;
}

Fault Orbit::propagate(double minutes, StateVector &state) const
{
    using sgp4::revolved;
    sgp4::DragEffect drag;
    sgp4::MeanElements mean = m_nearEarth.secularElements(minutes, drag);
    if (m_deepSpace)
        m_deepSpace->applySecular(minutes, mean);
    if (mean.meanMotion <= 0)
        return Fault::meanMotion;

    const double axis =
        std::pow(sgp4::keplerConstant / mean.meanMotion, 2.0 / 3.0) * sgp4::squared(drag.axisFactor);
    mean.eccentricity -= drag.eccentricityLoss;
    if (mean.eccentricity >= 1 || mean.eccentricity < -0.001)
        return Fault::meanEccentricity;
    mean.eccentricity = std::max(mean.eccentricity, 1e-6);
    mean.meanAnomaly += m_nearEarth.epochElements().meanMotion * drag.longitudeGain;
    const double longitude = revolved(mean.meanAnomaly + mean.perigee + mean.node);
    mean.node = revolved(mean.node);
    mean.perigee = revolved(mean.perigee);
    mean.meanAnomaly = revolved(longitude - mean.perigee - mean.node);
    if (!m_deepSpace)
        return sgp4::osculate(mean, axis, m_inclinationTerms, state.positionKm, state.velocityKmPerS);

    m_deepSpace->applyPeriodics(minutes, m_mode == Mode::afspc, mean);
    if (mean.inclination < 0) {
        mean.inclination = -mean.inclination;
        mean.node += sgp4::pi;
        mean.perigee -= sgp4::pi;
    }
    if (mean.eccentricity < 0 || mean.eccentricity > 1)
        return Fault::perturbedEccentricity;
    return sgp4::osculate(mean, axis, sgp4::InclinationTerms{mean.inclination}, state.positionKm,
                          state.velocityKmPerS);
}

} // namespace desk
