// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commandline/anomalyscore.h"

#include "models/forecast/dynamicthreshold.h"

#include <algorithm>
#include <cmath>
#include <fstream>
#include <nlohmann/json.hpp>

namespace desk {
namespace {

constexpr std::chrono::seconds stepOfSamples{WindowSteps::stepSeconds};
constexpr std::size_t samplesAhead = 6;

bool overlap(const SampleRange &a, const SampleRange &b)
{
    return a.first <= b.second && b.first <= a.second;
}

bool overlapsAny(const SampleRange &range, const std::vector<SampleRange> &others)
{
    return std::any_of(others.begin(), others.end(),
                       [&range](const SampleRange &other) { return overlap(range, other); });
}

} // namespace

Result<std::map<std::string, std::vector<SampleRange>>> readAnomalyLabels(const std::string &file)
{
    std::ifstream input(file);
    if (!input)
        return failure(ErrorCode::notFound, file + " cannot be read");
    const auto json = nlohmann::json::parse(input, nullptr, false);
    const auto wrong = [&file](const std::string &what) {
        return failure(ErrorCode::invalidArgument, file + ": " + what);
    };
    if (!json.is_object())
        return wrong("must be a JSON object with a member for each channel");
    std::map<std::string, std::vector<SampleRange>> labels;
    for (const auto &[channel, about] : json.items()) {
        const auto ranges = about.is_object() ? about.find("anomalies") : about.end();
        if (!about.is_object() || ranges == about.end() || !ranges->is_array())
            return wrong("\"" + channel + "\" must have a list \"anomalies\"");
        for (const auto &range : *ranges) {
            const bool isRange = range.is_array() && range.size() == 2 && range[0].is_number_unsigned() &&
                                 range[1].is_number_unsigned() && range[0] <= range[1];
            if (!isRange)
                return wrong("\"" + channel + "\": an anomaly must be [first sample, last sample]");
            labels[channel].emplace_back(range[0].get<std::size_t>(), range[1].get<std::size_t>());
        }
    }
    return labels;
}

std::size_t AnomalyScore::hits() const
{
    return static_cast<std::size_t>(
        std::count_if(labelled.begin(), labelled.end(),
                      [this](const SampleRange &range) { return overlapsAny(range, found); }));
}

std::size_t AnomalyScore::wrong() const
{
    return static_cast<std::size_t>(
        std::count_if(found.begin(), found.end(),
                      [this](const SampleRange &range) { return !overlapsAny(range, labelled); }));
}

double AnomalyScore::f1(std::size_t hits, std::size_t missed, std::size_t wrong)
{
    const std::size_t all = 2 * hits + missed + wrong;
    return all > 0 ? 2 * static_cast<double>(hits) / static_cast<double>(all) : QuantileForecast::nothing;
}

std::vector<double> forecastErrors(const ForecastFile::Series &series, ForecastEvaluation::Methods methods)
{
    std::vector<double> errors(series.samples.size(), QuantileForecast::nothing);
    if (series.samples.empty())
        return errors;
    std::map<Timestamp, std::size_t> places; // of a sample: the end of its step
    for (std::size_t i = 0; i < series.samples.size(); ++i) {
        places[std::chrono::floor<std::chrono::seconds>(series.samples[i].time) + stepOfSamples] = i;
        if (i >= samplesAhead)
            errors[i] = std::abs(series.samples[i].value - series.samples[i - samplesAhead].value);
    }
    ForecastEvaluation evaluation(std::move(methods), {.every = stepOfSamples});
    evaluation.watch(SeriesId{0}, MetricId{0}, series.metric);
    evaluation.onJudged([&](const ForecastJudge::Verdict &verdict) {
        const auto place = places.find(verdict.issued.end + forecastHorizons.front());
        const double said = verdict.issued.shownAt(0).median;
        if (verdict.horizon == 0 && place != places.end() && std::isfinite(verdict.actual - said))
            errors[place->second] = std::abs(verdict.actual - said);
    });
    for (const ForecastFile::Sample &sample : series.samples) {
        evaluation.advanceTo(sample.time);
        evaluation.add(SeriesId{0}, sample.time, sample.value, sample.quality);
    }
    evaluation.advanceTo(series.samples.back().time + 2 * stepOfSamples);
    return errors;
}

std::vector<SampleRange> unusualRanges(std::span<const double> errors, std::span<const double> usualErrors)
{
    const auto usual = dynamicthreshold::smoothed(usualErrors, AnomalyScore::smoothedOver);
    const double largestUsual = usual.empty() ? 0 : *std::max_element(usual.begin(), usual.end());
    const std::vector<double> smooth = dynamicthreshold::smoothed(errors, AnomalyScore::smoothedOver);
    std::vector<bool> isUnusual(smooth.size());
    for (std::size_t end = std::min(AnomalyScore::errorsAtATime, smooth.size());;
         end = std::min(end + AnomalyScore::every, smooth.size())) {
        const std::size_t begin = end - std::min(end, AnomalyScore::errorsAtATime);
        const auto window = std::span(smooth).subspan(begin, end - begin);
        for (const UnusualStretch &stretch : dynamicthreshold::unusual(window, AnomalyScore::about)) {
            const auto of = window.subspan(stretch.begin, stretch.end - stretch.begin);
            if (*std::max_element(of.begin(), of.end()) > largestUsual)
                std::fill_n(isUnusual.begin() + static_cast<std::ptrdiff_t>(begin + stretch.begin), of.size(),
                            true);
        }
        if (end == smooth.size())
            break;
    }
    std::vector<SampleRange> found;
    for (std::size_t i = 0; i < isUnusual.size(); ++i) {
        if (!isUnusual[i])
            continue;
        if (found.empty() || found.back().second + 1 < i)
            found.emplace_back(i, i);
        found.back().second = i;
    }
    return found;
}

} // namespace desk
