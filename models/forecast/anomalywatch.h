// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/forecast/forecastjudge.h"

#include <cstddef>
#include <memory>
#include <vector>

namespace desk {

// A stretch in which a series was not what its forecasts said.
struct Anomaly
{
    SeriesId series{};
    Timestamp begin{}; // of the first and the last value that was wrong by so much; generation time
    Timestamp end{};
    double score = 0; // see UnusualStretch
    // Where it was wrong the most: what was forecast a minute before, and what came, in the unit of the
    // series.
    double expected = 0;
    double actual = 0;
    double usualError = 0; // the median of the series' errors

    bool operator==(const Anomaly &) const = default;
};

// By series, then by time. Immutable once shared; any thread.
using AnomaliesPtr = std::shared_ptr<const std::vector<Anomaly>>;

// Holds what the shown forecasts were wrong by a minute ahead, some hundred errors a series, and finds what
// stands out among them (dynamicthreshold). Says nothing of a series whose forecasts were no better than its
// last value: their errors tell of the forecasts only. Bounded: 5 kB a series, mostAnomalies in all. One
// thread.
class AnomalyWatch
{
public:
    static constexpr std::size_t errorsKept = 200; // an hour at 18 s
    static constexpr std::size_t fewestErrors = 60;
    static constexpr std::size_t mostAnomalies = 1'000; // the newest
    static constexpr std::size_t horizon = 0;           // one minute
    static constexpr double smoothingSpan = 5;          // errors
    // Its largest error against the median one: less is chance, of which there is much in thousands of
    // series.
    static constexpr double leastFactor = 8;

    void learn(const ForecastJudge::Verdict &verdict);
    void forget(SeriesId series);

    // Changes with each change of the record.
    [[nodiscard]] std::uint64_t changes() const { return m_changes; }
    [[nodiscard]] AnomaliesPtr record() const; // never null
    // Of what is kept: 1 - own errors over those of the last value; 0 while nothing is known.
    [[nodiscard]] double skill(SeriesId series) const;

private:
    static constexpr std::size_t lookEvery = 6; // errors

    struct Entry
    {
        Timestamp at{};     // of what came
        double current = 0; // what the forecast was made of
        float said = 0;     // less that, as the next
        float came = 0;
    };
    struct Kept
    {
        std::vector<Entry> ring; // grows to errorsKept
        std::size_t oldest = 0;  // its place, once it is full
        std::size_t unseen = 0;  // since it was looked at
        std::vector<Anomaly> found;
    };

    void look(SeriesId series, Kept &kept);
    void limit();

    std::vector<std::unique_ptr<Kept>> m_series; // by series
    std::size_t m_found = 0;
    std::uint64_t m_changes = 0;
};

} // namespace desk
