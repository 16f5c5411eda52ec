// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/datalink/linkbudget.h"
#include "models/topology/degree.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace desk {
namespace {

constexpr double pi = std::numbers::pi;
constexpr double boltzmannDb = -228.599; // dBW/(K Hz)
constexpr double processingDelayMs = 0.05;

double decibel(double ratio)
{
    return 10 * std::log10(ratio);
}

// Gain of a round aperture: efficiency (pi D / lambda)^2, e.g. ITU-R S.465/P.341. dBi.
double apertureGain(double diameterM, double frequencyGHz, double efficiency)
{
    const double wavelengthM = speedOfLightKmPerS * 1000 / (frequencyGHz * 1e9);
    const double x = pi * diameterM / wavelengthM;
    return decibel(efficiency * x * x);
}

// What differs between the two directions of a ground link.
struct RadioPath
{
    double frequencyGHz;
    double eirpDbW; // a carrier
    double receiveGainDbi;
    double receiverK;      // noise of the receiver and its feed
    bool groundReceives;   // then it sees the sky; a satellite sees the warm Earth
    double oxygenZenithDb; // P.676-12, figure 6, at the ground
    double vapourZenithDb; // the same for 7.5 g/m^3
    double cloudZenithDb;  // P.840-8 for 0.5 kg/m^2, exceeded about 10 % of a year in temperate climates
};

constexpr double gatewayDiameterM = 1.47;
constexpr double gatewayEfficiency = 0.65;
constexpr double satelliteDiameterM = 0.22;
constexpr double satelliteEfficiency = 0.6;
constexpr double outputLossDb = 1.5; // feed and back-off

const std::array<RadioPath, 2> &radioPaths()
{
    static const std::array<RadioPath, 2> paths{
        RadioPath{30, apertureGain(gatewayDiameterM, 30, gatewayEfficiency) + decibel(2.0) - outputLossDb,
                  apertureGain(satelliteDiameterM, 30, satelliteEfficiency), 360, false, 0.10, 0.16, 0.42},
        RadioPath{20, apertureGain(satelliteDiameterM, 20, satelliteEfficiency) + decibel(1.6) - outputLossDb,
                  apertureGain(gatewayDiameterM, 20, gatewayEfficiency), 150, true, 0.05, 0.20, 0.18}};
    return paths;
}

constexpr double skyMediumK = 275; // mean radiating temperature: P.618-13, section 3
constexpr double cosmicK = 2.7;
constexpr double earthK = 290;

constexpr double oxygenHeightKm = 6; // scale heights: P.676-3, annex 2, 2.2
constexpr double vapourHeightKm = 2;
constexpr double cloudHeightKm = 2;

// Antenna averaging of scintillation: P.618-13, 2.4.1, steps 5 and 6.
double scintillationDeviation(double frequencyGHz, double wetRefractivity, double elevationDegrees)
{
    const double sine = std::sin(std::max(elevationDegrees, 5.0) * degree);
    const double reference = 3.6e-3 + 1e-4 * wetRefractivity;
    const double turbulenceHeightM = 1000;
    const double length = 2 * turbulenceHeightM / (std::sqrt(sine * sine + 2.35e-4) + sine);
    const double diameter2 = gatewayEfficiency * gatewayDiameterM * gatewayDiameterM;
    const double x = 1.22 * diameter2 * frequencyGHz / length;
    const double averaging =
        std::sqrt(std::max(3.86 * std::pow(x * x + 1, 11.0 / 12) * std::sin(11.0 / 6 * std::atan2(1, x)) -
                               7.08 * std::pow(x, 5.0 / 6),
                           0.0));
    return reference * std::pow(frequencyGHz, 7.0 / 12) * averaging / std::pow(sine, 1.2);
}

// The laser terminals.
constexpr double wavelengthM = 1.55e-6;
constexpr double laserPowerDbW = -3.0; // 0.5 W
constexpr double divergenceMicroradians = 15;
constexpr double telescopeM = 0.05;
constexpr double opticsLossDb = 4; // both terminals
constexpr double opticalBandwidthHz = 25e9;
constexpr double noiseFigureDb = 5;       // of the optical amplifier before the coherent receiver
constexpr double planck = 6.62607015e-34; // J s

// All of the budget that does not depend on range or aim: Lambert and Casey, "Laser Communications in Space"
// (1995), chapter 2; gain of a Gaussian beam 32 / divergence^2 (Klein and Degnan, Applied Optics 13, 1974);
// noise of an ideal amplifier is one photon per mode, h nu B.
double laserConstantDb()
{
    const double divergence = divergenceMicroradians * 1e-6;
    const double transmitGain = decibel(32 / (divergence * divergence));
    const double receiveGain = 2 * decibel(pi * telescopeM / wavelengthM);
    const double photon = planck * speedOfLightKmPerS * 1000 / wavelengthM;
    const double noise = decibel(photon * opticalBandwidthHz) + noiseFigureDb;
    const double spreading = 2 * decibel(4 * pi * 1000 / wavelengthM); // over 1 km
    return laserPowerDbW + transmitGain + receiveGain - opticsLossDb - spreading - noise;
}

} // namespace

double propagationDelayMs(double rangeKm)
{
    return rangeKm / speedOfLightKmPerS * 1000 + processingDelayMs;
}

double freeSpaceLossDb(double frequencyGHz, double rangeKm)
{
    return 92.4 + 20 * std::log10(frequencyGHz * rangeKm);
}

GroundLinkBudget::GroundLinkBudget(const RainClimate &climate)
    : m_vapourDensity(climate.vapourDensity)
{
    for (const Direction direction : {up, down}) {
        for (std::size_t i = 0; i < 91; ++i) {
            m_scintillation[direction][i] = scintillationDeviation(
                radioPaths()[direction].frequencyGHz, climate.wetRefractivity, static_cast<double>(i));
        }
    }
}

double GroundLinkBudget::clearAirLossDb(Direction direction, double elevationDegrees) const
{
    const RadioPath &path = radioPaths()[direction];
    return path.oxygenZenithDb * airMass(elevationDegrees, oxygenHeightKm) +
           path.vapourZenithDb * m_vapourDensity / 7.5 * airMass(elevationDegrees, vapourHeightKm) +
           path.cloudZenithDb * airMass(elevationDegrees, cloudHeightKm);
}

double GroundLinkBudget::scintillationDb(Direction direction, double elevationDegrees) const
{
    const auto at = static_cast<std::size_t>(std::clamp(elevationDegrees, 0.0, 90.0));
    return m_scintillation[direction][at];
}

double GroundLinkBudget::snrDb(Direction direction, double elevationDegrees, double rangeKm, double rainDb,
                               double scintillation) const
{
    const RadioPath &path = radioPaths()[direction];
    const double rain = direction == down
                            ? std::max(rainDb, 0.0)
                            : rainAttenuationAt(path.frequencyGHz, radioPaths()[down].frequencyGHz, rainDb);
    const double air = clearAirLossDb(direction, elevationDegrees) + rain;
    double noiseK = path.receiverK;
    if (path.groundReceives) {
        // The lossy air shines by itself: P.618-13, equation 58.
        const double transmission = std::pow(10, -air / 10);
        noiseK += skyMediumK * (1 - transmission) + cosmicK * transmission;
    } else {
        noiseK += earthK;
    }
    return path.eirpDbW - freeSpaceLossDb(path.frequencyGHz, rangeKm) - air + path.receiveGainDbi -
           decibel(noiseK) - boltzmannDb - decibel(symbolRateGHz * 1e9) +
           scintillation * scintillationDb(direction, elevationDegrees);
}

double LaserLinkBudget::pointingLossDb(double offsetMicroradians)
{
    const double ratio = offsetMicroradians / divergenceMicroradians;
    return 10 * std::numbers::log10e * 8 * ratio * ratio;
}

double LaserLinkBudget::snrDb(double rangeKm, double offsetMicroradians)
{
    static const double constant = laserConstantDb();
    return constant - 20 * std::log10(rangeKm) - pointingLossDb(offsetMicroradians);
}

} // namespace desk
