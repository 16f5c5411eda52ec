// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/forecast/issuedforecast.h"

namespace desk {

IssuedForecast::IssuedForecast()
{
    for (std::size_t method = 0; method < forecastMethodCount; ++method)
        set(static_cast<ForecastMethod>(method), {});
}

void IssuedForecast::set(ForecastMethod method, const QuantileForecast &forecast)
{
    for (std::size_t horizon = 0; horizon < forecastHorizons.size(); ++horizon) {
        const QuantileForecast::Horizon &value = forecast.horizons[horizon];
        said[static_cast<std::size_t>(method)][horizon] = {static_cast<float>(value.lower - current),
                                                           static_cast<float>(value.median - current),
                                                           static_cast<float>(value.upper - current)};
    }
}

QuantileForecast::Horizon IssuedForecast::of(ForecastMethod method, std::size_t horizon) const
{
    const Quantiles &value = said[static_cast<std::size_t>(method)][horizon];
    return {.lower = current + static_cast<double>(value.lower),
            .median = current + static_cast<double>(value.median),
            .upper = current + static_cast<double>(value.upper)};
}

MetricId sharedExperience(MetricId metric, const ForecastWindow &window)
{
    constexpr std::uint32_t toTheGround = 0x8000'0000U;
    constexpr float straightUp = 90; // of links between satellites
    const bool isRadio =
        window.hasGeometry() && window.geometry[ForecastWindow::seconds - 1].elevationDegrees < straightUp;
    return isRadio ? static_cast<MetricId>(index(metric) | toTheGround) : metric;
}

} // namespace desk
