// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/datalink/satellitebus.h"

#include <algorithm>
#include <cmath>

namespace desk {
namespace {
constexpr double capacityWh = 4000;
constexpr double solarW = 2600; // mean of the sunlit arc
constexpr double standbyW = 1000;
constexpr double wattPerGbps = 15;
constexpr double sunlitC = 34; // equilibrium without traffic
constexpr double eclipsedC = -8;
constexpr double degreePerGbps = 0.15;
constexpr double timeConstantS = 1500;
} // namespace

void SatelliteBus::advance(double seconds, bool eclipsed, double throughputGbps)
{
    if (seconds <= 0)
        return;
    const double balanceW = (eclipsed ? 0 : solarW) - standbyW - wattPerGbps * throughputGbps;
    m_charge = std::clamp(m_charge + balanceW * seconds / 3600 / capacityWh, 0.0, 1.0);
    const double equilibrium = (eclipsed ? eclipsedC : sunlitC) + degreePerGbps * throughputGbps;
    m_temperature += (equilibrium - m_temperature) * -std::expm1(-seconds / timeConstantS);
}

} // namespace desk
