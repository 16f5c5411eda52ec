// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ingest/telemetryroutes.h"

#include <nlohmann/json.hpp>

#include <utility>

namespace desk {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t maxBatchBody = 10'000'000;
constexpr std::size_t maxPointBody = 1U << 20U;

Json rejections(const std::vector<PointDecoder::Rejection> &rejected)
{
    Json list = Json::array();
    for (const auto &[at, error] : rejected)
        list.push_back({{"index", at}, {"field", error.field}, {"message", error.message}});
    return list;
}

ServerResponse json(std::string body)
{
    ServerResponse response;
    response.body = std::move(body);
    return response;
}

} // namespace

TelemetryRoutes::TelemetryRoutes(IngestServer &server, SeriesDictionary &dictionary, const TimeService &time,
                                 EventLog &events, DataLinkStatistics &statistics, BatchSink sink)
    : m_server(server)
    , m_dictionary(dictionary)
    , m_time(time)
    , m_events(events)
    , m_statistics(statistics)
    , m_intake(server, dictionary, time, events, statistics, sink, {0.005, 0.05})
    , m_decoder(dictionary)
    , m_coalescer(
          time, [sink = std::move(sink)](SampleBatch &&batch) { return sink(std::move(batch), nullptr); },
          [&server](std::function<void()> task) { server.post(std::move(task)); },
          [this](const Result<void> &taken, const PointCoalescer::Sums &sums) {
              if (taken)
                  return m_intake.count(sums.points, sums.samples, sums.bytes);
              m_statistics.countError();
              m_server.metrics().countRejected("storage", sums.points);
          })
{
    server.router().add({HttpMethod::post,
                         "/api/v1/telemetry",
                         [this](const HttpRequest &request) { return postPoint(request); },
                         {"telemetry:write"},
                         maxPointBody});
    server.router().add({HttpMethod::post,
                         "/api/v1/telemetry/batch",
                         [this](const HttpRequest &request) { return postBatch(request); },
                         {"telemetry:write"},
                         maxBatchBody});
}

void TelemetryRoutes::restore(std::vector<IdempotentAnswer> answers)
{
    for (IdempotentAnswer &answer : answers)
        m_answers.put(std::move(answer.key), std::move(answer.answer), answer.time);
}

ServerResponse TelemetryRoutes::refused(const HttpRequest &request, const Error &error, std::size_t points)
{
    m_intake.reject(request, error, points);
    return errorResponse(error);
}

std::optional<ServerResponse> TelemetryRoutes::replayed(const std::string &key, Timestamp now)
{
    if (key.empty())
        return std::nullopt;
    auto known = m_answers.find(key, now);
    if (!known)
        return std::nullopt;
    ServerResponse response = json(*std::move(known));
    response.headers.emplace_back("Idempotency-Replayed", "true");
    return response;
}

ServerResponse TelemetryRoutes::postPoint(const HttpRequest &request)
{
    const Timestamp now = m_time.now();
    const auto key = idempotencyKey(request);
    if (!key)
        return errorResponse(key.error());
    if (auto before = replayed(*key, now))
        return *std::move(before);
    m_point.clear();
    if (const auto decoded = m_decoder.decodePoint(request.body, m_point); !decoded)
        return refused(request, decoded.error(), 1);
    const std::string &node = m_dictionary.definition(m_dictionary.definition(m_point.entity[0]).node).name;
    IdempotentAnswer answer{
        *key,
        R"({"success":true,"message":"Telemetry data received successfully","telemetry_id":"tel-)" + node +
            "-" + std::to_string(nanoseconds(now) / 1'000'000'000) + R"(","received_at":")" +
            formatTimestamp(now) + "\"}",
        now};
    if (key->empty() && m_dictionary.isPublished()) {
        ServerResponse response = json(std::move(answer.answer));
        m_server.clients().count(1, m_point.generation[0]);
        m_coalescer.add(m_point, request.body.size(), response);
        return response;
    }
    SampleBatch batch = std::exchange(m_point, {});
    batch.reception = now;
    if (auto taken = m_intake.take(std::move(batch), request.body.size(), key->empty() ? nullptr : &answer);
        !taken)
        return refused(request, taken.error(), 1);
    ServerResponse response = json(answer.answer);
    if (!key->empty())
        m_answers.put(std::move(answer.key), std::move(answer.answer), now);
    return response;
}

ServerResponse TelemetryRoutes::postBatch(const HttpRequest &request)
{
    const Timestamp now = m_time.now();
    auto keyed = idempotencyKey(request);
    if (!keyed)
        return errorResponse(keyed.error());
    const std::string key = *std::move(keyed);
    if (auto before = replayed(key, now))
        return *std::move(before);
    SampleBatch batch = m_intake.freshBatch(request.body.size());
    batch.reception = now;
    const auto decoded =
        m_decoder.decodeArray(request.body, {1000, request.parameter("partial") == "true"}, batch);
    if (!decoded)
        return refused(request, decoded.error(), 1);
    Json body{{"success", true}, {"count", decoded->points}, {"received_at", formatTimestamp(now)}};
    if (!decoded->rejected.empty()) {
        body["rejected"] = rejections(decoded->rejected);
        m_server.metrics().countRejected("validation", decoded->rejected.size());
        for (const auto &[at, error] : decoded->rejected)
            m_server.clients().reject(error, 1);
        m_events.report(now, Severity::caution, EventCode::refused, std::string(request.remote),
                        decoded->rejected.front().error.message);
    }
    IdempotentAnswer answer{key, body.dump(-1, ' ', false, Json::error_handler_t::replace), now};
    if (batch.points() == 0) // nothing but its bytes
        m_intake.count(0, 0, request.body.size());
    if (auto taken = m_intake.take(std::move(batch), request.body.size(), key.empty() ? nullptr : &answer);
        !taken)
        return refused(request, taken.error(), decoded->points);
    ServerResponse response = json(answer.answer);
    if (!key.empty())
        m_answers.put(std::move(answer.key), std::move(answer.answer), now);
    if (decoded->truncated > 0)
        response.headers.emplace_back("X-Truncated", std::to_string(decoded->truncated));
    return response;
}

} // namespace desk
