// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/forecast/persistenceforecaster.h"

#include "models/forecast/ownerrors.h"

namespace desk {
namespace {

QuantileForecast persistenceOf(const ForecastWindow &window)
{
    const WindowSteps steps(window);
    OwnErrors errors;
    QuantileForecast forecast;
    for (std::size_t horizon = 0; horizon < forecastHorizons.size(); ++horizon) {
        const std::size_t ahead = WindowSteps::horizonSteps(horizon);
        for (std::size_t step = ahead; step < WindowSteps::count; ++step)
            errors.add(horizon, steps.mean[step] - steps.mean[step - ahead]);
        forecast.horizons[horizon] = errors.around(steps.last, horizon, steps);
    }
    return forecast;
}

} // namespace

void PersistenceForecaster::forecast(std::span<const ForecastWindow> windows,
                                     std::span<QuantileForecast> forecasts) const
{
    for (std::size_t i = 0; i < windows.size(); ++i)
        forecasts[i] = persistenceOf(windows[i]);
}

} // namespace desk
