// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/datalink/gaussmarkov.h"
#include "models/datalink/rainclimate.h"

#include <array>
#include <string_view>

namespace desk {

// Rain attenuation at one station as a time series: ITU-R P.1853-1, annex 1, section 2, after Maseng and
// Bakken (IEEE Trans. Communications 29, 1981). A first-order low-pass Gaussian process X is made log-normal
// and lowered by an offset so that it is above zero just for the share of time in which it rains:
// A = max(exp(m + sigma X) - offset, 0). m and sigma are fitted to the attenuation statistics of ITU-R
// P.618-13, taken for the worst month (P.841-4) because that is the period that links are designed for.
// The process stands for a path at the reference elevation and frequency; scale() brings it to another
// elevation. Begins in its stationary state. Plain value, one thread.
class RainFade
{
public:
    static constexpr double referenceElevation = 30;    // degrees
    static constexpr double referenceFrequencyGHz = 20; // the down-link
    static constexpr double correlationTimeS = 5000;    // 1 / beta, beta = 2e-4 1/s (P.1853-1, step B)

    RainFade(const RainClimate &climate, std::uint64_t seed, std::string_view station);

    // The attenuation in dB after that many seconds more.
    double advance(double seconds);
    double attenuationDb() const { return m_attenuationDb; }

    // Attenuation at an elevation relative to that at the reference, from P.618-13 (both at 0.01 %).
    double scale(double elevationDegrees) const;
    // What a rain gauge would show for an attenuation at the reference: P.838-3 backwards, mm/h.
    double rainRate(double attenuationDb) const;

    double mean() const { return m_mean; }       // of ln(A + offset), A in dB
    double deviation() const { return m_sigma; } // of the same
    double offsetDb() const { return m_offsetDb; }
    double wetShare() const { return m_wetShare; } // of the time, 0 to 1

private:
    void fit(const RainClimate &climate);
    void update();

    GaussMarkov m_process;
    double m_mean = 0;
    double m_sigma = 0;
    double m_offsetDb = 0;
    double m_wetShare = 0;
    double m_attenuationDb = 0;
    double m_pathKm = 1; // effective, at the reference
    RainPowerLaw m_law;
    std::array<double, 91> m_scale{}; // by whole degrees of elevation
};

} // namespace desk
