// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/forecast/forecastjudge.h"

#include <array>
#include <bitset>
#include <map>
#include <vector>

namespace desk {

// Chooses the method that answers for a series: the one whose median was least wrong lately, by its own
// record. Errors are counted against those of persistence at the same moments, per horizon, older ones less
// and less, and the record of all series of the metric stands in while a series has little of its own. One
// method answers for all horizons. Persistence gives way only to what was clearly better, a method keeps its
// place until another is clearly better, and loses it at once when persistence is. Bounded: 90 bytes a
// series. One thread.
class MethodPicker
{
public:
    using Methods = std::bitset<forecastMethodCount>; // by ForecastMethod

    void learn(const ForecastJudge::Verdict &verdict);
    // The best of `able`, which are those that have an answer now; persistence when nothing is better.
    [[nodiscard]] ForecastMethod choose(SeriesId series, MetricId metric, Methods able);
    // Its error as a share of persistence's, over the horizons; 1 = nothing known.
    [[nodiscard]] double relativeError(SeriesId series, MetricId metric, ForecastMethod method) const;
    void forget(SeriesId series);

    static constexpr double clearlyBetter = 0.95;
    static constexpr std::size_t fewestOfMetric = 50;

private:
    static constexpr std::size_t mostMetrics = 1000;
    using ByMethod = std::array<float, forecastMethodCount>;

    struct Record // of one horizon; sums in which older errors count less
    {
        ByMethod error{};
        float weight = 0;
    };
    struct SeriesRecord
    {
        std::array<Record, forecastHorizons.size()> horizons{};
        ForecastMethod chosen = ForecastMethod::persistence;
    };
    struct MetricRecord // errors as shares of their series' mean error of persistence
    {
        std::array<Record, forecastHorizons.size()> horizons{};
        std::array<std::size_t, forecastHorizons.size()> count{};
    };

    struct Standing
    {
        double mean = 1;
        double worst = 1; // of the horizons
    };
    [[nodiscard]] Standing standing(const SeriesRecord *own, const MetricRecord *ofMetric,
                                    ForecastMethod method) const;
    [[nodiscard]] const MetricRecord *recordOf(MetricId metric) const;

    std::vector<SeriesRecord> m_ofSeries; // by series
    std::map<MetricId, MetricRecord> m_ofMetric;
};

} // namespace desk
