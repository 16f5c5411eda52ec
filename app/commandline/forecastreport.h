// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/forecast/forecastevaluation.h"

#include <string>
#include <vector>

namespace desk {

// Tables of how good forecasts were: by data set, metric, horizon and method, what is constant apart, and
// the means of all. Everything is told, good and bad. A value; one thread.
class ForecastReport
{
public:
    struct About // a data set
    {
        std::string name;
        bool inSamples = false;         // horizons are 6, 18 and 30 samples
        std::vector<std::string> notes; // for people
    };

    // One data set and what came of its series.
    void add(About about, const std::map<SeriesId, ForecastEvaluation::SeriesResult> &results);

    [[nodiscard]] std::string text() const;
    [[nodiscard]] std::string json() const;

    // A share of a data set's error: how much worse the chosen method is than the best single one that
    // answers everywhere. Of the means over the rows; NaN where there is no row.
    [[nodiscard]] double chosenAgainstBest(std::size_t horizon) const;
    // Mean over rows of 1 - MAE / MAE of persistence; a method without an answer stands as persistence.
    [[nodiscard]] double meanSkill(std::size_t horizon, std::size_t column) const;
    [[nodiscard]] double meanCoverage(std::size_t horizon, std::size_t column) const;
    [[nodiscard]] std::size_t rows() const;

private:
    using Scores =
        std::array<std::array<ForecastScore, ForecastEvaluation::columns>, forecastHorizons.size()>;
    struct Row // a metric of a data set
    {
        std::string metric;
        Scores scores{};
        std::array<std::uint64_t, ForecastEvaluation::columns> chosen{};
        std::uint64_t issued = 0;
        std::size_t series = 0;   // in the scores
        std::size_t constant = 0; // apart
        std::map<ForecastRefusal, std::uint64_t> refused;
    };
    struct Set
    {
        About about;
        std::vector<Row> rows;
    };

    [[nodiscard]] std::string tableOf(const Set &set) const;
    [[nodiscard]] std::string meansText() const;

    std::vector<Set> m_sets;
};

} // namespace desk
