// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ingest/gpuroutes.h"

#include <algorithm>
#include <charconv>
#include <nlohmann/json.hpp>

namespace desk {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::string_view gpusPath = "/api/v1/gpus/";
constexpr std::size_t defaultLimit = 100;
constexpr std::size_t maxRecordBody = 1U << 20U;

ServerResponse json(const Json &value)
{
    ServerResponse response;
    response.body = value.dump(-1, ' ', false, Json::error_handler_t::replace);
    return response;
}

ServerResponse badRequest(std::string words)
{
    return textResponse(400, std::move(words));
}

// Clients of the queries compare this text.
std::optional<ServerResponse> unauthorizedText(const HttpRequest &, int status, const std::string &)
{
    if (status != 401)
        return std::nullopt;
    return textResponse(status, "Unauthorized: Invalid API key");
}

Json recordOf(const GpuMemory::Value &value, std::string_view uuid)
{
    const GpuLabels &labels = *value.labels;
    return {
        {"device_id", labels.device},
        {"metric", *value.metric},
        {"value", value.value},
        {"time", formatTimestamp(value.time, nanoseconds(value.time) % 1'000'000'000 == 0 ? Fraction::none
                                                                                          : Fraction::nano)},
        {"gpu_id", labels.gpuId},
        {"uuid", uuid},
        {"modelName", labels.modelName},
        {"Hostname", labels.hostname},
        {"container", labels.container},
        {"pod", labels.pod},
        {"namespace", labels.nameSpace},
        {"labels_raw", labels.raw}};
}

using LabelsByMetric = std::map<std::string, std::shared_ptr<const GpuLabels>, std::less<>>;

// Values in ascending order with the labels they had as far as their points tell, else those known now.
std::vector<GpuMemory::Value> valuesOf(std::span<const HistoryQuery::Sample> samples,
                                       const SeriesDictionary &names, LabelsByMetric labels)
{
    std::vector<GpuMemory::Value> values;
    for (std::size_t at = 0; at < samples.size();) {
        std::size_t end = at; // of its point
        std::optional<std::string> raw;
        for (; end < samples.size() && samples[end].sequence == samples[at].sequence; ++end) {
            const SeriesDefinition &series = names.definition(samples[end].series);
            if (series.kind == ValueKind::text &&
                std::ranges::count(GpuMemory::rawMetrics, series.metric) > 0)
                raw = raw.value_or(std::string())
                          .append(names.text(series.id, static_cast<std::uint32_t>(samples[end].value)));
        }
        for (; at < end; ++at) {
            const SeriesDefinition &series = names.definition(samples[at].series);
            if (series.kind == ValueKind::text)
                continue;
            auto &known = labels[series.metric];
            if (!known)
                known = labels[std::string()];
            if (raw && known->raw != *raw) {
                GpuLabels told = *known;
                told.raw = *raw;
                known = std::make_shared<const GpuLabels>(std::move(told));
            }
            values.push_back({fromNanoseconds(samples[at].generation), samples[at].value,
                              std::make_shared<const std::string>(series.metric), known});
        }
    }
    return values;
}

// The newest values of a GPU that are kept at all.
HistoryQuery::Request historyOf(std::string uuid, const GpuMemory::Gpu &gpu, std::optional<Timestamp> from,
                                std::optional<Timestamp> until, std::size_t limit)
{
    constexpr std::size_t mostTexts = GpuMemory::rawMetrics.size() + GpuMemory::labelCount; // of a point
    constexpr std::size_t mostValues = 100'000;
    HistoryQuery::Request request;
    request.patterns.nodes = {uuid};
    request.patterns.dsts = {""};
    request.start = from ? nanoseconds(*from) : request.start;
    request.end = until ? nanoseconds(*until) : request.end;
    limit = std::min(limit, mostValues);
    request.newest = limit * (1 + mostTexts);
    LabelsByMetric labels = gpu.lastLabels;
    labels[std::string()] = std::make_shared<const GpuLabels>(gpu.labels);
    request.write = [uuid = std::move(uuid), labels = std::move(labels),
                     limit](std::span<const HistoryQuery::Sample> samples, const SeriesDictionary &names) {
        const auto values = valuesOf(samples, names, labels);
        Json data = Json::array();
        for (auto value = values.rbegin(); value != values.rend() && data.size() < limit; ++value)
            data.push_back(recordOf(*value, uuid));
        return json({{"gpu_id", uuid}, {"count", data.size()}, {"data", std::move(data)}});
    };
    return request;
}

// Nothing sent = no bound.
Result<std::optional<Timestamp>> timeOf(const HttpRequest &request, const char *name)
{
    const std::string text = request.parameter(name);
    if (text.empty())
        return std::optional<Timestamp>{};
    const auto time = parseTimestamp(text);
    if (!time)
        return failure(ErrorCode::invalidArgument,
                       std::string(name) + ": " + time.error().message + " (RFC 3339)");
    return std::optional(*time);
}

} // namespace

GpuRoutes::GpuRoutes(IngestServer &server, MessageLog &log, std::string topic, const GpuMemory &gpus)
    : m_log(log)
    , m_topic(std::move(topic))
    , m_gpus(gpus)
{
    Router::Route post{HttpMethod::post,
                       "/telemetry",
                       [this](const HttpRequest &request) { return publish(request); },
                       {"telemetry:write"},
                       maxRecordBody};
    post.openOnLoopback = true;
    if (!m_topic.empty())
        server.router().add(std::move(post));
    const auto query = [&server](std::string path, Router::Handler handler) {
        Router::Route route{HttpMethod::get, std::move(path), std::move(handler), {"telemetry:read"}, 0};
        route.refusal = unauthorizedText;
        server.router().add(std::move(route));
    };
    query("/api/v1/gpus", [this](const HttpRequest &) { return this->gpus(); });
    query("/api/v1/gpus/*", [this](const HttpRequest &request) { return telemetry(request); });
    query("/api/v1/hosts",
          [this](const HttpRequest &) { return counts("hosts", "hostname", &GpuLabels::hostname); });
    query("/api/v1/namespaces",
          [this](const HttpRequest &) { return counts("namespaces", "namespace", &GpuLabels::nameSpace); });
}

ServerResponse GpuRoutes::publish(const HttpRequest &request)
{
    const Json record = Json::parse(request.body.begin(), request.body.end(), nullptr, false);
    if (!record.is_object())
        return badRequest("Invalid JSON");
    // As it came, so that the key and the collector read what the sender wrote.
    const auto id =
        m_log.publish(m_topic, std::nullopt, std::string(request.body.data(), request.body.size()));
    if (!id) {
        Error error = id.error();
        error.code = ErrorCode::storageUnavailable; // the record is sound, the queue is not
        return errorResponse(error);
    }
    return json({{"status", "published"}});
}

ServerResponse GpuRoutes::gpus() const
{
    Json list = Json::array();
    for (const auto &[uuid, gpu] : m_gpus.gpus())
        list.push_back(uuid);
    return json({{"count", list.size()}, {"gpus", std::move(list)}});
}

ServerResponse GpuRoutes::telemetry(const HttpRequest &request) const
{
    constexpr std::string_view end = "/telemetry";
    std::string_view uuid = request.path.substr(gpusPath.size());
    if (!uuid.ends_with(end) || uuid.size() == end.size())
        return errorResponse(404, "NOT_FOUND",
                             "nothing is known at " + std::string(request.path.substr(0, 200)) +
                                 "; known: /api/v1/gpus/{uuid}/telemetry");
    uuid.remove_suffix(end.size());
    const auto from = timeOf(request, "start_time");
    const auto until = timeOf(request, "end_time");
    if (!from || !until)
        return badRequest((from ? until : from).error().message);
    std::size_t limit = defaultLimit;
    if (const std::string word = request.parameter("limit"); !word.empty()) {
        const auto [stop, error] = std::from_chars(word.data(), word.data() + word.size(), limit);
        if (error != std::errc{} || stop != word.data() + word.size() || limit == 0)
            return badRequest("limit: a whole number of at least 1");
    }
    const auto known = m_gpus.values(uuid, *from, *until, limit);
    // Fewer than asked for: the recording may have more.
    const GpuMemory::Gpu *const gpu = m_gpus.find(uuid);
    if (known.size() < limit && gpu && m_askHistory)
        return m_askHistory(historyOf(std::string(uuid), *gpu, *from, *until, limit));
    Json data = Json::array();
    for (const GpuMemory::Value &value : known)
        data.push_back(recordOf(value, uuid));
    return json({{"gpu_id", uuid}, {"count", data.size()}, {"data", std::move(data)}});
}

ServerResponse GpuRoutes::counts(const char *list, const char *name, std::string GpuLabels::*label) const
{
    Json rows = Json::array();
    for (const auto &[word, count] : m_gpus.countBy(label))
        rows.push_back({{name, word}, {"gpu_count", count}});
    return json({{"count", rows.size()}, {list, std::move(rows)}});
}

} // namespace desk
