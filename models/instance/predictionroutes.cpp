// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/instance/predictionroutes.h"

#include <algorithm>

namespace desk {
namespace {

constexpr std::string_view predictionsPath = "/api/v1/predictions/";
constexpr std::size_t longestBody = 1U << 20U;

// Places of forecasts in an answer; nothing where there is no such series.
struct LinkPlaces
{
    std::string src;
    std::string dst;
    std::optional<std::size_t> snr;
    std::optional<std::size_t> utilization;
};

const Forecast *at(const ForecastAnswer &answer, std::optional<std::size_t> place)
{
    return place ? &answer.forecasts[*place] : nullptr;
}

// The nodes at the other ends of the links that are up.
std::vector<std::string> partnersOf(const TopologySnapshot &fleet, NodeId node)
{
    std::vector<std::string> names;
    for (const TopologyEdge &edge : fleet.edges) {
        if (!edge.active)
            continue;
        if (fleet.nodes[edge.source].id == node)
            names.push_back(fleet.nodes[edge.target].name);
        else if (fleet.nodes[edge.target].id == node)
            names.push_back(fleet.nodes[edge.source].name);
    }
    std::ranges::sort(names);
    return names;
}

} // namespace

PredictionRoutes::PredictionRoutes(IngestServer &server, ForecastService &forecasts,
                                   const SeriesDictionary &names, const Topology &topology,
                                   const TimeService &time)
    : m_server(server)
    , m_forecasts(forecasts)
    , m_names(names)
    , m_topology(topology)
    , m_time(time)
{
    for (const char *path : {"/api/v1/predictions/", "/api/v1/predictions"}) {
        server.router().add({HttpMethod::post,
                             path,
                             [this](const HttpRequest &request) { return ofSeries(request); },
                             {"predictions:run"},
                             longestBody});
    }
    server.router().add({HttpMethod::get,
                         std::string(predictionsPath) + "*",
                         [this](const HttpRequest &request) { return ofNode(request); },
                         {"predictions:read"},
                         0});
    addMetrics();
}

void PredictionRoutes::addMetrics()
{
    const ForecastService::Counters &counters = m_forecasts.counters();
    ServerMetrics &metrics = m_server.metrics();
    metrics.addCounter("constellation_forecasts_issued_total", "Forecasts with numbers that were made.",
                       [&counters] { return double(counters.issued.load()); });
    metrics.addCounter("constellation_forecasts_judged_total", "Horizons of forecasts that have come.",
                       [&counters] { return double(counters.judged.load()); });
    metrics.addGauge("constellation_forecast_series", "Series that forecasts are made of.",
                     [&counters] { return double(counters.watched.load()); });
    metrics.addCounter("constellation_forecast_dropped_samples_total",
                       "Samples that forecasts were made without, because they could not be followed.",
                       [&counters] { return double(counters.droppedSamples.load()); });
    metrics.addCounter("constellation_forecast_cpu_seconds_total", "Processor time of the forecasts.",
                       [&counters] { return double(counters.cpuNs.load()) * 1e-9; });
}

std::optional<SeriesId> PredictionRoutes::find(const std::string &node, const std::string &dst,
                                               std::string_view metric) const
{
    const auto from = m_names.findNode(node);
    const auto to = dst.empty() ? std::optional(noNode) : m_names.findNode(dst);
    const auto entity = from && to ? m_names.findEntity(*from, *to) : std::nullopt;
    return entity ? m_names.findSeries(*entity, metric) : std::nullopt;
}

ServerResponse PredictionRoutes::ask(ForecastQuestion question, Write write)
{
    struct Held // until the service's thread has answered
    {
        ForecastQuestion question;
        std::string body;
        std::optional<Error> error;
    };
    auto held = std::make_shared<Held>();
    held->question = std::move(question);
    ServerResponse response;
    response.hold = [this, held, write = std::move(write)](std::function<void()> ready) {
        const auto asked =
            m_forecasts.ask(std::move(held->question), [this, held, write, ready](ForecastAnswer &&answer) {
                held->body = write(answer);
                m_server.post(ready);
            });
        if (!asked) {
            held->error = asked.error();
            m_server.post(std::move(ready));
        }
    };
    response.amend = [held](ServerResponse &sent) {
        if (held->error)
            sent = errorResponse(*held->error);
        else
            sent.body = std::move(held->body);
    };
    return response;
}

ServerResponse PredictionRoutes::ofNode(const HttpRequest &request)
{
    const std::string name = request.pathBehind(predictionsPath);
    const auto node = m_names.findNode(name);
    if (!node)
        return errorResponse(failure(ErrorCode::notFound, "there is no node " + name, "node_id").value());
    const std::string useCache = request.parameter("use_cache");
    if (!useCache.empty() && useCache != "true" && useCache != "false")
        return errorResponse(
            failure(ErrorCode::invalidArgument, "use_cache must be true or false", "use_cache").value());
    ForecastQuestion question;
    question.useCache = useCache != "false";
    std::vector<LinkPlaces> links;
    for (const std::string &partner : partnersOf(*m_topology.latest(), *node)) {
        // The direction that it sends in; the other one where nothing tells of that.
        const bool isReversed = !find(name, partner, "snr_db") && find(partner, name, "snr_db");
        LinkPlaces link{isReversed ? partner : name, isReversed ? name : partner, {}, {}};
        for (auto [metric, place] :
             {std::pair("snr_db", &link.snr), std::pair("utilization", &link.utilization)}) {
            if (const auto series = find(link.src, link.dst, metric)) {
                *place = question.series.size();
                question.series.push_back(*series);
            }
        }
        links.push_back(std::move(link));
    }
    return ask(std::move(question), [this, name, links = std::move(links)](const ForecastAnswer &answer) {
        std::vector<LinkPrediction> predictions;
        for (const LinkPlaces &link : links)
            predictions.push_back({link.src, link.dst, at(answer, link.snr), at(answer, link.utilization)});
        return nodePredictionsJson(name, predictions, answer.cached, m_time.now());
    });
}

ServerResponse PredictionRoutes::ofSeries(const HttpRequest &request)
{
    auto wanted = PredictionRequest::parse({request.body.data(), request.body.size()});
    if (!wanted)
        return errorResponse(wanted.error());
    ForecastQuestion question;
    question.useCache = wanted->useCache;
    std::vector<std::optional<std::size_t>> places;
    for (std::size_t i = 0; i < wanted->series.size(); ++i) {
        const PredictionRequest::Series &one = wanted->series[i];
        for (const std::string *name : {&one.node, &one.dst}) {
            if (!name->empty() && !m_names.findNode(*name))
                return errorResponse(failure(ErrorCode::notFound, "there is no node " + *name, "series", -1,
                                             static_cast<std::int64_t>(i))
                                         .value());
        }
        const auto series = find(one.node, one.dst, one.metric);
        places.push_back(series ? std::optional(question.series.size()) : std::nullopt);
        if (series)
            question.series.push_back(*series);
    }
    return ask(std::move(question),
               [wanted = *std::move(wanted), places = std::move(places)](const ForecastAnswer &answer) {
                   std::vector<SeriesPrediction> predictions;
                   for (std::size_t i = 0; i < places.size(); ++i) {
                       const PredictionRequest::Series &one = wanted.series[i];
                       predictions.push_back({one.node, one.dst, one.metric, at(answer, places[i])});
                   }
                   return seriesPredictionsJson(predictions, wanted.horizons);
               });
}

} // namespace desk
