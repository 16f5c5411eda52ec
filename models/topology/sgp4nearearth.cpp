// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/topology/sgp4nearearth.h"

namespace desk::sgp4 {

namespace {

// Mean motion in Brouwer's sense from the published one in Kozai's (Spacetrack Report No. 3, section 6).
double brouwerMeanMotion(const MeanElements &elements)
{
    const double beta2 = 1 - squared(elements.eccentricity);
    const double zonal = 0.75 * j2 * (3 * squared(std::cos(elements.inclination)) - 1) / std::pow(beta2, 1.5);
    const double axis1 = std::pow(keplerConstant / elements.meanMotion, 2.0 / 3.0);
    const double delta1 = zonal / squared(axis1);
    const double axis0 = axis1 * (1 - delta1 * (1.0 / 3.0 + delta1 * (1 + delta1 * 134.0 / 81.0)));
    return elements.meanMotion / (1 + zonal / squared(axis0));
}

} // namespace

NearEarthModel::NearEarthModel(const MeanElements &elements, double bstar)
    : m_epoch(elements)
{
    m_epoch.meanMotion = brouwerMeanMotion(elements);
    m_axis = std::pow(keplerConstant / m_epoch.meanMotion, 2.0 / 3.0);
    setRates();
    setDrag(bstar);
}

double NearEarthModel::perigeeRadius() const
{
    return m_axis * (1 - m_epoch.eccentricity);
}

// Secular rates of first and second order in J2 and first order in J4.
void NearEarthModel::setRates()
{
    const double n = m_epoch.meanMotion;
    const double cosI = std::cos(m_epoch.inclination);
    const double theta2 = squared(cosI);
    const double theta4 = squared(theta2);
    const double beta2 = 1 - squared(m_epoch.eccentricity);
    const double beta = std::sqrt(beta2);
    const double perSemiParameter2 = 1 / squared(m_axis * beta2);
    const double first = 1.5 * j2 * perSemiParameter2 * n;
    const double second = 0.5 * first * j2 * perSemiParameter2;
    const double fourth = -0.46875 * j4 * squared(perSemiParameter2) * n;

    m_rates.meanAnomaly = n + 0.5 * first * beta * (3 * theta2 - 1) +
                          0.0625 * second * beta * (13 - 78 * theta2 + 137 * theta4);
    m_rates.perigee = -0.5 * first * (1 - 5 * theta2) + 0.0625 * second * (7 - 114 * theta2 + 395 * theta4) +
                      fourth * (3 - 36 * theta2 + 49 * theta4);
    m_rates.node = cosI * (-first + 0.5 * second * (4 - 19 * theta2) + 2 * fourth * (3 - 7 * theta2));
}

void NearEarthModel::setDrag(double bstar)
{
    const double n = m_epoch.meanMotion;
    const double e = m_epoch.eccentricity;
    const double cosI = std::cos(m_epoch.inclination);
    const double sinI = std::sin(m_epoch.inclination);
    const double theta2 = squared(cosI);
    const double beta2 = 1 - squared(e);
    const double perigeeKm = (perigeeRadius() - 1) * earthRadiusKm;

    // The atmosphere's density falls with the fourth power of the height above s; low perigees lower s.
    double sKm = 78;
    if (perigeeKm < 156)
        sKm = perigeeKm < 98 ? 20 : perigeeKm - 78;
    const double s = 1 + sKm / earthRadiusKm;
    const double density = squared(squared((120 - sKm) / earthRadiusKm)); // (q0 - s)^4
    const double xi = 1 / (m_axis - s);
    m_eta = m_axis * e * xi;
    const double eta2 = squared(m_eta);
    const double eEta = e * m_eta;
    const double psi2 = std::abs(1 - eta2);
    const double coefficient = density * squared(squared(xi));
    const double common = coefficient / std::pow(psi2, 3.5);

    const double c2 = common * n *
                      (m_axis * (1 + 1.5 * eta2 + eEta * (4 + eta2)) +
                       0.375 * j2 * xi / psi2 * (3 * theta2 - 1) * (8 + 3 * eta2 * (8 + eta2)));
    m_c1 = bstar * c2;
    m_c4 = bstar * 2 * n * common * m_axis * beta2 *
           (m_eta * (2 + 0.5 * eta2) + e * (0.5 + 2 * eta2) -
            j2 * xi / (m_axis * psi2) *
                (-3 * (3 * theta2 - 1) * (1 - 2 * eEta + eta2 * (1.5 - 0.5 * eEta)) +
                 0.75 * (1 - theta2) * (2 * eta2 - eEta * (1 + eta2)) * std::cos(2 * m_epoch.perigee)));
    m_c5 = bstar * 2 * common * m_axis * beta2 * (1 + 2.75 * (eta2 + eEta) + eEta * eta2);

    const double firstNodeRate = -1.5 * j2 / squared(m_axis * beta2) * n * cosI;
    m_nodeQuadratic = 3.5 * beta2 * firstNodeRate * m_c1;
    m_longitude[0] = 1.5 * m_c1;
    // Both divide by the eccentricity; an almost circular orbit has no perigee to turn.
    if (e > 1e-4) {
        m_perigeeDrag = bstar * -2 * coefficient * xi * j3OverJ2 * n * sinI / e * std::cos(m_epoch.perigee);
        m_anomalyDrag = -2.0 / 3.0 * coefficient * bstar / eEta;
    }
    m_anomalyDragAtEpoch = cubed(1 + m_eta * std::cos(m_epoch.meanAnomaly));
    m_sinAnomaly = std::sin(m_epoch.meanAnomaly);

    m_simple = perigeeKm < 220 || isDeepSpace();
    if (!m_simple)
        setHigherDrag(s, xi);
}

// Terms of higher order in time.
void NearEarthModel::setHigherDrag(double s, double xi)
{
    const double c1 = m_c1;
    const double c1Squared = squared(c1);
    const double d2 = 4 * m_axis * xi * c1Squared;
    const double third = d2 * xi * c1 / 3;
    const double d3 = (17 * m_axis + s) * third;
    const double d4 = 0.5 * third * m_axis * xi * (221 * m_axis + 31 * s) * c1;
    m_axisTerms[0] = d2;
    m_axisTerms[1] = d3;
    m_axisTerms[2] = d4;
    m_longitude[1] = d2 + 2 * c1Squared;
    m_longitude[2] = 0.25 * (3 * d3 + c1 * (12 * d2 + 10 * c1Squared));
    m_longitude[3] = 0.2 * (3 * d4 + 12 * c1 * d3 + 6 * squared(d2) + 15 * c1Squared * (2 * d2 + c1Squared));
}

MeanElements NearEarthModel::secularElements(double minutes, DragEffect &drag) const
{
    const double t = minutes;
    const double t2 = t * t;
    MeanElements mean = m_epoch;
    mean.meanAnomaly += m_rates.meanAnomaly * t;
    mean.perigee += m_rates.perigee * t;
    mean.node += m_rates.node * t + m_nodeQuadratic * t2;
    drag.axisFactor = 1 - m_c1 * t;
    drag.eccentricityLoss = m_c4 * t;
    drag.longitudeGain = m_longitude[0] * t2;
    if (m_simple)
        return mean;

    const double turned = m_perigeeDrag * t + m_anomalyDrag * (cubed(1 + m_eta * std::cos(mean.meanAnomaly)) -
                                                               m_anomalyDragAtEpoch);
    mean.meanAnomaly += turned;
    mean.perigee -= turned;
    drag.axisFactor -= t2 * (m_axisTerms[0] + t * (m_axisTerms[1] + t * m_axisTerms[2]));
    drag.eccentricityLoss += m_c5 * (std::sin(mean.meanAnomaly) - m_sinAnomaly);
    drag.longitudeGain += t2 * t * (m_longitude[1] + t * (m_longitude[2] + t * m_longitude[3]));
    return mean;
}

} // namespace desk::sgp4
