// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/forecast/forecastevaluation.h"

#include "models/forecast/anglemetric.h"
#include "models/forecast/driftforecaster.h"
#include "models/forecast/geometryforecaster.h"
#include "models/forecast/holtwintersforecaster.h"
#include "models/forecast/lstmforecaster.h"
#include "models/forecast/metricrange.h"
#include "models/forecast/persistenceforecaster.h"
#include "models/forecast/windowsteps.h"

#include <algorithm>
#include <cmath>

namespace desk {
namespace {

constexpr std::size_t seriesInBatch = 256;
// A sample a step is the slowest that is taken.
constexpr std::chrono::seconds judgesReach{WindowSteps::stepSeconds};

// A link that has ended by then has no numbers, whoever says them.
QuantileForecast untilLinkEnd(QuantileForecast forecast, const ForecastWindow &window)
{
    const auto linkEnd = window.linkEnd();
    for (std::size_t horizon = 0; linkEnd && horizon < forecastHorizons.size(); ++horizon) {
        if (*linkEnd < window.end + forecastHorizons[horizon])
            forecast.horizons[horizon] = {};
    }
    return forecast;
}

std::size_t forecastsWaiting(const ForecastEvaluation::Options &options)
{
    const auto rounds = static_cast<std::size_t>(std::chrono::seconds(forecastHorizons.back()).count() /
                                                 std::max<std::int64_t>(1, options.every.count()));
    return options.mostSeries * (rounds + 2);
}

} // namespace

bool ForecastEvaluation::SeriesResult::isConstant() const
{
    const bool wasWrong = std::ranges::any_of(scores, [](const auto &horizon) {
        return horizon[static_cast<std::size_t>(ForecastMethod::persistence)].persistenceError() > 0;
    });
    return values.size() <= fewestValues || !wasWrong;
}

ForecastEvaluation::Methods ForecastEvaluation::methods(std::span<const LstmWeights> networks)
{
    Methods methods;
    methods.push_back(std::make_unique<PersistenceForecaster>());
    methods.push_back(std::make_unique<DriftForecaster>());
    methods.push_back(std::make_unique<HoltWintersForecaster>());
    methods.push_back(std::make_unique<GeometryForecaster>());
    if (!networks.empty())
        methods.push_back(std::make_unique<LstmForecaster>(networks));
    return methods;
}

ForecastEvaluation::ForecastEvaluation(Methods methods, Options options)
    : m_methods(std::move(methods))
    , m_options(std::move(options))
    , m_means(m_options.mostSeries)
    , m_judge({.mostForecasts = forecastsWaiting(m_options), .reach = judgesReach, .grace = {}})
    , m_bands({.mostSeries = m_options.mostSeries})
{
}

bool ForecastEvaluation::watch(SeriesId series, MetricId metric, std::string name, const std::string &kind)
{
    if (!m_means.watch(series, ValueKind::number))
        return false;
    SeriesResult &result = m_results[series];
    result.metric = std::move(name);
    result.row = kind.empty() ? result.metric : result.metric + " (" + kind + ")";
    m_watched[series] = {metric, result.metric};
    return true;
}

void ForecastEvaluation::unwatch(SeriesId series)
{
    m_watched.erase(series);
    m_means.unwatch(series);
}

void ForecastEvaluation::add(SeriesId series, Timestamp time, double value, Quality quality)
{
    m_means.add(series, time, value, quality);
    auto &values = m_results[series].values;
    if (values.size() <= fewestValues && std::isfinite(value))
        values.insert(value);
}

void ForecastEvaluation::advanceTo(Timestamp now)
{
    if (m_next == Timestamp::min()) {
        const auto since = std::chrono::floor<std::chrono::seconds>(now).time_since_epoch();
        m_next = Timestamp(since - since % m_options.every + m_options.every);
    }
    for (; m_next <= now; m_next += m_options.every) {
        judge(m_next);
        issueAll(m_next);
    }
}

void ForecastEvaluation::judge(Timestamp now)
{
    m_judge.judge(now, m_means, [this](const ForecastJudge::Verdict &verdict) {
        score(verdict);
        if (m_toldVerdict)
            m_toldVerdict(verdict);
        m_bands.learn(verdict);
        m_picker.learn(verdict);
    });
}

void ForecastEvaluation::score(const ForecastJudge::Verdict &verdict)
{
    const auto pending = m_pending.find({verdict.issued.end, verdict.issued.series});
    if (pending == m_pending.end())
        return;
    auto &scores = m_results[verdict.issued.series].scores[verdict.horizon];
    for (std::size_t column = 0; column < columns; ++column) {
        const QuantileForecast::Horizon &said = pending->second.said[column][verdict.horizon];
        if (!said.isKnown())
            continue;
        if (std::isnan(verdict.actual))
            scores[column].addNeverCame();
        else
            scores[column].add(said, verdict.issued.current, verdict.actual);
    }
    if (verdict.horizon + 1 == forecastHorizons.size())
        m_pending.erase(pending);
}

void ForecastEvaluation::issueAll(Timestamp end)
{
    std::vector<SeriesId> batch;
    for (const auto &[series, watched] : m_watched) {
        batch.push_back(series);
        if (batch.size() == seriesInBatch) {
            issueBatch(batch, end);
            batch.clear();
        }
    }
    issueBatch(batch, end);
}

void ForecastEvaluation::issueBatch(std::span<const SeriesId> batch, Timestamp end)
{
    constexpr std::size_t geometrySeconds = ForecastWindow::seconds + ForecastWindow::secondsAhead;
    std::vector<double> values(batch.size() * ForecastWindow::seconds);
    std::vector<LinkGeometry> geometry(m_options.geometry ? batch.size() * geometrySeconds : 0);
    std::vector<ForecastWindow> windows;
    for (std::size_t i = 0; i < batch.size(); ++i) {
        const std::span<double, ForecastWindow::seconds> seconds(values.data() + i * ForecastWindow::seconds,
                                                                 ForecastWindow::seconds);
        m_means.read(batch[i], end, seconds);
        if (isAngle(m_watched.at(batch[i]).name))
            layOutAngles(seconds);
        ForecastWindow window{.series = batch[i],
                              .metric = m_watched.at(batch[i]).name,
                              .end = end,
                              .values = seconds,
                              .geometry = {}};
        if (const auto refusal = window.refusal(); refusal != ForecastRefusal::none) {
            ++m_results[batch[i]].refused[refusal];
            continue;
        }
        if (m_options.geometry) {
            const auto known = m_options.geometry(batch[i], end);
            std::ranges::copy(known, geometry.begin() + static_cast<std::ptrdiff_t>(i * geometrySeconds));
            window.geometry = std::span(geometry).subspan(i * geometrySeconds, known.size());
        }
        windows.push_back(window);
    }
    std::vector<IssuedForecast> issued(windows.size());
    for (std::size_t i = 0; i < windows.size(); ++i) {
        issued[i].series = windows[i].series;
        issued[i].metric = sharedExperience(m_watched.at(windows[i].series).metric, windows[i]);
        issued[i].end = end;
        issued[i].current = windows[i].last();
        issued[i].isAngle = isAngle(windows[i].metric);
    }
    std::vector<QuantileForecast> forecasts(windows.size());
    for (const auto &method : m_methods) {
        method->forecast(windows, forecasts);
        for (std::size_t i = 0; i < windows.size(); ++i)
            issued[i].set(method->method(), untilLinkEnd(forecasts[i], windows[i]));
    }
    for (std::size_t i = 0; i < windows.size(); ++i)
        issue(issued[i]);
}

void ForecastEvaluation::issue(IssuedForecast &raw)
{
    const std::string_view metric = m_watched.at(raw.series).name;
    if (!m_picker.expects(raw.metric)) {
        for (const auto &method : m_methods)
            m_picker.expect(raw.metric, method->method(), method->promisedError(metric));
    }
    const MetricRange range = metricRange(metric);
    Pending pending;
    QuantileForecast mixture;
    QuantileForecast shown;
    std::array<MethodPicker::Weights, forecastHorizons.size()> weights{};
    for (std::size_t horizon = 0; horizon < forecastHorizons.size(); ++horizon) {
        std::array<QuantileForecast::Horizon, forecastMethodCount> said;
        MethodPicker::Methods able;
        for (std::size_t method = 0; method < forecastMethodCount; ++method) {
            const auto which = static_cast<ForecastMethod>(method);
            said[method] = raw.of(which, horizon);
            able[method] = said[method].isKnown();
            pending.said[method][horizon] =
                m_bands.calibrated(raw.series, raw.metric, which, horizon, said[method]);
        }
        weights[horizon] = m_picker.weights(raw.series, raw.metric, horizon, able);
        mixture.horizons[horizon] = MethodPicker::mixed(said, weights[horizon]);
        const auto answer = m_bands.calibrated(raw.series, raw.metric, ForecastMethod::mixture, horizon,
                                               mixture.horizons[horizon]);
        shown.horizons[horizon] = range.within(answer);
        pending.said[chosenColumn][horizon] = shown.horizons[horizon];
    }
    pending.chosen = MethodPicker::answering(weights);
    raw.setMixed(mixture);
    raw.setShown(pending.chosen, shown);
    SeriesResult &result = m_results[raw.series];
    ++result.issued;
    ++result.chosen[static_cast<std::size_t>(pending.chosen)];
    if (m_told)
        m_told({raw, pending.said, pending.chosen});
    m_judge.add(raw);
    m_pending[{raw.end, raw.series}] = pending;
}

} // namespace desk
