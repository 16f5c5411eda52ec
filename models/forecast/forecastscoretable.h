// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/forecast/forecastscore.h"

#include <compare>
#include <map>
#include <set>
#include <string>

namespace desk {

// Scores by metric, horizon and method, in that order. A value; one thread. Bounded by the number of metrics:
// what is beyond counts under the metric "…".
class ForecastScoreTable
{
public:
    static constexpr std::size_t mostMetrics = 1000;
    static constexpr const char *otherMetrics = "…";

    struct Key
    {
        std::string metric;
        std::size_t horizon = 0;
        ForecastMethod method = ForecastMethod::persistence;

        auto operator<=>(const Key &) const = default; // NOLINT(modernize-use-nullptr): false alarm of 14
    };

    ForecastScore &of(std::string_view metric, std::size_t horizon, ForecastMethod method);
    ForecastScoreTable &operator+=(const ForecastScoreTable &other);
    [[nodiscard]] const std::map<Key, ForecastScore> &scores() const { return m_scores; }

private:
    std::map<Key, ForecastScore> m_scores;
    std::set<std::string, std::less<>> m_metrics;
};

} // namespace desk
