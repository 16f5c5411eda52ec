// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ingest/lineroute.h"

#include <nlohmann/json.hpp>

namespace desk {
namespace {

constexpr std::size_t maxBody = 10'000'000;

// index is a line here, which the message names already.
ServerResponse refusal(const Error &error)
{
    ServerResponse response = errorResponse(error);
    return response.status == 422
               ? errorResponse(422,
                               error.code == ErrorCode::cardinalityLimit ? "CARDINALITY_LIMIT"
                                                                         : "VALIDATION_ERROR",
                               error)
               : response;
}

} // namespace

LineRoute::LineRoute(PointIntake &intake)
    : m_intake(intake)
    , m_decoder(intake.dictionary(), std::nullopt)
{
    Router::Route route{HttpMethod::post,
                        "/api/v1/telemetry/ingest",
                        [this](const HttpRequest &request) { return post(request); },
                        {"telemetry:write"},
                        maxBody};
    route.encodings = {"gzip"};
    intake.server().router().add(std::move(route));
}

ServerResponse LineRoute::post(const HttpRequest &request)
{
    const std::string precision = request.parameter("precision");
    LineProtocolDecoder::Options options;
    options.unit = LineProtocolDecoder::unitOf(precision, false);
    options.partial = request.parameter("partial") == "true";
    if (options.unit == 0)
        return errorResponse(
            422, "VALIDATION_ERROR",
            Error{ErrorCode::invalidArgument, "precision: allowed: ns, us, ms, s", "precision", -1, -1});
    SampleBatch batch = m_intake.freshBatch(request.body.size());
    const Timestamp now = options.now = batch.reception;
    const auto decoded = m_decoder.decode(request.body, options, batch);
    if (!decoded) {
        m_intake.reject(request, decoded.error(), 1);
        return refusal(decoded.error());
    }
    if (auto taken = m_intake.take(std::move(batch), request.body.size()); !taken) {
        m_intake.reject(request, taken.error(), decoded->points);
        return refusal(taken.error());
    }
    nlohmann::ordered_json body{
        {"success", true}, {"count", decoded->points}, {"received_at", formatTimestamp(now)}};
    if (decoded->rejectedLines > 0) {
        m_intake.reject(request, decoded->rejected.front(), decoded->rejectedLines);
        for (const Error &error : decoded->rejected)
            body["rejected"].push_back(
                {{"index", error.index}, {"field", error.field}, {"message", error.message}});
    }
    ServerResponse response;
    response.body = body.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
    return response;
}

} // namespace desk
