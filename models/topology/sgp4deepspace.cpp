// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/topology/sgp4deepspace.h"

namespace desk::sgp4 {

// The body's orbit seen from the satellite's node: g = argument of perigee, i = inclination,
// h = right ascension of its node less the satellite's; strength = the report's C1 of the body.
struct DeepSpaceModel::BodyPosition
{
    double sinG, cosG;
    double sinI, cosI;
    double sinH, cosH;
    double strength;
};

namespace {

// Sun: fixed orbit. Moon: its node goes round the ecliptic in 18.6 years.
constexpr double solarRate = 1.19459e-5;
constexpr double lunarRate = 1.5835218e-4;
constexpr double solarEccentricity = 0.01675;
constexpr double lunarEccentricity = 0.05490;
constexpr double solarStrength = 2.9864797e-6;
constexpr double lunarStrength = 4.7968065e-7;
constexpr double sinObliquity = 0.39785416;
constexpr double cosObliquity = 0.91744867;
// Inclinations this near to 0 or 180 degrees (3 degrees) have no node to precess.
constexpr double flatInclination = 5.2359877e-2;
// Below this inclination (0.2 rad) the periodics go through Lyddane's variables.
constexpr double lyddaneInclination = 0.2;

} // namespace

DeepSpaceModel::DeepSpaceModel(const MeanElements &epoch, const AngleRates &zonal, double daysSince1900,
                               double siderealTime)
{
    const double sinNode = std::sin(epoch.node);
    const double cosNode = std::cos(epoch.node);

    m_sun.rate = solarRate;
    m_sun.eccentricity = solarEccentricity;
    m_sun.anomaly = revolved(6.2565837 + 0.017201977 * daysSince1900);
    addBody(m_sun, {-0.98088458, 0.1945905, sinObliquity, cosObliquity, sinNode, cosNode, solarStrength},
            epoch);

    // The Moon's orbit: from its node on the ecliptic to inclination, node and perigee on the equator.
    const double eclipticNode = revolved(4.5236020 - 9.2422029e-4 * daysSince1900);
    const double sinEcliptic = std::sin(eclipticNode);
    const double cosEcliptic = std::cos(eclipticNode);
    const double cosI = 0.91375164 - 0.03568096 * cosEcliptic;
    const double sinI = std::sqrt(1 - squared(cosI));
    const double sinH = 0.089683511 * sinEcliptic / sinI;
    const double cosH = std::sqrt(1 - squared(sinH));
    const double perigeeLongitude = 5.8351514 + 0.0019443680 * daysSince1900;
    const double g =
        perigeeLongitude - eclipticNode +
        std::atan2(sinObliquity * sinEcliptic / sinI, cosH * cosEcliptic + cosObliquity * sinH * sinEcliptic);
    m_moon.rate = lunarRate;
    m_moon.eccentricity = lunarEccentricity;
    m_moon.anomaly = revolved(4.7199672 + 0.22997150 * daysSince1900 - perigeeLongitude);
    addBody(m_moon,
            {std::sin(g), std::cos(g), sinI, cosI, sinNode * cosH - cosNode * sinH,
             cosH * cosNode + sinH * sinNode, lunarStrength},
            epoch);

    m_resonance = Resonance{epoch, zonal, m_rates, siderealTime};
}

// Amplitudes and secular rates of one body (Spacetrack Report No. 3, section 7; the names a, x, z and s are
// the report's).
void DeepSpaceModel::addBody(Body &body, const BodyPosition &p, const MeanElements &epoch)
{
    const double e = epoch.eccentricity;
    const double e2 = squared(e);
    const double beta2 = 1 - e2;
    const double beta = std::sqrt(beta2);
    const double sinI = std::sin(epoch.inclination);
    const double cosI = std::cos(epoch.inclination);
    const double sinW = std::sin(epoch.perigee);
    const double cosW = std::cos(epoch.perigee);

    // The body's perigee and its normal in the plane of the satellite's orbit, from the node ...
    const double a1 = p.cosG * p.cosH + p.sinG * p.cosI * p.sinH;
    const double a3 = -p.sinG * p.cosH + p.cosG * p.cosI * p.sinH;
    const double a7 = -p.cosG * p.sinH + p.sinG * p.cosI * p.cosH;
    const double a8 = p.sinG * p.sinI;
    const double a9 = p.sinG * p.sinH + p.cosG * p.cosI * p.cosH;
    const double a10 = p.cosG * p.sinI;
    const double a2 = cosI * a7 + sinI * a8;
    const double a4 = cosI * a9 + sinI * a10;
    const double a5 = -sinI * a7 + cosI * a8;
    const double a6 = -sinI * a9 + cosI * a10;
    // ... and from the satellite's perigee.
    const double x1 = a1 * cosW + a2 * sinW;
    const double x2 = a3 * cosW + a4 * sinW;
    const double x3 = -a1 * sinW + a2 * cosW;
    const double x4 = -a3 * sinW + a4 * cosW;
    const double x5 = a5 * sinW;
    const double x6 = a6 * sinW;
    const double x7 = a5 * cosW;
    const double x8 = a6 * cosW;

    const double z31 = 12 * x1 * x1 - 3 * x3 * x3;
    const double z32 = 24 * x1 * x2 - 6 * x3 * x4;
    const double z33 = 12 * x2 * x2 - 3 * x4 * x4;
    const double z1 = 6 * (a1 * a1 + a2 * a2) + (1 + e2) * z31;
    const double z2 = 12 * (a1 * a3 + a2 * a4) + (1 + e2) * z32;
    const double z3 = 6 * (a3 * a3 + a4 * a4) + (1 + e2) * z33;
    const double z11 = -6 * a1 * a5 - e2 * (24 * x1 * x7 + 6 * x3 * x5);
    const double z12 = -6 * (a1 * a6 + a3 * a5) - e2 * (24 * (x2 * x7 + x1 * x8) + 6 * (x3 * x6 + x4 * x5));
    const double z13 = -6 * a3 * a6 - e2 * (24 * x2 * x8 + 6 * x4 * x6);
    const double z21 = 6 * a2 * a5 + e2 * (24 * x1 * x5 - 6 * x3 * x7);
    const double z22 = 6 * (a4 * a5 + a2 * a6) + e2 * (24 * (x2 * x5 + x1 * x6) - 6 * (x4 * x7 + x3 * x8));
    const double z23 = 6 * a4 * a6 + e2 * (24 * x2 * x6 - 6 * x4 * x8);

    const double s3 = p.strength / epoch.meanMotion;
    const double s2 = -0.5 * s3 / beta;
    const double s4 = s3 * beta;
    const double s1 = -15 * e * s4;
    const double s5 = x1 * x3 + x2 * x4;
    const double s6 = x2 * x3 + x1 * x4;
    const double s7 = x2 * x4 - x1 * x3;

    body.sine2 = {2 * s1 * s6, 2 * s2 * z12, -2 * s3 * z2, 2 * s4 * z32, -2 * s2 * z22};
    body.sineCosine = {2 * s1 * s7, 2 * s2 * (z13 - z11), -2 * s3 * (z3 - z1), 2 * s4 * (z33 - z31),
                       -2 * s2 * (z23 - z21)};
    body.sine = {0, 0, 2 * s3 * (21 + 9 * e2) * body.eccentricity, -18 * s4 * body.eccentricity, 0};

    m_eccentricityRate += body.rate * s1 * s5;
    m_inclinationRate += body.rate * s2 * (z11 + z13);
    m_rates.meanAnomaly -= body.rate * s3 * (z1 + z3 - 14 - 6 * e2);
    m_rates.perigee += body.rate * s4 * (z31 + z33 - 6);
    if (epoch.inclination >= flatInclination && epoch.inclination <= pi - flatInclination) {
        const double node = -body.rate * s2 * (z21 + z23) / sinI;
        m_rates.node += node;
        m_rates.perigee -= cosI * node;
    }
}

void DeepSpaceModel::applySecular(double minutes, MeanElements &mean) const
{
    mean.eccentricity += m_eccentricityRate * minutes;
    mean.inclination += m_inclinationRate * minutes;
    mean.perigee += m_rates.perigee * minutes;
    mean.node += m_rates.node * minutes;
    mean.meanAnomaly += m_rates.meanAnomaly * minutes;
    m_resonance.apply(minutes, mean);
}

DeepSpaceModel::Periodics DeepSpaceModel::periodics(double minutes) const
{
    Periodics sum;
    for (const Body *body : {&m_sun, &m_moon}) {
        const double anomaly = body->anomaly + body->rate * minutes;
        const double trueAnomaly = anomaly + 2 * body->eccentricity * std::sin(anomaly);
        const double sinF = std::sin(trueAnomaly);
        const double f2 = 0.5 * sinF * sinF - 0.25;
        const double f3 = -0.5 * sinF * std::cos(trueAnomaly);
        const auto add = [&](double Periodics::*term) {
            sum.*term += body->sine2.*term * f2 + body->sineCosine.*term * f3 + body->sine.*term * sinF;
        };
        add(&Periodics::eccentricity);
        add(&Periodics::inclination);
        add(&Periodics::longitude);
        add(&Periodics::perigee);
        add(&Periodics::node);
    }
    return sum;
}

void DeepSpaceModel::applyPeriodics(double minutes, bool afspc, MeanElements &mean) const
{
    const Periodics change = periodics(minutes);
    mean.inclination += change.inclination;
    mean.eccentricity += change.eccentricity;
    const double sinI = std::sin(mean.inclination);
    const double cosI = std::cos(mean.inclination);

    // The perturbed inclination decides, as in the report's code.
    if (mean.inclination >= lyddaneInclination) {
        const double node = change.node / sinI;
        mean.perigee += change.perigee - cosI * node;
        mean.node += node;
        mean.meanAnomaly += change.longitude;
        return;
    }

    // Lyddane's variables sin i sin node, sin i cos node have no singularity at the equator.
    const double sinNode = std::sin(mean.node);
    const double cosNode = std::cos(mean.node);
    const double alpha = sinI * sinNode + change.node * cosNode + change.inclination * cosI * sinNode;
    const double beta = sinI * cosNode - change.node * sinNode + change.inclination * cosI * cosNode;
    const auto positive = [afspc](double node) { return node < 0 && afspc ? node + twoPi : node; };
    const double oldNode = positive(revolved(mean.node));
    const double longitude = mean.meanAnomaly + mean.perigee + change.longitude + change.perigee +
                             (cosI - change.inclination * sinI) * oldNode;
    double node = positive(std::atan2(alpha, beta));
    if (std::abs(oldNode - node) > pi)
        node += node < oldNode ? twoPi : -twoPi;
    mean.node = node;
    mean.meanAnomaly += change.longitude;
    mean.perigee = longitude - mean.meanAnomaly - cosI * node;
}

} // namespace desk::sgp4
