// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/charts/chartforecasts.h"

#include <algorithm>
#include <cmath>

namespace desk {

void ChartForecasts::setSource(const PredictionSource *source)
{
    m_source = source;
    m_predictions.reset();
    m_anomalies.reset();
    m_version = 0;
}

void ChartForecasts::setShown(bool shown)
{
    m_shown = shown;
    m_room = false;
}

std::optional<ChartForecasts::Fan> ChartForecasts::fanOf(const Trace &trace, const PlotGrid &grid) const
{
    const Forecast *const forecast = m_predictions->find(trace.id());
    if (!forecast || forecast->refusal != ForecastRefusal::none || !std::isfinite(forecast->current))
        return std::nullopt;
    const std::int64_t begin = nanoseconds(forecast->end);
    if (begin > grid.now || grid.now - begin > std::chrono::nanoseconds(oldest).count())
        return std::nullopt;
    Fan fan{
        trace.id(), {{begin, forecast->current, forecast->current, forecast->current}}, {}, forecast->method};
    for (std::size_t horizon = 0; horizon < forecastHorizons.size(); ++horizon) {
        const ForecastValue &ahead = forecast->horizons[horizon];
        if (ahead.endsAt) {
            fan.endsAt = ahead.endsAt;
            break;
        }
        if (std::isfinite(ahead.value))
            fan.points.push_back({begin + std::chrono::nanoseconds(forecastHorizons[horizon]).count(),
                                  ahead.value, ahead.lower, ahead.upper});
    }
    return fan.points.size() > 1 || fan.endsAt ? std::optional(std::move(fan)) : std::nullopt;
}

bool ChartForecasts::update(const std::vector<Trace> &traces, const PlotGrid &grid, bool held)
{
    std::vector<Fan> fans;
    bool changed = false;
    if (m_source && m_shown) {
        if (!m_predictions || (!held && m_source->version() != m_version)) {
            m_version = m_source->version();
            m_predictions = m_source->predictions();
            m_anomalies = m_source->anomalies();
            changed = true;
        }
        for (const Trace &trace : traces) {
            if (auto fan = fanOf(trace, grid))
                fans.push_back(std::move(*fan));
        }
    }
    m_room = !fans.empty() || (m_room && !traces.empty());
    changed = (changed && m_anomalies && !m_anomalies->empty()) || fans != m_fans;
    m_fans = std::move(fans);
    return changed;
}

std::span<const Anomaly> ChartForecasts::anomalies(SeriesId series) const
{
    if (!m_anomalies || !m_shown)
        return {};
    const auto [first, last] = std::ranges::equal_range(*m_anomalies, series, {}, &Anomaly::series);
    return {first, last};
}

std::optional<ChartForecasts::Point> ChartForecasts::at(SeriesId series, Timestamp time) const
{
    const auto fan = std::ranges::find(m_fans, series, &Fan::series);
    const std::int64_t when = nanoseconds(time);
    if (fan == m_fans.end() || when <= fan->points.front().time || when > fan->points.back().time)
        return std::nullopt;
    const auto after = std::ranges::lower_bound(fan->points, when, {}, &Point::time);
    const auto before = after - 1;
    const double share = double(when - before->time) / double(after->time - before->time);
    return Point{when, std::lerp(before->value, after->value, share),
                 std::lerp(before->lower, after->lower, share),
                 std::lerp(before->upper, after->upper, share)};
}

} // namespace desk
