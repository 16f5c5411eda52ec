// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/forecast/limitcrossing.h"

#include <algorithm>
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

    // So many deviations of single values above the course, or below; to the last second of a link that ends.
    ForecastPath(const Forecast &forecast, double deviations)
        : ForecastPath(forecast, &ForecastValue::value)
    {
        m_points[0].value += deviations * forecast.jitter;
        for (std::size_t i = 1; i < m_count; ++i)
            m_points[i].value += deviations * forecast.horizons[i - 1].jitter;
        if (!forecast.atEnd || !forecast.atEnd->endsAt || std::isnan(forecast.atEnd->value))
            return;
        const double second = std::chrono::duration<double>(*forecast.atEnd->endsAt - forecast.end).count();
        if (second > m_points[m_count - 1].second)
            m_points[m_count++] = {second, forecast.atEnd->value + deviations * forecast.atEnd->jitter};
    }

    // The second at which it comes from inside to a threshold; NaN = never, or it was beyond from the start.
    [[nodiscard]] double meets(double threshold, LimitSide side) const
    {
        return inside(0, threshold, side) > 0 ? meetsFrom(0, threshold, side) : Limits::unset;
    }
    // The same; 0 where it is beyond from the start and at the next point.
    [[nodiscard]] double meetsOrIsBeyond(double threshold, LimitSide side) const
    {
        if (inside(0, threshold, side) > 0 || m_count < 2)
            return meets(threshold, side);
        return inside(1, threshold, side) <= 0 ? 0 : meetsFrom(1, threshold, side);
    }

private:
    [[nodiscard]] double inside(std::size_t point, double threshold, LimitSide side) const
    {
        return (side == LimitSide::low ? 1 : -1) * (m_points[point].value - threshold);
    }
    [[nodiscard]] double meetsFrom(std::size_t point, double threshold, LimitSide side) const
    {
        for (std::size_t i = point + 1; i < m_count; ++i) {
            const double before = inside(i - 1, threshold, side);
            const double behind = inside(i, threshold, side);
            if (behind <= 0)
                return m_points[i - 1].second +
                       (m_points[i].second - m_points[i - 1].second) * before / (before - behind);
        }
        return Limits::unset;
    }

    std::array<PathPoint, forecastHorizons.size() + 2> m_points{}; // a link may end right behind the last
    std::size_t m_count = 0;
};

// Of two at the same moment the worse.
void keepNearest(std::optional<LimitCrossing> &nearest, const Forecast &forecast, const ForecastPath &path,
                 double threshold, MonitoringResult which, bool orIsBeyond = false)
{
    const double second =
        orIsBeyond ? path.meetsOrIsBeyond(threshold, which.side) : path.meets(threshold, which.side);
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
    const ForecastPath lowest(forecast, -reach);
    const ForecastPath highest(forecast, reach);
    const MonitoringResult current = limits.check(forecast.current);
    for (std::size_t grade = 0; grade < Limits::grades; ++grade) {
        const MonitoringResult low{Limits::severityOf(grade), LimitSide::low};
        const MonitoringResult high{Limits::severityOf(grade), LimitSide::high};
        keepNearest(median, forecast, middle, limits.low[grade], low);
        keepNearest(median, forecast, middle, limits.high[grade], high);
        keepNearest(edge, forecast, lower, limits.low[grade], low);
        keepNearest(edge, forecast, upper, limits.high[grade], high);
        if (current.side != LimitSide::low || current.severity < low.severity)
            keepNearest(likely, forecast, lowest, limits.low[grade], low, true);
        if (current.side != LimitSide::high || current.severity < high.severity)
            keepNearest(likely, forecast, highest, limits.high[grade], high, true);
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
