// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/forecast/forecastmaker.h"

#include "models/forecast/anglemetric.h"
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

// Of single values about the means of their 10 s.
double jitterOf(const ForecastWindow &window)
{
    constexpr std::size_t looked = 120;
    constexpr std::size_t step = WindowSteps::stepSeconds;
    constexpr std::size_t fewest = 8;
    double squares = 0;
    std::size_t values = 0;
    std::size_t steps = 0;
    for (std::size_t begin = ForecastWindow::seconds - looked; begin < ForecastWindow::seconds;
         begin += step) {
        double sum = 0;
        double count = 0;
        for (const double value : window.values.subspan(begin, step)) {
            sum += std::isnan(value) ? 0 : value;
            count += std::isnan(value) ? 0 : 1;
        }
        if (count < 2)
            continue;
        ++steps;
        values += static_cast<std::size_t>(count);
        for (const double value : window.values.subspan(begin, step))
            squares += std::isnan(value) ? 0 : (value - sum / count) * (value - sum / count);
    }
    return values >= fewest ? std::sqrt(squares / static_cast<double>(values - steps)) : 0;
}

// By how much scintillation grows from a minute ago, about which the jitter was measured, to a geometry: with
// the sine of the elevation to the power of -1.2 (ITU-R P.618-13, equation 43). 1 for what is no SNR of a
// radio link.
double jitterGrowth(const ForecastWindow &window, const LinkGeometry &then)
{
    constexpr float straightUp = 90;
    constexpr double degree = 3.14159265358979323846 / 180;
    if (window.metric != "snr_db" || !window.hasGeometry())
        return 1;
    const float before = window.geometry[ForecastWindow::seconds - 60].elevationDegrees;
    if (!(before < straightUp) || !(then.elevationDegrees < straightUp))
        return 1;
    const auto sine = [](float elevation) {
        constexpr float lowest = 5; // below that the formula does not hold
        return std::sin(degree * static_cast<double>(std::max(elevation, lowest)));
    };
    return std::pow(sine(before) / sine(then.elevationDegrees), 1.2);
}

// The window of a link that ends soon, as if it stayed where it ends.
std::vector<LinkGeometry> heldAtEnd(const ForecastWindow &window)
{
    std::vector<LinkGeometry> geometry(window.geometry.begin(), window.geometry.end());
    for (std::size_t i = ForecastWindow::seconds; i < geometry.size(); ++i) {
        if (std::isnan(geometry[i].rangeKm))
            geometry[i] = geometry[i - 1];
    }
    return geometry;
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
    std::vector<Said> held = sayAtEnds(windows);
    for (std::size_t i = 0; i < windows.size(); ++i)
        answer(cases[places[i]], said[i], held[i], issued, made[places[i]]);
}

// What the methods that know of geometry say of links that end within the horizons, at their end; nothing of
// others. The network is asked of those only that end before the first horizon: its answers at several
// horizons are no course whose steps could be taken for themselves.
std::vector<ForecastMaker::Said> ForecastMaker::sayAtEnds(std::span<const ForecastWindow> windows) const
{
    std::vector<std::size_t> places;
    for (std::size_t i = 0; i < windows.size(); ++i) {
        if (windows[i].hasGeometry() && windows[i].linkEnd())
            places.push_back(i);
    }
    const auto later = std::stable_partition(places.begin(), places.end(), [windows](std::size_t i) {
        return hasEnded(windows[i].linkEnd(), windows[i], 0);
    });
    const auto soon = static_cast<std::size_t>(later - places.begin());
    std::vector<std::vector<LinkGeometry>> geometries;
    std::vector<ForecastWindow> held;
    for (const std::size_t place : places) {
        geometries.push_back(heldAtEnd(windows[place]));
        held.push_back(windows[place]);
        held.back().geometry = geometries.back();
    }
    std::vector<Said> said(windows.size());
    std::vector<QuantileForecast> answers(held.size());
    for (const auto &method : m_methods) {
        const bool ofAll = method->method() == ForecastMethod::geometry;
        const std::size_t count = ofAll ? held.size() : method->method() == ForecastMethod::lstm ? soon : 0;
        if (count == 0)
            continue;
        method->forecast(std::span(held).first(count), std::span(answers).first(count));
        for (std::size_t i = 0; i < count; ++i)
            said[places[i]][static_cast<std::size_t>(method->method())] = answers[i];
    }
    return said;
}

// A link that lives to see a horizon: from there on as its geometry goes; without, the line of the last two
// points goes on to its end, since passes set ever faster. One that does not: by those who know of geometry,
// and by the others as far on their way as the end is.
std::optional<ForecastValue> ForecastMaker::atEnd(const Case &one, const Said &said, const Said &held,
                                                  const Forecast &forecast, MetricId shared) const
{
    const ForecastWindow &window = one.window;
    const auto linkEnd = window.linkEnd();
    std::size_t horizon = 0;
    while (horizon < forecastHorizons.size() && !hasEnded(linkEnd, window, horizon))
        ++horizon;
    if (horizon == forecastHorizons.size())
        return std::nullopt;
    const double end = std::chrono::duration<double>(*linkEnd - window.end).count();
    ForecastValue value;
    value.lower = value.upper = QuantileForecast::nothing;
    value.endsAt = linkEnd;
    if (horizon > 0) {
        const double last = forecast.horizons[horizon - 1].value;
        const double onTheWay =
            held[geometryMethod].horizons[horizon].median - said[geometryMethod].horizons[horizon - 1].median;
        const double before = horizon > 1 ? forecast.horizons[horizon - 2].value : forecast.current;
        const auto lastSecond = static_cast<double>(horizonSeconds(horizon - 1));
        const double beforeSecond = horizon > 1 ? static_cast<double>(horizonSeconds(horizon - 2)) : 0;
        value.value =
            last + (std::isnan(onTheWay) ? (last - before) / (lastSecond - beforeSecond) * (end - lastSecond)
                                         : onTheWay);
    } else {
        const double way = end / static_cast<double>(horizonSeconds(0));
        std::array<QuantileForecast::Horizon, forecastMethodCount> ways;
        MethodPicker::Methods able;
        for (std::size_t method = 0; method < forecastMethodCount; ++method) {
            const double median = said[method].horizons[0].median;
            const double atItsEnd = held[method].horizons[0].median;
            ways[method].median =
                std::isnan(atItsEnd) ? window.last() + way * (median - window.last()) : atItsEnd;
            able[method] = ways[method].isKnown();
        }
        value.value = MethodPicker::mixed(ways, m_picker.weights(window.series, shared, 0, able)).median;
    }
    if (std::isnan(value.value))
        return std::nullopt;
    value.value = metricRange(window.metric).within(value.value);
    const auto last = static_cast<std::size_t>(std::max(0.0, end - 1));
    value.jitter = jitterOf(window) * jitterGrowth(window, window.geometry[ForecastWindow::seconds + last]);
    return value;
}

void ForecastMaker::answer(const Case &one, Said said, Said held, Timestamp issued, Made &made)
{
    const ForecastWindow &window = one.window;
    if (made.forecast.refusal != ForecastRefusal::none) {
        keepMediansOfGeometry(said);
        keepMediansOfGeometry(held);
    }
    const auto linkEnd = window.linkEnd();
    const MetricId shared = sharedExperience(one.metric, window);
    Forecast &forecast = made.forecast;
    if (forecast.refusal != ForecastRefusal::none) {
        if (!said[geometryMethod].horizons.front().isKnown() && !hasEnded(linkEnd, window, 0))
            return;
        forecast.refusal = ForecastRefusal::none;
    }
    forecast.issued = issued;
    if (!m_picker.expects(shared)) {
        for (const auto &method : m_methods)
            m_picker.expect(shared, method->method(), method->promisedError(window.metric));
    }

    const MetricRange range = metricRange(window.metric);
    const double jitter = jitterOf(window);
    QuantileForecast mixture;
    QuantileForecast shown;
    std::vector<MethodPicker::Weights> weights; // of the horizons that have an answer
    for (std::size_t horizon = 0; horizon < forecastHorizons.size(); ++horizon) {
        ForecastValue &value = forecast.horizons[horizon];
        auto &quantiles = shown.horizons[horizon];
        if (hasEnded(linkEnd, window, horizon)) {
            value.endsAt = linkEnd;
        } else {
            std::array<QuantileForecast::Horizon, forecastMethodCount> ways;
            MethodPicker::Methods able;
            for (std::size_t method = 0; method < forecastMethodCount; ++method) {
                ways[method] = said[method].horizons[horizon];
                able[method] = ways[method].isKnown();
            }
            weights.push_back(m_picker.weights(window.series, shared, horizon, able));
            mixture.horizons[horizon] = MethodPicker::mixed(ways, weights.back());
            quantiles = range.within(m_bands.calibrated(window.series, shared, ForecastMethod::mixture,
                                                        horizon, mixture.horizons[horizon]));
            value.confidence = forecastConfidence(quantiles, window);
            value.jitter = jitter * jitterGrowth(window, window.geometryAt(horizon));
        }
        // An angle's band goes on beyond the ends of its circle.
        const double turn =
            isAngle(window.metric)
                ? angleAsCounted(window.metric, quantiles.median, forecast.current) - quantiles.median
                : 0;
        value.value = quantiles.median + turn;
        value.lower = quantiles.lower + turn;
        value.upper = quantiles.upper + turn;
    }
    forecast.jitter =
        jitter *
        (window.hasGeometry() ? jitterGrowth(window, window.geometry[ForecastWindow::seconds - 1]) : 1);
    forecast.atEnd = atEnd(one, said, held, forecast, shared);
    forecast.method = weights.empty() ? ForecastMethod::geometry : MethodPicker::answering(weights);

    made.issued.series = window.series;
    made.issued.metric = shared;
    made.issued.end = window.end;
    made.issued.current = forecast.current;
    made.issued.isAngle = isAngle(window.metric);
    for (std::size_t method = 0; method < forecastMethodCount; ++method)
        made.issued.set(static_cast<ForecastMethod>(method), said[method]);
    made.issued.setMixed(mixture);
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
