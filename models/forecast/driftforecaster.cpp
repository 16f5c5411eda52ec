// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/forecast/driftforecaster.h"

#include "models/forecast/ownerrors.h"

#include <cmath>

namespace desk {
namespace {

QuantileForecast driftOf(const ForecastWindow &window)
{
    const WindowSteps steps(window);
    std::size_t first = 0;
    while (first < WindowSteps::count && std::isnan(steps.mean[first]))
        ++first;
    if (first == WindowSteps::count)
        return {};
    std::size_t newest = ForecastWindow::seconds - 1;
    while (std::isnan(window.values[newest]))
        --newest;
    const double firstSecond = (static_cast<double>(first) + 0.5) * WindowSteps::stepSeconds - 0.5;
    const double span = static_cast<double>(newest) - firstSecond;
    const double slope = span >= WindowSteps::stepSeconds ? (steps.last - steps.mean[first]) / span : 0;
    const double age = static_cast<double>(ForecastWindow::seconds - 1 - newest);

    OwnErrors errors;
    QuantileForecast forecast;
    for (std::size_t horizon = 0; horizon < forecastHorizons.size(); ++horizon) {
        const std::size_t ahead = WindowSteps::horizonSteps(horizon);
        // A slope takes three steps to mean anything.
        for (std::size_t step = first + 3; step + ahead < WindowSteps::count; ++step) {
            const double change = (steps.mean[step] - steps.mean[first]) / static_cast<double>(step - first);
            const double said = steps.mean[step] + change * static_cast<double>(ahead);
            errors.add(horizon, steps.mean[step + ahead] - said);
        }
        const double seconds = static_cast<double>(horizonSeconds(horizon)) + age;
        forecast.horizons[horizon] = errors.around(steps.last + slope * seconds, horizon, steps);
    }
    return forecast;
}

} // namespace

void DriftForecaster::forecast(std::span<const ForecastWindow> windows,
                               std::span<QuantileForecast> forecasts) const
{
    for (std::size_t i = 0; i < windows.size(); ++i)
        forecasts[i] = driftOf(windows[i]);
}

} // namespace desk
