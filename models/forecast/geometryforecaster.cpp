// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/forecast/geometryforecaster.h"

#include "models/forecast/ownerrors.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace desk {
namespace {

double spreadingLossDb(const LinkGeometry &geometry)
{
    return geometry.rangeKm > 0 ? 20 * std::log10(static_cast<double>(geometry.rangeKm))
                                : QuantileForecast::nothing;
}

QuantileForecast geometryOf(const ForecastWindow &window, std::vector<double> &levelled)
{
    if (window.metric != "snr_db" || !window.hasGeometry())
        return {};
    // The window as it would be at a range of 1 km.
    levelled.resize(ForecastWindow::seconds);
    std::ptrdiff_t newest = -1;
    for (std::size_t i = 0; i < ForecastWindow::seconds; ++i) {
        levelled[i] = window.values[i] + spreadingLossDb(window.geometry[i]);
        if (!std::isnan(levelled[i]))
            newest = static_cast<std::ptrdiff_t>(i);
    }
    if (newest < 0)
        return {};
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
    for (std::size_t horizon = 0; horizon < forecastHorizons.size(); ++horizon)
        forecast.horizons[horizon] =
            errors.around(level - spreadingLossDb(window.geometryAt(horizon)), horizon, steps);
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
