// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/forecast/forecastmaker.h"

#include "models/forecast/driftforecaster.h"
#include "models/forecast/forecastconfidence.h"
#include "models/forecast/geometryforecaster.h"
#include "models/forecast/holtwintersforecaster.h"
#include "models/forecast/lstmforecaster.h"
#include "models/forecast/metricrange.h"
#include "models/forecast/persistenceforecaster.h"
#include "models/forecast/shippedweights.h"

#include <algorithm>
#include <cmath>

namespace desk {
namespace {

constexpr auto geometryMethod = static_cast<std::size_t>(ForecastMethod::geometry);

// Too little of its own, but where its ends will be is known: one value is enough then.
bool canTakeGeometry(const ForecastWindow &window, ForecastRefusal refusal)
{
    return refusal == ForecastRefusal::tooLittle && window.hasGeometry() && !std::isnan(window.last());
}

bool hasEnded(const std::optional<Timestamp> &linkEnd, const ForecastWindow &window, std::size_t horizon)
{
    return linkEnd && *linkEnd < window.end + forecastHorizons[horizon];
}

// What a method would have been wrong by within a few seconds tells nothing of minutes: no band, which would
// be learnt from too.
void keepMediansOfGeometry(std::array<QuantileForecast, forecastMethodCount> &said)
{
    QuantileForecast medians;
    for (std::size_t horizon = 0; horizon < forecastHorizons.size(); ++horizon)
        medians.horizons[horizon].median = said[geometryMethod].horizons[horizon].median;
    said.fill({});
    said[geometryMethod] = medians;
}

// At each horizon that the link lives to see.
bool isAble(const QuantileForecast &said, const ForecastWindow &window,
            const std::optional<Timestamp> &linkEnd)
{
    for (std::size_t horizon = 0; horizon < forecastHorizons.size(); ++horizon) {
        if (!hasEnded(linkEnd, window, horizon) && !said.horizons[horizon].isKnown())
            return false;
    }
    return true;
}

} // namespace

ForecastMaker::ForecastMaker(std::size_t mostSeries)
    : m_bands({.mostSeries = mostSeries})
{
    m_methods.push_back(std::make_unique<PersistenceForecaster>());
    m_methods.push_back(std::make_unique<DriftForecaster>());
    m_methods.push_back(std::make_unique<HoltWintersForecaster>());
    m_methods.push_back(std::make_unique<GeometryForecaster>());
    m_methods.push_back(std::make_unique<LstmForecaster>(shippedForecastNetworks()));
}

ForecastMaker::~ForecastMaker() = default;

void ForecastMaker::make(std::span<const Case> cases, Timestamp issued, std::span<Made> made)
{
    std::vector<ForecastWindow> windows;
    std::vector<std::size_t> places;
    for (std::size_t i = 0; i < cases.size(); ++i) {
        const ForecastWindow &window = cases[i].window;
        made[i] = {};
        made[i].forecast.series = window.series;
        made[i].forecast.end = window.end;
        made[i].forecast.issued = issued;
        made[i].forecast.current = window.last();
        made[i].forecast.refusal = window.refusal();
        const bool usable = made[i].forecast.refusal == ForecastRefusal::none;
        if (!usable && !canTakeGeometry(window, made[i].forecast.refusal))
            continue;
        windows.push_back(window);
        places.push_back(i);
    }
    std::vector<Said> said(windows.size());
    std::vector<QuantileForecast> answers(windows.size());
    for (const auto &method : m_methods) {
        method->forecast(windows, answers);
        for (std::size_t i = 0; i < windows.size(); ++i)
            said[i][static_cast<std::size_t>(method->method())] = answers[i];
    }
    for (std::size_t i = 0; i < windows.size(); ++i)
        answer(cases[places[i]], said[i], issued, made[places[i]]);
}

void ForecastMaker::answer(const Case &one, Said said, Timestamp issued, Made &made)
{
    const ForecastWindow &window = one.window;
    if (made.forecast.refusal != ForecastRefusal::none)
        keepMediansOfGeometry(said);
    const auto linkEnd = window.linkEnd();
    const MetricId shared = sharedExperience(one.metric, window);
    MethodPicker::Methods able;
    for (std::size_t method = 0; method < forecastMethodCount; ++method)
        able[method] = isAble(said[method], window, linkEnd);
    Forecast &forecast = made.forecast;
    if (forecast.refusal != ForecastRefusal::none) {
        if (!able[geometryMethod])
            return;
        forecast.refusal = ForecastRefusal::none;
        forecast.method = ForecastMethod::geometry;
    } else {
        forecast.method = m_picker.choose(window.series, shared, able);
    }
    forecast.issued = issued;

    const MetricRange range = metricRange(window.metric);
    QuantileForecast shown;
    for (std::size_t horizon = 0; horizon < forecastHorizons.size(); ++horizon) {
        ForecastValue &value = forecast.horizons[horizon];
        auto &quantiles = shown.horizons[horizon];
        if (hasEnded(linkEnd, window, horizon)) {
            value.endsAt = linkEnd;
        } else {
            quantiles = m_bands.calibrated(window.series, shared, forecast.method, horizon,
                                           said[static_cast<std::size_t>(forecast.method)].horizons[horizon]);
            quantiles = {.lower = range.within(quantiles.lower),
                         .median = range.within(quantiles.median),
                         .upper = range.within(quantiles.upper)};
            value.confidence = forecastConfidence(quantiles, window);
        }
        value.value = quantiles.median;
        value.lower = quantiles.lower;
        value.upper = quantiles.upper;
    }

    made.issued.series = window.series;
    made.issued.metric = shared;
    made.issued.end = window.end;
    made.issued.current = forecast.current;
    for (std::size_t method = 0; method < forecastMethodCount; ++method)
        made.issued.set(static_cast<ForecastMethod>(method), said[method]);
    made.issued.setShown(forecast.method, shown);
}

void ForecastMaker::learn(const ForecastJudge::Verdict &verdict)
{
    m_picker.learn(verdict);
    m_bands.learn(verdict);
}

void ForecastMaker::forget(SeriesId series)
{
    m_picker.forget(series);
    m_bands.forget(series);
}

} // namespace desk
