// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/forecast/methodpicker.h"

#include <algorithm>
#include <cmath>

namespace desk {
namespace {

constexpr float seriesMemory = 0.97F;   // what is left of an error after another: half after 23
constexpr float metricMemory = 0.9995F; // half after 1,400
constexpr double metricWeight = 8;      // of the metric's record, in errors of the series' own
constexpr float mostOfOneError = 5;     // one jump of one series does not decide for all of its metric
constexpr double worstAtAHorizon = 1.05;
constexpr auto first = static_cast<std::size_t>(ForecastMethod::persistence);

} // namespace

void MethodPicker::learn(const ForecastJudge::Verdict &verdict)
{
    if (std::isnan(verdict.actual))
        return;
    const std::size_t place = index(verdict.issued.series);
    if (place >= m_ofSeries.size())
        m_ofSeries.resize(place + 1);
    Record &own = m_ofSeries[place].horizons[verdict.horizon];
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

    auto found = m_ofMetric.find(verdict.issued.metric);
    if (found == m_ofMetric.end()) {
        if (m_ofMetric.size() >= mostMetrics)
            return;
        found = m_ofMetric.emplace(verdict.issued.metric, MetricRecord{}).first;
    }
    const float scale = own.error[first] / own.weight;
    if (!(scale > 0))
        return;
    Record &all = found->second.horizons[verdict.horizon];
    ++found->second.count[verdict.horizon];
    for (std::size_t method = 0; method < forecastMethodCount; ++method)
        all.error[method] =
            all.error[method] * metricMemory + std::min(errors[method] / scale, mostOfOneError);
}

const MethodPicker::MetricRecord *MethodPicker::recordOf(MetricId metric) const
{
    const auto found = m_ofMetric.find(metric);
    return found == m_ofMetric.end() ? nullptr : &found->second;
}

MethodPicker::Standing MethodPicker::standing(const SeriesRecord *own, const MetricRecord *ofMetric,
                                              ForecastMethod method) const
{
    constexpr double hopeless = 10; // persistence was never wrong, the method was
    const auto place = static_cast<std::size_t>(method);
    Standing result{.mean = 0, .worst = 0};
    for (std::size_t horizon = 0; horizon < forecastHorizons.size(); ++horizon) {
        double others = 1;
        if (ofMetric && ofMetric->count[horizon] >= fewestOfMetric) {
            const ByMethod &all = ofMetric->horizons[horizon].error;
            others = all[first] > 0 ? static_cast<double>(all[place] / all[first]) : 1;
        }
        double relative = others;
        const Record record = own ? own->horizons[horizon] : Record{};
        if (record.weight > 0) {
            const auto standstill = static_cast<double>(record.error[first]);
            const auto error = static_cast<double>(record.error[place]);
            const double added = metricWeight * standstill / static_cast<double>(record.weight);
            if (standstill > 0)
                relative = (error + added * others) / (standstill + added);
            else
                relative = error > 0 ? hopeless : 1;
        }
        result.mean += relative / static_cast<double>(forecastHorizons.size());
        result.worst = std::max(result.worst, relative);
    }
    return result;
}

double MethodPicker::relativeError(SeriesId series, MetricId metric, ForecastMethod method) const
{
    const SeriesRecord *own = index(series) < m_ofSeries.size() ? &m_ofSeries[index(series)] : nullptr;
    return standing(own, recordOf(metric), method).mean;
}

ForecastMethod MethodPicker::choose(SeriesId series, MetricId metric, Methods able)
{
    if (index(series) >= m_ofSeries.size())
        m_ofSeries.resize(index(series) + std::size_t{1});
    SeriesRecord &own = m_ofSeries[index(series)];
    const MetricRecord *ofMetric = recordOf(metric);

    ForecastMethod best = ForecastMethod::persistence;
    double least = 1;
    for (std::size_t method = first + 1; method < forecastMethodCount; ++method) {
        const auto candidate = static_cast<ForecastMethod>(method);
        if (!able[method])
            continue;
        const Standing stands = standing(&own, ofMetric, candidate);
        if (stands.worst <= worstAtAHorizon && stands.mean < least) {
            least = stands.mean;
            best = candidate;
        }
    }
    Standing current; // persistence: 1
    if (own.chosen != ForecastMethod::persistence) {
        current = standing(&own, ofMetric, own.chosen);
        if (!able[static_cast<std::size_t>(own.chosen)] || current.mean >= 1 ||
            current.worst > worstAtAHorizon) {
            own.chosen = ForecastMethod::persistence;
            current = {};
        }
    }
    if (least < current.mean * clearlyBetter)
        own.chosen = best;
    return own.chosen;
}

void MethodPicker::forget(SeriesId series)
{
    if (index(series) < m_ofSeries.size())
        m_ofSeries[index(series)] = {};
}

} // namespace desk
