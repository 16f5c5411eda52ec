// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/topology/sgp4osculating.h"

namespace desk::sgp4 {

namespace {

struct Eccentric
{
    double sine;
    double cosine;
};

// Kepler's equation in E + perigee for a longitude from the node and the eccentricity vector (axn, ayn).
// Newton steps are held below 0.95 rad, so that eccentric orbits converge too.
Eccentric solveKepler(double longitude, double axn, double ayn)
{
    double angle = longitude;
    Eccentric e{std::sin(angle), std::cos(angle)};
    for (int i = 0; i < 10; ++i) {
        e = {std::sin(angle), std::cos(angle)};
        double correction =
            (longitude - ayn * e.cosine + axn * e.sine - angle) / (1 - e.cosine * axn - e.sine * ayn);
        if (std::abs(correction) >= 0.95)
            correction = correction > 0 ? 0.95 : -0.95;
        angle += correction;
        if (std::abs(correction) < 1e-12)
            break;
    }
    return e;
}

} // namespace

InclinationTerms::InclinationTerms(double inclination)
    : sine(std::sin(inclination))
    , cosine(std::cos(inclination))
    , threeThetaMinus1(3 * squared(cosine) - 1)
    , oneMinusTheta(1 - squared(cosine))
    , sevenThetaMinus1(7 * squared(cosine) - 1)
    , perigeeFactor(-0.5 * j3OverJ2 * sine)
{
    // 1 + cos i vanishes at 180 degrees.
    const double divisor = std::abs(cosine + 1) > 1.5e-12 ? 1 + cosine : 1.5e-12;
    longitudeFactor = -0.25 * j3OverJ2 * sine * (3 + 5 * cosine) / divisor;
}

Fault osculate(const MeanElements &mean, double axis, const InclinationTerms &inclination,
               Vector3 &positionKm, Vector3 &velocityKmPerS)
{
    // Long-period terms.
    const double e = mean.eccentricity;
    const double perSemiParameter = 1 / (axis * (1 - e * e));
    const double axn = e * std::cos(mean.perigee);
    const double ayn = e * std::sin(mean.perigee) + perSemiParameter * inclination.perigeeFactor;
    const double longitude =
        revolved(mean.meanAnomaly + mean.perigee + perSemiParameter * inclination.longitudeFactor * axn);

    // Position in the orbit, still without short-period terms.
    const Eccentric kepler = solveKepler(longitude, axn, ayn);
    const double eCosE = axn * kepler.cosine + ayn * kepler.sine;
    const double eSinE = axn * kepler.sine - ayn * kepler.cosine;
    const double e2 = axn * axn + ayn * ayn;
    const double semiLatusRectum = axis * (1 - e2);
    if (semiLatusRectum < 0)
        return Fault::semiLatusRectum;
    const double radius = axis * (1 - eCosE);
    const double radiusRate = std::sqrt(axis) * eSinE / radius;
    const double transverseRate = std::sqrt(semiLatusRectum) / radius;
    const double beta = std::sqrt(1 - e2);
    const double shift = eSinE / (1 + beta);
    const double sinU = axis / radius * (kepler.sine - ayn - axn * shift);
    const double cosU = axis / radius * (kepler.cosine - axn + ayn * shift);
    const double sin2U = 2 * cosU * sinU;
    const double cos2U = 1 - 2 * sinU * sinU;

    // Short-period terms of J2.
    const double first = 0.5 * j2 / semiLatusRectum;
    const double second = first / semiLatusRectum;
    const double motion = keplerConstant / (axis * std::sqrt(axis)); // mean motion after drag
    const double r = radius * (1 - 1.5 * second * beta * inclination.threeThetaMinus1) +
                     0.5 * first * inclination.oneMinusTheta * cos2U;
    if (r < 1)
        return Fault::decayed;
    const double u = std::atan2(sinU, cosU) - 0.25 * second * inclination.sevenThetaMinus1 * sin2U;
    const double node = mean.node + 1.5 * second * inclination.cosine * sin2U;
    const double tilt = mean.inclination + 1.5 * second * inclination.cosine * inclination.sine * cos2U;
    const double rRate = radiusRate - motion * first * inclination.oneMinusTheta * sin2U / keplerConstant;
    const double rTransverse =
        transverseRate + motion * first *
                             (inclination.oneMinusTheta * cos2U + 1.5 * inclination.threeThetaMinus1) /
                             keplerConstant;

    // Unit vectors: along the radius and along the motion.
    const double sinNode = std::sin(node);
    const double cosNode = std::cos(node);
    const double sinTilt = std::sin(tilt);
    const double cosTilt = std::cos(tilt);
    const double sinAngle = std::sin(u);
    const double cosAngle = std::cos(u);
    const Vector3 toNode{cosNode, sinNode, 0};
    const Vector3 quarterOn{-sinNode * cosTilt, cosNode * cosTilt, sinTilt};
    const Vector3 outward = cosAngle * toNode + sinAngle * quarterOn;
    const Vector3 forward = cosAngle * quarterOn - sinAngle * toNode;

    constexpr double kmPerS = earthRadiusKm * keplerConstant / 60;
    positionKm = r * earthRadiusKm * outward;
    velocityKmPerS = kmPerS * (rRate * outward + rTransverse * forward);
    return Fault::none;
}

} // namespace desk::sgp4
