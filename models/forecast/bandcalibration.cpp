// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/forecast/bandcalibration.h"

#include <algorithm>
#include <cmath>

namespace desk {
namespace {

constexpr double adaptation = 0.02; // gamma of Gibbs and Candès
constexpr double leastMissed = 0.005;
constexpr double mostMissed = 0.15;
constexpr double highestScore = 1e6;
constexpr double mostOfFar = 1.5;   // a side of a band, of the largest error there
constexpr double mostOfOthers = 10; // half bands, by what other series of the metric taught

// How many half bands above the median it came, negative = below; NaN without a band.
double scoreOf(const QuantileForecast::Horizon &said, double actual)
{
    if (!said.hasBand())
        return QuantileForecast::nothing;
    const double half = actual < said.median ? said.median - said.lower : said.upper - said.median;
    const double distance = std::abs(actual - said.median);
    const double score =
        half > 0 ? std::min(distance / half, highestScore) : (distance > 0 ? highestScore : 0);
    return actual < said.median ? -score : score;
}

} // namespace

BandCalibration::BandCalibration(Options options)
    : m_options(options)
{
}

void BandCalibration::Level::add(float score, float error, std::size_t fewest)
{
    farBelow = std::max(farBelow * memory, -error);
    farAbove = std::max(farAbove * memory, error);
    if (scores.count() >= fewest) {
        const auto follow = [](double &missed, bool isMiss) {
            missed = std::clamp(missed + adaptation * ((1 - share) / 2 - (isMiss ? 1 : 0)), leastMissed,
                                mostMissed);
        };
        const bool isBelow = score < -below();
        const bool isAbove = score > above();
        follow(missedBelow, isBelow);
        follow(missedAbove, isAbove);
    }
    scores.add(score);
}

void BandCalibration::add(Levels &levels, std::size_t most, std::size_t fewest, std::size_t method,
                          std::size_t horizon, float score, float error)
{
    std::unique_ptr<Level> &level = levels[method][horizon];
    if (!level)
        level = std::make_unique<Level>(most);
    level->add(score, error, fewest);
}

void BandCalibration::learn(const ForecastJudge::Verdict &verdict)
{
    if (std::isnan(verdict.actual))
        return;
    const SeriesId series = verdict.issued.series;
    if (index(series) >= m_ofSeries.size())
        m_ofSeries.resize(index(series) + std::size_t{1});
    std::unique_ptr<Levels> &own = m_ofSeries[index(series)];
    if (!own && m_known < m_options.mostSeries) {
        own = std::make_unique<Levels>();
        ++m_known;
    }
    auto pooled = m_ofMetric.find(verdict.issued.metric);
    if (pooled == m_ofMetric.end() && m_ofMetric.size() < m_options.mostMetrics)
        pooled = m_ofMetric.emplace(verdict.issued.metric, Levels{}).first;
    for (std::size_t method = 0; method < kinds; ++method) {
        const auto said = method < forecastMethodCount
                              ? verdict.issued.of(static_cast<ForecastMethod>(method), verdict.horizon)
                              : verdict.issued.mixedAt(verdict.horizon);
        const auto score = static_cast<float>(scoreOf(said, verdict.actual));
        if (std::isnan(score))
            continue;
        const auto error = static_cast<float>(verdict.actual - said.median);
        if (own)
            add(*own, mostOwn, fewestOwn, method, verdict.horizon, score, error);
        if (pooled != m_ofMetric.end())
            add(pooled->second, mostOfMetric, fewestOfMetric, method, verdict.horizon, score, error);
    }
}

QuantileForecast::Horizon BandCalibration::calibrated(SeriesId series, MetricId metric, ForecastMethod method,
                                                      std::size_t horizon,
                                                      const QuantileForecast::Horizon &said) const
{
    const auto place = static_cast<std::size_t>(method);
    const Level *level = nullptr;
    if (index(series) < m_ofSeries.size() && m_ofSeries[index(series)])
        level = (*m_ofSeries[index(series)])[place][horizon].get();
    const bool isOwn = level && level->scores.count() >= fewestOwn;
    if (!isOwn) {
        const auto pooled = m_ofMetric.find(metric);
        level = pooled == m_ofMetric.end() ? nullptr : pooled->second[place][horizon].get();
        if (level && level->scores.count() < fewestOfMetric)
            level = nullptr;
    }
    if (!level || !said.hasBand())
        return {.median = said.median};
    const auto side = [isOwn](float stretch, double half, float far) {
        const auto wide = static_cast<double>(stretch);
        return std::min(wide * half,
                        std::max((isOwn ? 1 : mostOfOthers) * half, mostOfFar * static_cast<double>(far)));
    };
    return {.lower = said.median - side(level->below(), said.median - said.lower, level->farBelow),
            .median = said.median,
            .upper = said.median + side(level->above(), said.upper - said.median, level->farAbove)};
}

void BandCalibration::forget(SeriesId series)
{
    if (index(series) >= m_ofSeries.size() || !m_ofSeries[index(series)])
        return;
    m_ofSeries[index(series)].reset();
    --m_known;
}

} // namespace desk
