// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/forecast/geometryforecaster.h"

#include "models/forecast/ownerrors.h"
#include "models/topology/airmass.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace desk {
namespace {

constexpr double airScaleHeightKm = 2; // of vapour and clouds, which take most in Ka-band

double spreadingLossDb(const LinkGeometry &geometry)
{
    return geometry.rangeKm > 0 ? 20 * std::log10(static_cast<double>(geometry.rangeKm))
                                : QuantileForecast::nothing;
}

// Zeniths of air on the path; 0 for links between satellites, which have none. Where a link is said to end
// below 5 degrees, the tracks know its least elevation badly; no more air than there.
double airOf(const LinkGeometry &geometry)
{
    constexpr float straightUp = 90;
    constexpr float lowest = 5;
    return geometry.elevationDegrees < straightUp
               ? airMass(static_cast<double>(std::max(geometry.elevationDegrees, lowest)), airScaleHeightKm)
               : 0;
}

// What a zenith of air takes, dB: Bayesian linear regression of what the spreading leaves on the air on the
// path, with what clear air with thin clouds takes in Ka-band (ITU-R P.676-12, P.840-8) for a start. That is
// kept where the elevation has not changed yet.
double zenithLossDb(const std::vector<double> &unspread, const ForecastWindow &window)
{
    constexpr double usualDb = 0.6;
    constexpr double usualDeviationDb = 0.3;
    constexpr double valueVariance = 10; // dB^2: scintillation of 1 dB that lasts for ten seconds
    constexpr double mostDb = 5;
    constexpr std::size_t recent = 300; // seconds; before that it was another sky
    double count = 0;
    double meanAir = 0;
    double meanLevel = 0;
    double airSquares = 0;
    double products = 0;
    for (std::size_t i = ForecastWindow::seconds - recent; i < ForecastWindow::seconds; ++i) {
        if (std::isnan(unspread[i]))
            continue;
        const double air = airOf(window.geometry[i]);
        ++count;
        const double airOff = air - meanAir;
        meanAir += airOff / count;
        meanLevel += (unspread[i] - meanLevel) / count;
        airSquares += airOff * (air - meanAir);
        products += airOff * (unspread[i] - meanLevel);
    }
    const double belief = 1 / (usualDeviationDb * usualDeviationDb);
    const double loss = (belief * usualDb - products / valueVariance) / (belief + airSquares / valueVariance);
    return std::clamp(loss, 0.0, mostDb);
}

QuantileForecast geometryOf(const ForecastWindow &window, std::vector<double> &levelled)
{
    if (window.metric != "snr_db" || !window.hasGeometry())
        return {};
    // The window as it would be at a range of 1 km, and then without air.
    levelled.resize(ForecastWindow::seconds);
    std::ptrdiff_t newest = -1;
    for (std::size_t i = 0; i < ForecastWindow::seconds; ++i) {
        levelled[i] = window.values[i] + spreadingLossDb(window.geometry[i]);
        if (!std::isnan(levelled[i]))
            newest = static_cast<std::ptrdiff_t>(i);
    }
    if (newest < 0)
        return {};
    const double zenithDb = zenithLossDb(levelled, window);
    for (std::size_t i = 0; i < ForecastWindow::seconds; ++i)
        levelled[i] += zenithDb * airOf(window.geometry[i]);
    ForecastWindow flat = window;
    flat.values = std::span<const double, ForecastWindow::seconds>(levelled);
    const WindowSteps steps(flat);
    OwnErrors errors;
    for (std::size_t horizon = 0; horizon < forecastHorizons.size(); ++horizon) {
        const std::size_t ahead = WindowSteps::horizonSteps(horizon);
        for (std::size_t step = ahead; step < WindowSteps::count; ++step)
            errors.add(horizon, steps.mean[step] - steps.mean[step - ahead]);
    }

    const auto begin = levelled.begin() + std::max<std::ptrdiff_t>(0, newest - 59);
    const auto end =
        std::remove_if(begin, levelled.begin() + newest + 1, [](double v) { return std::isnan(v); });
    const auto middle = begin + (end - begin) / 2;
    std::nth_element(begin, middle, end);
    const double level = *middle;

    QuantileForecast forecast;
    for (std::size_t horizon = 0; horizon < forecastHorizons.size(); ++horizon) {
        const LinkGeometry then = window.geometryAt(horizon);
        forecast.horizons[horizon] =
            errors.around(level - spreadingLossDb(then) - zenithDb * airOf(then), horizon, steps);
    }
    return forecast;
}

} // namespace

void GeometryForecaster::forecast(std::span<const ForecastWindow> windows,
                                  std::span<QuantileForecast> forecasts) const
{
    std::vector<double> levelled;
    for (std::size_t i = 0; i < windows.size(); ++i)
        forecasts[i] = geometryOf(windows[i], levelled);
}

} // namespace desk
