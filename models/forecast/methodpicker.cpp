// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/forecast/methodpicker.h"

#include <algorithm>
#include <cmath>

namespace desk {
namespace {

// Chosen on what the networks were trained on: training files, scenes of other seeds.
constexpr float seriesMemory = 0.98F;   // what is left of an error after another: half after 34
constexpr float metricMemory = 0.9995F; // half after 1,400
constexpr double metricWeight = 8;      // of the metric's record, in errors of the series' own
constexpr float pooledScale = 8;        // of the metric's mean error, likewise
constexpr double sharpness = 12;        // power of the errors
constexpr double farFromBest = 1.25;    // no weight beyond so many times the best one's error
constexpr double believed = 0.5;        // of what a training promises
constexpr double oneAlone = 0.9;
constexpr double leastError = 1e-3;
constexpr float mostOfOneError = 5; // one jump of one series does not decide for all of its metric
constexpr double hopeless = 10;     // persistence was never wrong, the method was
constexpr float spacingMemory = 0.9F;
constexpr float longestSpacing = 3600; // s; more is a pause
constexpr auto first = static_cast<std::size_t>(ForecastMethod::persistence);

} // namespace

MethodPicker::MetricRecord *MethodPicker::recordOf(MetricId metric)
{
    const auto found = m_ofMetric.find(metric);
    if (found != m_ofMetric.end())
        return &found->second;
    return m_ofMetric.size() < mostMetrics ? &m_ofMetric[metric] : nullptr;
}

void MethodPicker::expect(MetricId metric, ForecastMethod method, double promisedError)
{
    MetricRecord *record = recordOf(metric);
    float *promised = record ? &record->promised[static_cast<std::size_t>(method)] : nullptr;
    if (promised && *promised == 1)
        *promised = static_cast<float>(1 - believed * (1 - promisedError));
}

void MethodPicker::SeriesRecord::came(Timestamp end)
{
    const auto second = static_cast<std::uint32_t>(end.time_since_epoch() / std::chrono::seconds(1));
    const auto gap =
        static_cast<float>(static_cast<std::int64_t>(second) - static_cast<std::int64_t>(newest));
    if (newest != 0 && gap > 0 && gap < longestSpacing)
        spacing = spacing > 0 ? spacing * spacingMemory + gap * (1 - spacingMemory) : gap;
    newest = second;
}

// How many forecasts look at the same stretch of time.
double MethodPicker::SeriesRecord::overlap(std::size_t horizon) const
{
    const std::chrono::duration<double> ahead = forecastHorizons[horizon];
    return spacing > 0 ? std::max(1.0, ahead.count() / static_cast<double>(spacing)) : 1;
}

void MethodPicker::learn(const ForecastJudge::Verdict &verdict)
{
    if (std::isnan(verdict.actual))
        return;
    const std::size_t place = index(verdict.issued.series);
    if (place >= m_ofSeries.size())
        m_ofSeries.resize(place + 1);
    SeriesRecord &series = m_ofSeries[place];
    if (verdict.horizon == 0)
        series.came(verdict.issued.end);
    Record &own = series.horizons[verdict.horizon];
    const auto standstill = static_cast<float>(std::abs(verdict.actual - verdict.issued.current));
    ByMethod errors{};
    for (std::size_t method = 0; method < forecastMethodCount; ++method) {
        const auto said = verdict.issued.of(static_cast<ForecastMethod>(method), verdict.horizon);
        // Who said nothing stands neither better nor worse.
        errors[method] = said.isKnown() && method != first
                             ? static_cast<float>(std::abs(verdict.actual - said.median))
                             : standstill;
        own.error[method] = own.error[method] * seriesMemory + errors[method];
    }
    own.weight = own.weight * seriesMemory + 1;

    MetricRecord *ofMetric = recordOf(verdict.issued.metric);
    if (!ofMetric)
        return;
    Record &all = ofMetric->horizons[verdict.horizon];
    float &standstills = ofMetric->standstill[verdict.horizon];
    standstills = standstills * metricMemory + standstill;
    all.weight = all.weight * metricMemory + 1;
    // Of a series that is young its own few errors say little.
    const float scale =
        (own.error[first] + pooledScale * standstills / all.weight) / (own.weight + pooledScale);
    if (!(scale > 0))
        return;
    ++ofMetric->count[verdict.horizon];
    for (std::size_t method = 0; method < forecastMethodCount; ++method)
        all.error[method] =
            all.error[method] * metricMemory + std::min(errors[method] / scale, mostOfOneError);
}

double MethodPicker::relativeError(SeriesId series, MetricId metric, std::size_t horizon,
                                   ForecastMethod method) const
{
    const auto place = static_cast<std::size_t>(method);
    double others = 1;
    if (const auto found = m_ofMetric.find(metric); found != m_ofMetric.end()) {
        const ByMethod &all = found->second.horizons[horizon].error;
        others = found->second.count[horizon] < fewestOfMetric
                     ? static_cast<double>(found->second.promised[place])
                     : static_cast<double>(all[place] / all[first]);
    }
    if (index(series) >= m_ofSeries.size())
        return others;
    const SeriesRecord &record = m_ofSeries[index(series)];
    const Record &own = record.horizons[horizon];
    if (!(own.weight > 0))
        return others;
    const auto standstill = static_cast<double>(own.error[first]);
    const auto error = static_cast<double>(own.error[place]);
    if (!(standstill > 0))
        return error > 0 ? hopeless : 1;
    const double added =
        metricWeight * record.overlap(horizon) * standstill / static_cast<double>(own.weight);
    return (error + added * others) / (standstill + added);
}

MethodPicker::Weights MethodPicker::weights(SeriesId series, MetricId metric, std::size_t horizon,
                                            Methods able) const
{
    Weights errors{};
    double best = able[first] || able.none() ? 1 : hopeless;
    for (std::size_t method = 0; method < forecastMethodCount; ++method) {
        errors[method] =
            std::max(relativeError(series, metric, horizon, static_cast<ForecastMethod>(method)), leastError);
        if (able[method])
            best = std::min(best, errors[method]);
    }
    Weights weights{};
    double sum = 0;
    for (std::size_t method = 0; method < forecastMethodCount; ++method) {
        const bool isBetter = method == first || errors[method] < 1 || !able[first];
        if (!able[method] || !isBetter || errors[method] > farFromBest * best)
            continue;
        weights[method] = std::pow(best / errors[method], sharpness);
        sum += weights[method];
    }
    if (!(sum > 0)) {
        weights[first] = 1;
        return weights;
    }
    for (double &weight : weights)
        weight /= sum;
    return weights;
}

void MethodPicker::forget(SeriesId series)
{
    if (index(series) < m_ofSeries.size())
        m_ofSeries[index(series)] = {};
}

QuantileForecast::Horizon
MethodPicker::mixed(std::span<const QuantileForecast::Horizon, forecastMethodCount> said,
                    const Weights &weights)
{
    QuantileForecast::Horizon mixture{.lower = 0, .median = 0, .upper = 0};
    double known = 0;
    double banded = 0;
    for (std::size_t method = 0; method < forecastMethodCount; ++method) {
        const QuantileForecast::Horizon &one = said[method];
        if (!(weights[method] > 0) || !one.isKnown())
            continue;
        known += weights[method];
        mixture.median += weights[method] * one.median;
        if (!one.hasBand())
            continue;
        banded += weights[method];
        mixture.lower += weights[method] * (one.median - one.lower);
        mixture.upper += weights[method] * (one.upper - one.median);
    }
    if (!(known > 0))
        return {};
    mixture.median /= known;
    if (!(banded > 0))
        return {.median = mixture.median};
    return {.lower = mixture.median - mixture.lower / banded,
            .median = mixture.median,
            .upper = mixture.median + mixture.upper / banded};
}

ForecastMethod MethodPicker::answering(std::span<const Weights> weights)
{
    for (std::size_t method = 0; method < forecastMethodCount; ++method) {
        if (std::all_of(weights.begin(), weights.end(),
                        [method](const Weights &one) { return one[method] >= oneAlone; }))
            return static_cast<ForecastMethod>(method);
    }
    return ForecastMethod::mixture;
}

} // namespace desk
