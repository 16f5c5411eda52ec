// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/forecast/holtwintersforecaster.h"

#include "models/forecast/ownerrors.h"

#include <cmath>
#include <limits>

namespace desk {
namespace {

struct Smoothing
{
    double level = 0.5;   // alpha
    double trend = 0.1;   // beta*
    double damping = 0.9; // phi, a step
};

constexpr std::array levels{0.1, 0.25, 0.5, 0.75, 1.0};
constexpr std::array trends{0.0, 0.1, 0.3};
constexpr std::array dampings{0.8, 0.9, 0.95, 0.98};

struct SmoothedState
{
    double level = 0;
    double trend = 0;

    // phi + phi^2 + … + phi^steps
    static double reach(double damping, std::size_t steps)
    {
        return damping * (1 - std::pow(damping, static_cast<double>(steps))) / (1 - damping);
    }
    [[nodiscard]] double ahead(double reached) const { return level + reached * trend; }

    void step(double value, const Smoothing &by)
    {
        const double expected = level + by.damping * trend;
        if (std::isnan(value)) {
            level = expected;
            trend *= by.damping;
            return;
        }
        const double smoothed = by.level * value + (1 - by.level) * expected;
        trend = by.trend * (smoothed - level) + (1 - by.trend) * by.damping * trend;
        level = smoothed;
    }
};

// The trend at the beginning: over the first minute that has two values.
SmoothedState beginning(const WindowSteps &steps, std::size_t first)
{
    SmoothedState state{.level = steps.mean[first]};
    for (std::size_t step = std::min(first + 6, WindowSteps::count - 1); step > first; --step) {
        if (!std::isnan(steps.mean[step])) {
            state.trend = (steps.mean[step] - steps.mean[first]) / static_cast<double>(step - first);
            break;
        }
    }
    return state;
}

Smoothing bestSmoothing(const WindowSteps &steps, std::size_t first)
{
    Smoothing best;
    double leastError = std::numeric_limits<double>::infinity();
    for (const double level : levels) {
        for (const double trend : trends) {
            for (const double damping : dampings) {
                const Smoothing by{level, trend, damping};
                SmoothedState state = beginning(steps, first);
                double error = 0;
                for (std::size_t step = first + 1; step < WindowSteps::count; ++step) {
                    const double miss = steps.mean[step] - state.ahead(damping);
                    error += std::isnan(miss) ? 0 : miss * miss;
                    state.step(steps.mean[step], by);
                }
                if (error < leastError) {
                    leastError = error;
                    best = by;
                }
            }
        }
    }
    return best;
}

QuantileForecast holtWintersOf(const ForecastWindow &window)
{
    const WindowSteps steps(window);
    std::size_t first = 0;
    while (first < WindowSteps::count && std::isnan(steps.mean[first]))
        ++first;
    if (first == WindowSteps::count)
        return {};
    const Smoothing by = bestSmoothing(steps, first);
    std::array<double, forecastHorizons.size()> reach{};
    for (std::size_t horizon = 0; horizon < reach.size(); ++horizon)
        reach[horizon] = SmoothedState::reach(by.damping, WindowSteps::horizonSteps(horizon));
    SmoothedState state = beginning(steps, first);
    OwnErrors errors;
    for (std::size_t step = first; step < WindowSteps::count; ++step) {
        if (step > first)
            state.step(steps.mean[step], by);
        for (std::size_t horizon = 0; horizon < reach.size(); ++horizon) {
            const std::size_t then = step + WindowSteps::horizonSteps(horizon);
            if (then < WindowSteps::count)
                errors.add(horizon, steps.mean[then] - state.ahead(reach[horizon]));
        }
    }
    QuantileForecast forecast;
    for (std::size_t horizon = 0; horizon < reach.size(); ++horizon)
        forecast.horizons[horizon] = errors.around(state.ahead(reach[horizon]), horizon, steps);
    return forecast;
}

} // namespace

void HoltWintersForecaster::forecast(std::span<const ForecastWindow> windows,
                                     std::span<QuantileForecast> forecasts) const
{
    for (std::size_t i = 0; i < windows.size(); ++i)
        forecasts[i] = holtWintersOf(windows[i]);
}

} // namespace desk
