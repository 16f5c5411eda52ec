// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/forecast/predictiondecoder.h"

#include "models/forecast/quantileforecast.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>

namespace desk {
namespace {

using Json = nlohmann::json;

tl::unexpected<Error> undecodable(const std::string &what)
{
    return failure(ErrorCode::parseError, "the answer is no forecast: " + what);
}

double numberOf(const Json &json, const std::string &name)
{
    const auto found = json.find(name);
    return found != json.end() && found->is_number() ? found->get<double>() : QuantileForecast::nothing;
}

std::string wordOf(const Json &json, const char *name)
{
    const auto found = json.find(name);
    return found != json.end() && found->is_string() ? found->get<std::string>() : std::string();
}

std::optional<Timestamp> timeOf(const Json &json, const char *name)
{
    const auto time = parseTimestamp(wordOf(json, name));
    return time ? std::optional(*time) : std::nullopt;
}

std::optional<std::size_t> horizonOf(const Json &json)
{
    const auto found = std::ranges::find(forecastHorizons, numberOf(json, "horizon_minutes"),
                                         [](std::chrono::minutes m) { return double(m.count()); });
    return found == forecastHorizons.end()
               ? std::nullopt
               : std::optional(static_cast<std::size_t>(found - forecastHorizons.begin()));
}

// Our own words; of others it is only known that there is no number. Of a link's metrics each has its own:
// "snr_db: …; utilization: …".
ForecastRefusal refusalOf(std::string_view reason, std::string_view metric = {})
{
    const std::string begin = metric.empty() ? std::string() : std::string(metric) + ": ";
    if (const auto at = reason.find(begin); !begin.empty() && at != std::string_view::npos)
        reason = reason.substr(at + begin.size());
    for (auto each = ForecastRefusal::tooLittle; each <= ForecastRefusal::notWatched;
         each = static_cast<ForecastRefusal>(static_cast<int>(each) + 1)) {
        const std::string_view text = forecastRefusalText(each);
        const bool goesOn =
            !begin.empty() && reason.starts_with(text) && reason.substr(text.size()).starts_with(';');
        if (reason == text || goesOn)
            return each;
    }
    return ForecastRefusal::unexplained;
}

ForecastMethod methodOf(const Json &json)
{
    return forecastMethodFromWord(wordOf(json, "model")).value_or(ForecastMethod::lstm);
}

void clearHorizons(Forecast &forecast)
{
    forecast.horizons.fill(
        {QuantileForecast::nothing, QuantileForecast::nothing, QuantileForecast::nothing, 0, std::nullopt});
}

ForecastValue valueOf(const Json &json, const std::string &value, const std::string &lower,
                      const std::string &upper)
{
    const double confidence = numberOf(json, "confidence");
    ForecastValue read{numberOf(json, value), numberOf(json, lower), numberOf(json, upper),
                       std::isfinite(confidence) ? std::clamp(confidence, 0.0, 1.0) : 0,
                       timeOf(json, "ends_at")};
    if (read.lower > read.value || read.upper < read.value) // no band that could be drawn
        read.lower = read.upper = QuantileForecast::nothing;
    return read;
}

bool isTold(const Forecast &forecast)
{
    return std::ranges::any_of(forecast.horizons, [](const ForecastValue &value) {
        return std::isfinite(value.value) || value.endsAt;
    });
}

Forecast seriesForecast(const Json &json, SeriesId series, Timestamp now)
{
    Forecast forecast;
    forecast.series = series;
    forecast.issued = timeOf(json, "issued_at").value_or(now);
    forecast.end =
        timeOf(json, "window_end").value_or(std::chrono::floor<std::chrono::seconds>(forecast.issued));
    forecast.method = methodOf(json);
    forecast.current = numberOf(json, "current");
    clearHorizons(forecast);
    for (const Json &one : json.value("horizons", Json::array())) {
        if (const auto horizon = one.is_object() ? horizonOf(one) : std::nullopt)
            forecast.horizons[*horizon] = valueOf(one, "value", "lower", "upper");
    }
    if (!isTold(forecast))
        forecast.refusal = refusalOf(wordOf(json, "reason"));
    return forecast;
}

// A metric of a link: its member among predictions, and what its figures end in.
struct LinkMetric
{
    const char *metric;
    const char *member;
    std::string unit;
};

Forecast linkForecast(const Json &link, const LinkMetric &metric, SeriesId series, Timestamp issued)
{
    Forecast forecast;
    forecast.series = series;
    forecast.issued = issued;
    forecast.method = ForecastMethod::lstm;
    forecast.current = QuantileForecast::nothing;
    clearHorizons(forecast);
    for (const Json &one : link.value("horizons", Json::array())) {
        const auto horizon = one.is_object() ? horizonOf(one) : std::nullopt;
        if (!horizon)
            continue;
        const Json predictions = one.value("predictions", Json());
        if (!predictions.is_object()) {
            forecast.horizons[*horizon].endsAt = timeOf(one, "ends_at");
            continue;
        }
        const Json prediction = predictions.value(metric.member, Json());
        if (!prediction.is_object())
            continue;
        forecast.horizons[*horizon] =
            valueOf(prediction, "predicted_" + metric.unit, "lower_" + metric.unit, "upper_" + metric.unit);
        forecast.current = numberOf(prediction, "current_" + metric.unit);
        forecast.method = methodOf(prediction);
        forecast.issued = timeOf(prediction, "issued_at").value_or(issued);
    }
    forecast.end = std::chrono::floor<std::chrono::seconds>(forecast.issued);
    if (!isTold(forecast))
        forecast.refusal = refusalOf(wordOf(link, "reason"), metric.metric);
    return forecast;
}

} // namespace

std::string predictionQuestion(std::span<const NamedSeries> series)
{
    Json list = Json::array();
    for (const NamedSeries &one : series) {
        Json json{{"node_id", one.node}, {"metric", one.metric}};
        if (!one.dst.empty())
            json["dst"] = one.dst;
        list.push_back(std::move(json));
    }
    return Json{{"series", std::move(list)}}.dump(-1, ' ', false, Json::error_handler_t::replace);
}

Result<std::vector<Forecast>> decodeSeriesPredictions(std::string_view json,
                                                      std::span<const NamedSeries> series, Timestamp now)
{
    const Json answer = Json::parse(json.begin(), json.end(), nullptr, false);
    if (!answer.is_object() || !answer.contains("predictions") || !answer["predictions"].is_array())
        return undecodable("it has no predictions");
    const Json &list = answer["predictions"];
    if (list.size() != series.size())
        return undecodable("it has " + std::to_string(list.size()) + " predictions in place of " +
                           std::to_string(series.size()));
    std::vector<Forecast> forecasts;
    try {
        for (std::size_t i = 0; i < series.size(); ++i) {
            if (!list[i].is_object() || wordOf(list[i], "node_id") != series[i].node ||
                wordOf(list[i], "dst") != series[i].dst || wordOf(list[i], "metric") != series[i].metric)
                return undecodable("prediction " + std::to_string(i) + " is of another series");
            forecasts.push_back(seriesForecast(list[i], series[i].id, now));
        }
    } catch (const Json::exception &error) { // a member of another type
        return undecodable(error.what());
    }
    return forecasts;
}

std::optional<std::size_t> unknownSeries(std::string_view json)
{
    const Json answer = Json::parse(json.begin(), json.end(), nullptr, false);
    const auto error = answer.is_object() ? answer.find("error") : answer.end();
    if (!answer.is_object() || error == answer.end() || !error->is_object())
        return std::nullopt;
    const auto place = error->find("index");
    if (place == error->end() || !place->is_number_unsigned())
        return std::nullopt;
    return place->get<std::size_t>();
}

Result<std::vector<Forecast>> decodeNodePredictions(std::string_view json, const FindSeries &find,
                                                    Timestamp now)
{
    const Json answer = Json::parse(json.begin(), json.end(), nullptr, false);
    if (!answer.is_object() || !answer.contains("links") || !answer["links"].is_array())
        return undecodable("it has no links");
    const Timestamp issued = timeOf(answer, "timestamp").value_or(now);
    const std::array metrics{LinkMetric{"snr_db", "snr_degradation", "db"},
                             LinkMetric{"utilization", "queue_utilization", "utilization"}};
    std::vector<Forecast> forecasts;
    try {
        for (const Json &link : answer["links"]) {
            if (!link.is_object())
                return undecodable("a link is no object");
            for (const LinkMetric &metric : metrics) {
                if (const auto series = find(wordOf(link, "src"), wordOf(link, "dst"), metric.metric))
                    forecasts.push_back(linkForecast(link, metric, *series, issued));
            }
        }
    } catch (const Json::exception &error) {
        return undecodable(error.what());
    }
    return forecasts;
}

} // namespace desk
