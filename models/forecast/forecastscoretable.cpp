// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/forecast/forecastscoretable.h"

namespace desk {

ForecastScore &ForecastScoreTable::of(std::string_view metric, std::size_t horizon, ForecastMethod method)
{
    auto known = m_metrics.find(metric);
    if (known == m_metrics.end())
        known = m_metrics.emplace(m_metrics.size() < mostMetrics ? metric : otherMetrics).first;
    return m_scores[{*known, horizon, method}];
}

ForecastScoreTable &ForecastScoreTable::operator+=(const ForecastScoreTable &other)
{
    for (const auto &[key, score] : other.m_scores)
        of(key.metric, key.horizon, key.method) += score;
    return *this;
}

} // namespace desk
