// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/instance/predictionjson.h"

#include "models/telemetry/jsondocument.h"
#include "models/telemetry/time.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <cstdlib>

namespace desk {
namespace {

using Json = nlohmann::ordered_json;

constexpr const char *nothingCame = "nothing has come of it";

// What the methods' floats hold; null for what is unknown.
Json figure(double value)
{
    if (!std::isfinite(value))
        return nullptr;
    std::array<char, 32> text{};
    std::snprintf(text.data(), text.size(), "%.7g", value);
    return std::strtod(text.data(), nullptr);
}

std::string write(const Json &json)
{
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

int minutesOf(std::size_t horizon)
{
    return static_cast<int>(forecastHorizons[horizon].count());
}

bool isMade(const Forecast *forecast)
{
    return forecast && forecast->refusal == ForecastRefusal::none;
}

std::string reasonOf(const Forecast *forecast)
{
    return !forecast          ? nothingCame
           : isMade(forecast) ? std::string()
                              : std::string(forecastRefusalText(forecast->refusal));
}

// unit: what the names of the figures end in.
Json predictionOf(const Forecast &forecast, std::size_t horizon, const std::string &unit)
{
    const ForecastValue &value = forecast.horizons[horizon];
    return {{"current_" + unit, figure(forecast.current)},  {"predicted_" + unit, figure(value.value)},
            {"confidence", figure(value.confidence)},       {"lower_" + unit, figure(value.lower)},
            {"upper_" + unit, figure(value.upper)},         {"model", forecastMethodWord(forecast.method)},
            {"issued_at", formatTimestamp(forecast.issued)}};
}

Json horizonOf(const LinkPrediction &link, std::size_t horizon)
{
    Json json{{"horizon_minutes", minutesOf(horizon)}};
    for (const Forecast *each : {link.snr, link.utilization}) {
        if (!isMade(each) || !each->horizons[horizon].endsAt)
            continue;
        json["predictions"] = nullptr;
        json["ends_at"] = formatTimestamp(*each->horizons[horizon].endsAt, Fraction::none);
        return json;
    }
    Json predictions = Json::object();
    if (isMade(link.snr))
        predictions["snr_degradation"] = predictionOf(*link.snr, horizon, "db");
    if (isMade(link.utilization))
        predictions["queue_utilization"] = predictionOf(*link.utilization, horizon, "utilization");
    json["predictions"] = std::move(predictions);
    return json;
}

// What is missing of a link, and why.
std::string reasonOf(const LinkPrediction &link)
{
    const std::string snr = reasonOf(link.snr);
    const std::string utilization = reasonOf(link.utilization);
    if (snr == utilization)
        return snr;
    std::string reason = snr.empty() ? std::string() : "snr_db: " + snr;
    if (!utilization.empty())
        reason.append(reason.empty() ? "" : "; ").append("utilization: ").append(utilization);
    return reason;
}

tl::unexpected<Error> wrongSeries(std::size_t at, const std::string &field, const std::string &what)
{
    return failure(ErrorCode::invalidArgument, field + " " + what, field, -1, static_cast<std::int64_t>(at));
}

Result<PredictionRequest::Series> seriesOf(const Json &json, std::size_t at)
{
    if (!json.is_object())
        return wrongSeries(at, "series", "must hold objects with node_id, metric and, of a link, dst");
    PredictionRequest::Series series;
    for (const auto &[key, value] : json.items()) {
        std::string *to = key == "node_id"  ? &series.node
                          : key == "dst"    ? &series.dst
                          : key == "metric" ? &series.metric
                                            : nullptr;
        if (!to)
            return wrongSeries(at, key, "is no member of a series; use node_id, dst, metric");
        if (value.is_null() && key == "dst")
            continue;
        if (!value.is_string())
            return wrongSeries(at, key, "must be a string");
        *to = value.get<std::string>();
    }
    if (series.node.empty() || series.metric.empty())
        return wrongSeries(at, series.node.empty() ? "node_id" : "metric", "is missing");
    return series;
}

Result<HorizonSet> horizonsOf(const Json &json)
{
    HorizonSet horizons;
    bool isGood = json.is_array() && !json.empty();
    for (const Json &minutes : isGood ? json : Json::array()) {
        const auto found = std::ranges::find_if(forecastHorizons, [&](std::chrono::minutes horizon) {
            return minutes.is_number_integer() && minutes.get<std::int64_t>() == horizon.count();
        });
        isGood = isGood && found != forecastHorizons.end();
        if (isGood)
            horizons.set(static_cast<std::size_t>(found - forecastHorizons.begin()));
    }
    if (!isGood)
        return failure(ErrorCode::invalidArgument, "horizon_minutes must be some of 1, 3 and 5",
                       "horizon_minutes");
    return horizons;
}

} // namespace

std::string nodePredictionsJson(std::string_view node, const std::vector<LinkPrediction> &links, bool cached,
                                Timestamp now)
{
    Timestamp oldest = now;
    Json list = Json::array();
    for (const LinkPrediction &link : links) {
        Json one{{"src", link.src}, {"dst", link.dst}, {"horizons", Json::array()}};
        for (const Forecast *each : {link.snr, link.utilization})
            oldest = each ? std::min(oldest, each->issued) : oldest;
        for (std::size_t horizon = 0; horizon < forecastHorizons.size(); ++horizon) {
            if (isMade(link.snr) || isMade(link.utilization))
                one["horizons"].push_back(horizonOf(link, horizon));
        }
        if (const std::string reason = reasonOf(link); !reason.empty())
            one["reason"] = reason;
        list.push_back(std::move(one));
    }
    const double age = std::chrono::duration<double>(now - oldest).count();
    return write({{"node_id", node},
                  {"timestamp", formatTimestamp(oldest)},
                  {"cached", cached},
                  {"age_s", std::round(age * 1000) / 1000},
                  {"links", std::move(list)}});
}

std::string seriesPredictionsJson(const std::vector<SeriesPrediction> &predictions,
                                  const HorizonSet &horizons)
{
    Json list = Json::array();
    for (const SeriesPrediction &one : predictions) {
        Json json{{"node_id", one.node}};
        json["dst"] = one.dst.empty() ? Json() : Json(one.dst);
        json["metric"] = one.metric;
        json["horizons"] = Json::array();
        if (!isMade(one.forecast)) {
            json["reason"] = reasonOf(one.forecast);
            list.push_back(std::move(json));
            continue;
        }
        const Forecast &forecast = *one.forecast;
        json["issued_at"] = formatTimestamp(forecast.issued);
        json["window_end"] = formatTimestamp(forecast.end, Fraction::none);
        json["model"] = forecastMethodWord(forecast.method);
        json["current"] = figure(forecast.current);
        for (std::size_t horizon = 0; horizon < forecastHorizons.size(); ++horizon) {
            if (!horizons[horizon])
                continue;
            const ForecastValue &value = forecast.horizons[horizon];
            Json each{{"horizon_minutes", minutesOf(horizon)},
                      {"value", figure(value.value)},
                      {"lower", figure(value.lower)},
                      {"upper", figure(value.upper)},
                      {"confidence", value.endsAt ? Json() : figure(value.confidence)}};
            if (value.endsAt)
                each["ends_at"] = formatTimestamp(*value.endsAt, Fraction::none);
            json["horizons"].push_back(std::move(each));
        }
        list.push_back(std::move(json));
    }
    return write({{"predictions", std::move(list)}});
}

Result<PredictionRequest> PredictionRequest::parse(std::string_view body)
{
    constexpr std::size_t deepestBody = 8;
    const auto parsed = parseJson(body, deepestBody);
    if (!parsed)
        return failure(ErrorCode::parseError, "the body is " + parsed.error().message, {},
                       parsed.error().offset);
    const Json &json = *parsed;
    if (!json.is_object() || !json.contains("series") || !json["series"].is_array())
        return failure(ErrorCode::parseError, "the body must be {\"series\":[{\"node_id\":…,\"metric\":…}]}");
    PredictionRequest request;
    request.horizons.set();
    for (const auto &[key, value] : json.items()) {
        if (key == "horizon_minutes") {
            const auto horizons = horizonsOf(value);
            if (!horizons)
                return tl::unexpected(horizons.error());
            request.horizons = *horizons;
        } else if (key == "use_cache") {
            if (!value.is_boolean())
                return failure(ErrorCode::invalidArgument, "use_cache must be true or false", key);
            request.useCache = value.get<bool>();
        } else if (key != "series") {
            return failure(ErrorCode::invalidArgument,
                           "unknown member " + key + "; use series, horizon_minutes, use_cache", key);
        }
    }
    const Json &list = json["series"];
    if (list.empty() || list.size() > mostSeries)
        return failure(ErrorCode::invalidArgument,
                       "series must hold 1 to " + std::to_string(mostSeries) + " of them", "series");
    for (std::size_t i = 0; i < list.size(); ++i) {
        auto series = seriesOf(list[i], i);
        if (!series)
            return tl::unexpected(series.error());
        request.series.push_back(*std::move(series));
    }
    return request;
}

} // namespace desk
