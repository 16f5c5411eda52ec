// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/forecast/conformalscores.h"
#include "models/forecast/forecastjudge.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <memory>
#include <vector>

namespace desk {

// Stretches or narrows the bands that methods, and their mixture, say, so that 90 % of what comes lies in
// them. Split conformal prediction with the band itself as the scale (Lei, G'Sell, Rinaldo, Tibshirani and
// Wasserman, "Distribution-free predictive inference for regression", JASA 113 (2018), section 5.2): the
// score of a forecast is how many half bands above the median it came, or below. Each side has a level of its
// own (Romano, Patterson and Candès, "Conformalized quantile regression", NeurIPS 2019, theorem 2), so that
// jumps to one side do not widen the other, and is stretched by the 95 % quantile of the recent scores of
// that side. The levels follow what is missed (Gibbs and Candès, "Adaptive conformal inference under
// distribution shift", NeurIPS 2021), since series change.
//
// By the series' own last scores of that method and horizon once there are `fewestOwn`; until then by those
// of all series of the metric, once there are `fewestOfMetric`; until then there is no band. Bounded: 5 kB a
// series that was judged, 15 kB a metric. One thread.
class BandCalibration
{
public:
    static constexpr std::size_t fewestOwn = 30;
    static constexpr std::size_t fewestOfMetric = 60;
    static constexpr double share = 0.9;

    struct Options
    {
        std::size_t mostSeries = 10'000; // with scores of their own
        std::size_t mostMetrics = 1'000;
    };

    explicit BandCalibration(Options options);

    // Whose band it is: a ForecastMethod, the mixture among them.
    static constexpr std::size_t kinds = forecastMethodCount + 1;

    void learn(const ForecastJudge::Verdict &verdict);
    // What the method said, its band made honest; without a band where none is known.
    [[nodiscard]] QuantileForecast::Horizon calibrated(SeriesId series, MetricId metric,
                                                       ForecastMethod method, std::size_t horizon,
                                                       const QuantileForecast::Horizon &said) const;
    void forget(SeriesId series);

private:
    static constexpr std::size_t mostOwn = 50;
    static constexpr std::size_t mostOfMetric = 200;

    struct Level // of one method and horizon
    {
        explicit Level(std::size_t most)
            : scores(most)
            , memory(std::exp2(-1 / static_cast<float>(most)))
        {
        }
        // error: what came less the median.
        void add(float score, float error, std::size_t fewest);
        // In half bands, away from the median.
        [[nodiscard]] float below() const { return std::max(0.0F, -scores.lowQuantile(missedBelow)); }
        [[nodiscard]] float above() const { return std::max(0.0F, scores.quantile(1 - missedAbove)); }

        ConformalScores scores;               // below the median they are negative
        double missedBelow = (1 - share) / 2; // what is aimed at, so that 5 % are
        double missedAbove = (1 - share) / 2;
        // The largest errors of late, in the unit of the series, half of them forgotten with as many as the
        // scores hold: a band that was nearly nothing makes scores that would stretch a wider one beyond all
        // that ever came.
        float memory;
        float farBelow = 0;
        float farAbove = 0;
    };
    using Levels = std::array<std::array<std::unique_ptr<Level>, forecastHorizons.size()>, kinds>;

    static void add(Levels &levels, std::size_t most, std::size_t fewest, std::size_t method,
                    std::size_t horizon, float score, float error);

    Options m_options;
    std::size_t m_known = 0;                         // series with scores
    std::vector<std::unique_ptr<Levels>> m_ofSeries; // by series
    std::map<MetricId, Levels> m_ofMetric;
};

} // namespace desk
