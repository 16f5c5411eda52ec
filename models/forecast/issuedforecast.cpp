// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/forecast/issuedforecast.h"

namespace desk {

namespace {

IssuedForecast::Quantiles lessBy(const QuantileForecast::Horizon &value, double current)
{
    return {static_cast<float>(value.lower - current), static_cast<float>(value.median - current),
            static_cast<float>(value.upper - current)};
}

QuantileForecast::Horizon moreBy(const IssuedForecast::Quantiles &value, double current)
{
    return {.lower = current + static_cast<double>(value.lower),
            .median = current + static_cast<double>(value.median),
            .upper = current + static_cast<double>(value.upper)};
}

constexpr std::uint32_t toTheGround = 0x8000'0000U;

} // namespace

IssuedForecast::IssuedForecast()
{
    for (std::size_t method = 0; method < forecastMethodCount; ++method)
        set(static_cast<ForecastMethod>(method), {});
    setMixed({});
    setShown(ForecastMethod::persistence, {});
}

void IssuedForecast::set(ForecastMethod method, const QuantileForecast &forecast)
{
    for (std::size_t horizon = 0; horizon < forecastHorizons.size(); ++horizon)
        said[static_cast<std::size_t>(method)][horizon] = lessBy(forecast.horizons[horizon], current);
}

QuantileForecast::Horizon IssuedForecast::of(ForecastMethod method, std::size_t horizon) const
{
    return moreBy(said[static_cast<std::size_t>(method)][horizon], current);
}

void IssuedForecast::setMixed(const QuantileForecast &forecast)
{
    for (std::size_t horizon = 0; horizon < forecastHorizons.size(); ++horizon)
        mixed[horizon] = lessBy(forecast.horizons[horizon], current);
}

QuantileForecast::Horizon IssuedForecast::mixedAt(std::size_t horizon) const
{
    return moreBy(mixed[horizon], current);
}

void IssuedForecast::setShown(ForecastMethod method, const QuantileForecast &forecast)
{
    answered = method;
    for (std::size_t horizon = 0; horizon < forecastHorizons.size(); ++horizon)
        shown[horizon] = lessBy(forecast.horizons[horizon], current);
}

QuantileForecast::Horizon IssuedForecast::shownAt(std::size_t horizon) const
{
    return moreBy(shown[horizon], current);
}

MetricId sharedExperience(MetricId metric, const ForecastWindow &window)
{
    constexpr float straightUp = 90; // of links between satellites
    const bool isRadio =
        window.hasGeometry() && window.geometry[ForecastWindow::seconds - 1].elevationDegrees < straightUp;
    return isRadio ? static_cast<MetricId>(index(metric) | toTheGround) : metric;
}

MetricId metricOfShared(MetricId shared)
{
    return static_cast<MetricId>(index(shared) & ~toTheGround);
}

} // namespace desk
