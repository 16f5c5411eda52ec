// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/forecast/forecastjudge.h"

#include <array>
#include <bitset>
#include <map>
#include <span>
#include <vector>

namespace desk {

// How much each method has to say about a series at a horizon: none is followed blindly, since which was best
// lately is partly chance. Weights are inverse powers of the errors (Bates and Granger, "The combination of
// forecasts", Operational Research Quarterly 20 (1969); Stock and Watson, "Combination forecasts of output
// growth", Journal of Forecasting 23 (2004), with discounting), so that one that is clearly better stands
// alone. Errors are counted against those of persistence at the same moments, older ones less and less. The
// record of all series of the metric stands in while a series has little of its own, and until there is one,
// half of what a network's training promises. Errors of forecasts that look at the same stretch of time come
// and go together (Hansen and Hodrick, Journal of Political Economy 88 (1980)), so those of one series that
// overlap count for less against the others'. Those no better than persistence have no weight. Bounded:
// 80 bytes a series. One thread.
class MethodPicker
{
public:
    using Methods = std::bitset<forecastMethodCount>;        // by ForecastMethod
    using Weights = std::array<double, forecastMethodCount>; // none negative, together 1

    // What is known of a method before anything came; see Forecaster::promisedError(). The first time counts.
    void expect(MetricId metric, ForecastMethod method, double promisedError);
    [[nodiscard]] bool expects(MetricId metric) const { return m_ofMetric.contains(metric); }
    void learn(const ForecastJudge::Verdict &verdict);
    // Of `able`, which are those that have an answer now; persistence alone when nothing is better or none
    // is.
    [[nodiscard]] Weights weights(SeriesId series, MetricId metric, std::size_t horizon, Methods able) const;
    // Its error as a share of persistence's; 1 = nothing known.
    [[nodiscard]] double relativeError(SeriesId series, MetricId metric, std::size_t horizon,
                                       ForecastMethod method) const;
    void forget(SeriesId series);

    // The mean of what was said (by ForecastMethod), and of the distances of those bands that there are.
    static QuantileForecast::Horizon
    mixed(std::span<const QuantileForecast::Horizon, forecastMethodCount> said, const Weights &weights);
    // Who stands for them: one that has 90 % of all of them, else the mixture.
    static ForecastMethod answering(std::span<const Weights> weights);

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
        void came(Timestamp end);
        [[nodiscard]] double overlap(std::size_t horizon) const;

        std::array<Record, forecastHorizons.size()> horizons{};
        float spacing = 0;        // s between forecasts; 0: not known yet
        std::uint32_t newest = 0; // end of the newest one's window, s since 1970
    };
    struct MetricRecord // errors as shares of their series' mean error of persistence
    {
        std::array<float, forecastHorizons.size()> standstill{}; // errors of persistence as they are
        std::array<Record, forecastHorizons.size()> horizons{};
        std::array<std::size_t, forecastHorizons.size()> count{};
        ByMethod promised{1, 1, 1, 1, 1};
    };

    MetricRecord *recordOf(MetricId metric);

    std::vector<SeriesRecord> m_ofSeries; // by series
    std::map<MetricId, MetricRecord> m_ofMetric;
};

} // namespace desk
