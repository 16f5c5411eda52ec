// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/forecast/limitcrossing.h"

#include <array>
#include <cmath>
#include <span>

namespace desk {
namespace {

struct PathPoint
{
    double second = 0; // after the forecast's end
    double value = 0;
};

// From the newest value through the horizons, as far as there are numbers.
class ForecastPath
{
public:
    ForecastPath(const Forecast &forecast, double ForecastValue::*which)
    {
        m_points[m_count++] = {0, forecast.current};
        for (std::size_t horizon = 0; horizon < forecastHorizons.size(); ++horizon) {
            const ForecastValue &said = forecast.horizons[horizon];
            if (said.endsAt || std::isnan(said.*which))
                break;
            m_points[m_count++] = {static_cast<double>(horizonSeconds(horizon)), said.*which};
        }
    }

    // The second at which it comes from inside to a threshold; NaN = never, or it was beyond from the start.
    [[nodiscard]] double meets(double threshold, LimitSide side) const
    {
        const double sign = side == LimitSide::low ? 1 : -1;
        const auto inside = [&](const PathPoint &point) { return sign * (point.value - threshold); };
        if (!(inside(m_points[0]) > 0))
            return Limits::unset;
        for (std::size_t i = 1; i < m_count; ++i) {
            const double before = inside(m_points[i - 1]);
            const double behind = inside(m_points[i]);
            if (behind <= 0)
                return m_points[i - 1].second +
                       (m_points[i].second - m_points[i - 1].second) * before / (before - behind);
        }
        return Limits::unset;
    }

private:
    std::array<PathPoint, forecastHorizons.size() + 1> m_points{};
    std::size_t m_count = 0;
};

// Of two at the same moment the worse.
void keepNearest(std::optional<LimitCrossing> &nearest, const Forecast &forecast, const ForecastPath &path,
                 double threshold, MonitoringResult which)
{
    const double second = path.meets(threshold, which.side);
    if (std::isnan(second))
        return;
    const Timestamp at = forecast.end + std::chrono::nanoseconds(std::llround(second * 1e9));
    if (!nearest || at < nearest->at || (at == nearest->at && which.severity > nearest->limit.severity))
        nearest = LimitCrossing{at, which, threshold, false};
}

} // namespace

LimitCrossings::LimitCrossings(const Forecast &forecast, const Limits &limits)
{
    if (forecast.refusal != ForecastRefusal::none || std::isnan(forecast.current))
        return;
    const ForecastPath middle(forecast, &ForecastValue::value);
    const ForecastPath lower(forecast, &ForecastValue::lower);
    const ForecastPath upper(forecast, &ForecastValue::upper);
    for (std::size_t grade = 0; grade < Limits::grades; ++grade) {
        const MonitoringResult low{Limits::severityOf(grade), LimitSide::low};
        const MonitoringResult high{Limits::severityOf(grade), LimitSide::high};
        keepNearest(median, forecast, middle, limits.low[grade], low);
        keepNearest(median, forecast, middle, limits.high[grade], high);
        keepNearest(edge, forecast, lower, limits.low[grade], low);
        keepNearest(edge, forecast, upper, limits.high[grade], high);
    }
    if (median)
        return;
    const MonitoringResult now = limits.check(forecast.current);
    if (now.severity >= Severity::advisory)
        median = LimitCrossing{forecast.end, now, thresholdOf(limits, now), true};
}

double thresholdOf(const Limits &limits, MonitoringResult which)
{
    if (which.severity < Severity::advisory || which.side == LimitSide::inside)
        return Limits::unset;
    const auto grade =
        static_cast<std::size_t>(which.severity) - static_cast<std::size_t>(Severity::advisory);
    return which.side == LimitSide::low ? limits.low[grade] : limits.high[grade];
}

} // namespace desk
