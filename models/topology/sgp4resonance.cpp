// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/topology/sgp4resonance.h"

namespace desk::sgp4 {

namespace {

constexpr double step = 720; // minutes

// Mean motions (rad/min) of one day and of half a day, and the smallest eccentricity of the latter.
constexpr double oneDayLeast = 0.0034906585;
constexpr double oneDayMost = 0.0052359877;
constexpr double halfDayLeast = 8.26e-3;
constexpr double halfDayMost = 9.24e-3;
constexpr double halfDayEccentricity = 0.5;

// Tesseral harmonics: q for one day, root for half a day.
constexpr double q22 = 1.7891679e-6;
constexpr double q31 = 2.1460748e-6;
constexpr double q33 = 2.2123015e-7;
constexpr double root22 = 1.7891679e-6;
constexpr double root32 = 3.7393792e-7;
constexpr double root44 = 7.3636953e-9;
constexpr double root52 = 1.1428639e-7;
constexpr double root54 = 2.1765803e-9;
constexpr double phase22 = 5.7686396;
constexpr double phase32 = 0.95240898;
constexpr double phase44 = 1.8014998;
constexpr double phase52 = 1.0508330;
constexpr double phase54 = 4.4108898;
constexpr double lambda31 = 0.13130908;
constexpr double lambda22 = 2.8843198;
constexpr double lambda33 = 0.37448087;

struct Cubic
{
    double c0, c1, c2, c3;

    constexpr double operator()(double e) const { return c0 + e * (c1 + e * (c2 + e * c3)); }
};

// Eccentricity functions G_lpq of the half-day terms: polynomials fitted piecewise to Kaula's functions.
struct EccentricityFunctions
{
    double g201, g211, g310, g322, g410, g422, g520, g521, g532, g533;

    explicit EccentricityFunctions(double e)
    {
        g201 = -0.306 - (e - 0.64) * 0.440;
        if (e <= 0.65) {
            g211 = Cubic{3.616, -13.2470, 16.2900, 0}(e);
            g310 = Cubic{-19.302, 117.3900, -228.4190, 156.5910}(e);
            g322 = Cubic{-18.9068, 109.7927, -214.6334, 146.5816}(e);
            g410 = Cubic{-41.122, 242.6940, -471.0940, 313.9530}(e);
            g422 = Cubic{-146.407, 841.8800, -1629.014, 1083.4350}(e);
            g520 = Cubic{-532.114, 3017.977, -5740.032, 3708.2760}(e);
        } else {
            g211 = Cubic{-72.099, 331.819, -508.738, 266.724}(e);
            g310 = Cubic{-346.844, 1582.851, -2415.925, 1246.113}(e);
            g322 = Cubic{-342.585, 1554.908, -2366.899, 1215.972}(e);
            g410 = Cubic{-1052.797, 4758.686, -7193.992, 3651.957}(e);
            g422 = Cubic{-3581.690, 16178.110, -24462.770, 12422.520}(e);
            g520 = e > 0.715 ? Cubic{-5149.66, 29936.92, -54087.36, 31324.56}(e)
                             : Cubic{1464.74, -4664.75, 3763.64, 0}(e);
        }
        if (e < 0.7) {
            g521 = Cubic{-822.71072, 4568.6173, -8491.4146, 5337.524}(e);
            g532 = Cubic{-853.66600, 4690.2500, -8624.7700, 5341.4}(e);
            g533 = Cubic{-919.22770, 4988.6100, -9064.7700, 5542.21}(e);
        } else {
            g521 = Cubic{-51752.104, 218913.95, -309468.16, 146349.42}(e);
            g532 = Cubic{-40023.880, 170470.89, -242699.48, 115605.82}(e);
            g533 = Cubic{-37995.780, 161616.52, -229838.20, 109377.94}(e);
        }
    }
};

double perSemiMajorAxis(double meanMotion)
{
    return std::pow(meanMotion / keplerConstant, 2.0 / 3.0);
}

} // namespace

Resonance::Resonance(const MeanElements &epoch, const AngleRates &zonal, const AngleRates &thirdBody,
                     double siderealTime)
    : m_perigee(epoch.perigee)
    , m_perigeeRate(zonal.perigee)
    , m_meanMotion(epoch.meanMotion)
    , m_siderealTime(siderealTime)
{
    const double n = epoch.meanMotion;
    const double sidereal = revolved(siderealTime);
    const double anomalyDrift = zonal.meanAnomaly + thirdBody.meanAnomaly - n;
    const double nodeDrift = zonal.node + thirdBody.node - earthRotation;
    if (n > oneDayLeast && n < oneDayMost) {
        m_kind = Kind::oneDay;
        m_longitude = revolved(epoch.meanAnomaly + epoch.node + epoch.perigee - sidereal);
        m_longitudeDrift = anomalyDrift + nodeDrift + zonal.perigee + thirdBody.perigee;
        setOneDay(epoch);
    } else if (n >= halfDayLeast && n <= halfDayMost && epoch.eccentricity >= halfDayEccentricity) {
        m_kind = Kind::halfDay;
        m_longitude = revolved(epoch.meanAnomaly + 2 * (epoch.node - sidereal));
        m_longitudeDrift = anomalyDrift + 2 * nodeDrift;
        setHalfDay(epoch);
    }
}

void Resonance::setOneDay(const MeanElements &epoch)
{
    const double perAxis = perSemiMajorAxis(epoch.meanMotion);
    const double e2 = squared(epoch.eccentricity);
    const double sinI = std::sin(epoch.inclination);
    const double cosI = std::cos(epoch.inclination);
    const double g200 = 1 + e2 * (-2.5 + 0.8125 * e2);
    const double g310 = 1 + 2 * e2;
    const double g300 = 1 + e2 * (-6 + 6.60937 * e2);
    const double f220 = 0.75 * squared(1 + cosI);
    const double f311 = 0.9375 * squared(sinI) * (1 + 3 * cosI) - 0.75 * (1 + cosI);
    const double f330 = 1.875 * cubed(1 + cosI);
    const double scale = 3 * squared(epoch.meanMotion * perAxis);
    m_terms[0] = {scale * f311 * g310 * q31 * perAxis, 0, 1, lambda31};
    m_terms[1] = {2 * scale * f220 * g200 * q22, 0, 2, 2 * lambda22};
    m_terms[2] = {3 * scale * f330 * g300 * q33 * perAxis, 0, 3, 3 * lambda33};
    m_count = 3;
}

void Resonance::setHalfDay(const MeanElements &epoch)
{
    const double perAxis = perSemiMajorAxis(epoch.meanMotion);
    const EccentricityFunctions g{epoch.eccentricity};
    const double s = std::sin(epoch.inclination);
    const double c = std::cos(epoch.inclination);
    const double s2 = s * s;
    const double c2 = c * c;
    // Inclination functions F_lmp.
    const double f220 = 0.75 * (1 + 2 * c + c2);
    const double f221 = 1.5 * s2;
    const double f321 = 1.875 * s * (1 - 2 * c - 3 * c2);
    const double f322 = -1.875 * s * (1 + 2 * c - 3 * c2);
    const double f441 = 35 * s2 * f220;
    const double f442 = 39.3750 * s2 * s2;
    const double f522 = 9.84375 * s * (s2 * (1 - 2 * c - 5 * c2) + 0.33333333 * (-2 + 4 * c + 6 * c2));
    const double f523 = s * (4.92187512 * s2 * (-2 - 4 * c + 10 * c2) + 6.56250012 * (1 + 2 * c - 3 * c2));
    const double f542 = 29.53125 * s * (2 - 8 * c + c2 * (-12 + 8 * c + 10 * c2));
    const double f543 = 29.53125 * s * (-2 - 8 * c + c2 * (12 + 8 * c - 10 * c2));

    const double scale22 = 3 * squared(epoch.meanMotion * perAxis);
    const double scale32 = scale22 * perAxis;
    const double scale44 = scale32 * perAxis;
    const double scale52 = scale44 * perAxis;
    m_terms = {{{scale22 * root22 * f220 * g.g201, 2, 1, phase22},
                {scale22 * root22 * f221 * g.g211, 0, 1, phase22},
                {scale32 * root32 * f321 * g.g310, 1, 1, phase32},
                {scale32 * root32 * f322 * g.g322, -1, 1, phase32},
                {2 * scale44 * root44 * f441 * g.g410, 2, 2, phase44},
                {2 * scale44 * root44 * f442 * g.g422, 0, 2, phase44},
                {scale52 * root52 * f522 * g.g520, 1, 1, phase52},
                {scale52 * root52 * f523 * g.g532, -1, 1, phase52},
                {2 * scale52 * root54 * f542 * g.g521, 1, 2, phase54},
                {2 * scale52 * root54 * f543 * g.g533, -1, 2, phase54}}};
    m_count = m_terms.size();
}

Resonance::Derivatives Resonance::derivatives(double minutes, double longitude, double meanMotion) const
{
    const double perigee = m_perigee + m_perigeeRate * minutes;
    Derivatives result;
    for (std::size_t i = 0; i < m_count; ++i) {
        const Term &term = m_terms[i];
        const double angle = term.perigeeFactor * perigee + term.longitudeFactor * longitude - term.phase;
        result.meanMotion += term.amplitude * std::sin(angle);
        result.meanMotionRate += term.longitudeFactor * term.amplitude * std::cos(angle);
    }
    result.longitude = meanMotion + m_longitudeDrift;
    result.meanMotionRate *= result.longitude;
    return result;
}

// Euler-Maclaurin steps of half a day towards the instant, the rest by the same Taylor series.
void Resonance::apply(double minutes, MeanElements &mean) const
{
    if (m_kind == Kind::none)
        return;
    const double direction = minutes > 0 ? step : -step;
    double at = 0;
    double longitude = m_longitude;
    double meanMotion = m_meanMotion;
    Derivatives rate = derivatives(at, longitude, meanMotion);
    const auto advance = [&](double by) {
        longitude += rate.longitude * by + rate.meanMotion * by * by * 0.5;
        meanMotion += rate.meanMotion * by + rate.meanMotionRate * by * by * 0.5;
    };
    while (std::abs(minutes - at) >= step) {
        advance(direction);
        at += direction;
        rate = derivatives(at, longitude, meanMotion);
    }
    advance(minutes - at);

    mean.meanMotion = meanMotion;
    const double sidereal = revolved(m_siderealTime + minutes * earthRotation);
    if (m_kind == Kind::halfDay)
        mean.meanAnomaly = longitude - 2 * mean.node + 2 * sidereal;
    else
        mean.meanAnomaly = longitude - mean.node - mean.perigee + sidereal;
}

} // namespace desk::sgp4
