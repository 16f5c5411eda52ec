// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/datalink/rainclimate.h"
#include "models/topology/airmass.h"

#include <array>

namespace desk {

// Physics of single links. Pure functions and plain values, any thread. Gains and losses in dB.

inline constexpr double speedOfLightKmPerS = 299'792.458;

// Vacuum delay plus a constant for modems and switching in the terminals, ms.
double propagationDelayMs(double rangeKm);

// Free-space basic transmission loss: ITU-R P.525-4, equation 4, 92.4 + 20 log f + 20 log d (GHz, km).
double freeSpaceLossDb(double frequencyGHz, double rangeKm);

// A link between a ground station and a satellite in Ka-band: up at 30 GHz, down at 20 GHz, several equal
// carriers. The terminals are those of a 1.5 m gateway and of a small satellite dish; see the .cpp.
class GroundLinkBudget
{
public:
    enum Direction { up, down };

    explicit GroundLinkBudget(const RainClimate &climate);

    // Carrier over noise in the symbol rate (Es/N0), dB. rainDb = along this path at 20 GHz; scintillation =
    // standard deviations, positive = stronger.
    double snrDb(Direction direction, double elevationDegrees, double rangeKm, double rainDb,
                 double scintillation) const;
    // Gases and clouds, dB.
    double clearAirLossDb(Direction direction, double elevationDegrees) const;
    // Standard deviation of tropospheric scintillation, dB: ITU-R P.618-13, 2.4.1.
    double scintillationDb(Direction direction, double elevationDegrees) const;

    static constexpr double symbolRateGHz = 0.476;  // a carrier in 500 MHz with 5 % roll-off
    static constexpr int carriers = 8;              // four in each polarisation
    static constexpr double correlationTimeS = 1.6; // of scintillation: corner 0.1 Hz, P.1853-1, section 5

private:
    double m_vapourDensity;
    std::array<std::array<double, 91>, 2> m_scintillation{}; // by direction and whole degrees
};

// A laser link between two satellites at 1550 nm. The beam is Gaussian and the aim jitters, so the loss of
// pointing comes and goes.
struct LaserLinkBudget
{
    // offsetMicroradians = angle between the beam's axis and the receiver. SNR in dB, in the optical
    // bandwidth.
    static double snrDb(double rangeKm, double offsetMicroradians);
    // Loss of a Gaussian beam off its axis: 10 log e * 8 (offset / divergence)^2, divergence = full width at
    // 1/e^2: Toyoshima et al., "Optimum divergence angle of a Gaussian beam wave in the presence of random
    // jitter", J. Opt. Soc. Am. A 19 (2002), equation 3.
    static double pointingLossDb(double offsetMicroradians);

    static constexpr double jitterMicroradians = 1.6; // standard deviation on each axis
    static constexpr double correlationTimeS = 12;    // of what the fine pointing leaves
};

} // namespace desk
