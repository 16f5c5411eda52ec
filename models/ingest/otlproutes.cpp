// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ingest/otlproutes.h"

#include <nlohmann/json.hpp>
#include <protozero/pbf_writer.hpp>

namespace desk {
namespace {

using Json = nlohmann::ordered_json;

constexpr const char *protobufType = "application/x-protobuf";

std::string plain(const Json &json)
{
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

// Of google.rpc.Code.
int codeOf(int status)
{
    switch (status) {
    case 401:
        return 16; // UNAUTHENTICATED
    case 403:
        return 7; // PERMISSION_DENIED
    case 413:
    case 429:
        return 8; // RESOURCE_EXHAUSTED
    case 503:
        return 14; // UNAVAILABLE
    default:
        return status >= 500 ? 13 : 3; // INTERNAL, INVALID_ARGUMENT
    }
}

std::string_view typeOf(const HttpRequest &request)
{
    std::string_view type = request.header("content-type");
    type = type.substr(0, type.find(';'));
    while (type.ends_with(' '))
        type.remove_suffix(1);
    return type;
}

// google.rpc.Status with a message.
ServerResponse refusal(int status, const std::string &message, bool isJson)
{
    const int code = codeOf(status);
    ServerResponse response;
    response.status = status;
    if (status == 503)
        response.headers.emplace_back("Retry-After", "5");
    if (isJson) {
        response.body = plain({{"code", code}, {"message", message}});
    } else {
        protozero::pbf_writer writer(response.body);
        writer.add_int32(1, code);
        writer.add_string(2, message);
        response.contentType = protobufType;
    }
    return response;
}

// ExportMetricsServiceResponse.
// rejected 0 with a message is a warning.
ServerResponse done(std::size_t rejected, const std::string &message, bool isJson)
{
    ServerResponse response;
    if (isJson) {
        Json body = Json::object();
        if (!message.empty())
            body["partialSuccess"] = {{"rejectedDataPoints", std::to_string(rejected)},
                                      {"errorMessage", message}};
        response.body = plain(body);
        return response;
    }
    response.contentType = protobufType;
    if (!message.empty()) {
        std::string partial;
        protozero::pbf_writer inner(partial);
        inner.add_int64(1, static_cast<std::int64_t>(rejected));
        inner.add_string(2, message);
        protozero::pbf_writer(response.body).add_message(1, partial);
    }
    return response;
}

} // namespace

OtlpRoutes::OtlpRoutes(PointIntake &intake, NodeMapping mapping)
    : m_intake(intake)
    , m_decoder(intake.dictionary(), std::move(mapping))
{
    Router::Route route{HttpMethod::post,
                        "/v1/metrics",
                        [this](const HttpRequest &request) { return post(request); },
                        {"telemetry:write"}};
    route.openOnLoopback = true;
    route.encodings = {"gzip", "deflate"};
    route.refusal = [](const HttpRequest &request, int status, const std::string &message) {
        return std::optional(refusal(status, message, !equalIgnoringCase(typeOf(request), protobufType)));
    };
    intake.server().router().add(std::move(route));
}

ServerResponse OtlpRoutes::post(const HttpRequest &request)
{
    const std::string_view type = typeOf(request);
    const bool isJson = equalIgnoringCase(type, "application/json");
    if (!isJson && !equalIgnoringCase(type, protobufType))
        return refusal(415, "Content-Type must be application/json or application/x-protobuf", true);
    SampleBatch batch = m_intake.freshBatch(request.body.size());
    const auto decoded = isJson ? m_decoder.decodeJson(request.body, request.remote, batch)
                                : m_decoder.decodeProtobuf(request.body, request.remote, batch);
    if (!decoded) {
        m_intake.reject(request, decoded.error(), 1);
        return refusal(400, decoded.error().message, isJson);
    }
    const std::size_t points = batch.points();
    if (auto taken = m_intake.take(std::move(batch), request.body.size()); !taken) {
        m_intake.reject(request, taken.error(), points);
        return refusal(errorResponse(taken.error()).status, taken.error().message, isJson);
    }
    m_intake.leaveOut("stale", decoded->stale);
    m_intake.leaveOut("not_finite", decoded->notFinite);
    m_intake.leaveOut("exponential_buckets", decoded->withoutBuckets);
    std::string warning;
    if (decoded->withoutBuckets > 0)
        warning = "the buckets of " + std::to_string(decoded->withoutBuckets) +
                  " exponential histogram data points are not kept, their count, sum, min and max are; send "
                  "explicit buckets to keep them";
    if (decoded->rejected == 0)
        return done(0, warning, isJson);
    const Error &first = decoded->errors.front();
    m_intake.reject(request, first, decoded->rejected);
    return done(decoded->rejected, first.message + (warning.empty() ? "" : "; " + warning), isJson);
}

} // namespace desk
