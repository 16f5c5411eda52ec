// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/datalink/rainfade.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace desk {
namespace {
// P.1853-1, step A2, within the validity of P.618-13 (at most 5 % of the year).
constexpr std::array worstMonthPercents{0.02, 0.03, 0.05, 0.1, 0.2, 0.3, 0.5, 1.0, 2.0, 3.0, 5.0, 10.0};
constexpr double mostAttenuationDb = 100; // beyond all statistics; the log-normal law knows no end
} // namespace

RainFade::RainFade(const RainClimate &climate, std::uint64_t seed, std::string_view station)
    : m_process(correlationTimeS, CounterRandom(seed, station, "rain"))
    , m_law(rainPowerLaw(referenceFrequencyGHz))
{
    const double reference = rainAttenuation001(climate, referenceFrequencyGHz, referenceElevation);
    double least = std::numeric_limits<double>::infinity();
    for (std::size_t i = 0; i < m_scale.size(); ++i) {
        // Above 60 degrees the recommendation's fit rises again in the tropics; no shorter path is wetter.
        least = std::min(least, rainAttenuation001(climate, referenceFrequencyGHz, static_cast<double>(i)));
        m_scale[i] = reference > 0 ? least / reference : 1;
    }
    const double gamma = m_law.k * std::pow(climate.rainRate001, m_law.alpha);
    m_pathKm = std::max(reference / gamma, 0.1);
    if (reference > 0)
        fit(climate);
    update();
}

void RainFade::fit(const RainClimate &climate)
{
    const double wetPercent = worstMonthFromAnnual(climate.rainPercent);
    m_wetShare = wetPercent / 100;
    // Least squares of ln A over the quantiles of the probabilities (step A4).
    double n = 0;
    double sumX = 0;
    double sumY = 0;
    double sumXX = 0;
    double sumXY = 0;
    for (const double percent : worstMonthPercents) {
        if (percent > wetPercent)
            break;
        const double attenuation = rainAttenuationExceeded(climate, referenceFrequencyGHz, referenceElevation,
                                                           annualFromWorstMonth(percent));
        const double x = -normalQuantile(percent / 100);
        const double y = std::log(attenuation);
        n += 1;
        sumX += x;
        sumY += y;
        sumXX += x * x;
        sumXY += x * y;
    }
    m_sigma = (n * sumXY - sumX * sumY) / (n * sumXX - sumX * sumX);
    m_mean = (sumY - m_sigma * sumX) / n;
    m_offsetDb = std::exp(m_mean - m_sigma * normalQuantile(m_wetShare)); // step C
}

double RainFade::advance(double seconds)
{
    m_process.advance(seconds);
    update();
    return m_attenuationDb;
}

void RainFade::update()
{
    m_attenuationDb = m_sigma > 0 ? std::clamp(std::exp(m_mean + m_sigma * m_process.value()) - m_offsetDb,
                                               0.0, mostAttenuationDb)
                                  : 0;
}

double RainFade::scale(double elevationDegrees) const
{
    const double at = std::clamp(elevationDegrees, 0.0, 90.0);
    const auto low = std::min(static_cast<std::size_t>(at), m_scale.size() - 2);
    const double part = at - static_cast<double>(low);
    return m_scale[low] * (1 - part) + m_scale[low + 1] * part;
}

double RainFade::rainRate(double attenuationDb) const
{
    return attenuationDb > 0 ? std::pow(attenuationDb / m_pathKm / m_law.k, 1 / m_law.alpha) : 0;
}

} // namespace desk
