// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/commandline/forecastfile.h"

#include "models/forecast/forecastevaluation.h"

#include <map>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace desk {

// From the first to the last sample, both within.
using SampleRange = std::pair<std::size_t, std::size_t>;
// By channel. Errors: unreadable, or not {"channel": {"anomalies": [[first, last], …]}, …}.
Result<std::map<std::string, std::vector<SampleRange>>> readAnomalyLabels(const std::string &file);

// What forecasts of a channel, recorded in samples, found unusual, against labelled ranges. Forecasts are
// those of the service, six samples ahead, one a sample; of a window without any change, which the service
// refuses, the value itself. Their errors go through dynamicthreshold with the constants of Hundman et al.
// (2018) and of the authors' program: 2,100 errors at a time, every 70, smoothed over 105, 100 about each. A
// plain value.
struct AnomalyScore
{
    std::string channel;
    std::size_t samples = 0;
    std::vector<SampleRange> labelled;
    std::vector<SampleRange> found;

    // By overlap: labelled ranges that any found one overlaps, the others; found ones that overlap none.
    [[nodiscard]] std::size_t hits() const;
    [[nodiscard]] std::size_t missed() const { return labelled.size() - hits(); }
    [[nodiscard]] std::size_t wrong() const;

    static double f1(std::size_t hits, std::size_t missed, std::size_t wrong); // NaN of nothing

    static constexpr std::size_t errorsAtATime = 2100;
    static constexpr std::size_t every = 70;
    static constexpr double smoothedOver = 105;
    static constexpr std::size_t about = 100;
};

// By sample from the first; NaN where nothing was said of it.
std::vector<double> forecastErrors(const ForecastFile::Series &series, ForecastEvaluation::Methods methods);
// usualErrors: of a stretch in which everything was as usual; what is no larger than the largest smoothed one
// of these is no anomaly. Empty = not known.
std::vector<SampleRange> unusualRanges(std::span<const double> errors, std::span<const double> usualErrors);

} // namespace desk
