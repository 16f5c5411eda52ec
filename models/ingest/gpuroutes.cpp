// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ingest/gpuroutes.h"

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
    Json data = Json::array();
    for (const GpuMemory::Value &value : m_gpus.values(uuid, *from, *until, limit))
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
