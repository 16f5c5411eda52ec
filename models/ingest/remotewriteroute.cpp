// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ingest/remotewriteroute.h"

namespace desk {
namespace {

// Senders log this text and do not send the request again.
ServerResponse text(int status, std::string message)
{
    ServerResponse response;
    response.status = status;
    response.headers.emplace_back("X-Prometheus-Remote-Write-Version", "0.1.0");
    if (status == 503)
        response.headers.emplace_back("Retry-After", "5");
    if (!message.empty()) {
        response.contentType = "text/plain; charset=utf-8";
        response.body = std::move(message) + "\n";
    }
    return response;
}

} // namespace

RemoteWriteRoute::RemoteWriteRoute(PointIntake &intake, NodeMapping mapping)
    : m_intake(intake)
    , m_decoder(intake.dictionary(), std::move(mapping))
{
    Router::Route route{HttpMethod::post,
                        "/api/v1/write",
                        [this](const HttpRequest &request) { return post(request); },
                        {"telemetry:write"}};
    route.openOnLoopback = true;
    route.encodings = {"snappy"};
    route.refusal = [](const HttpRequest &, int status, const std::string &message) {
        return std::optional(text(status, message));
    };
    intake.server().router().add(std::move(route));
}

ServerResponse RemoteWriteRoute::post(const HttpRequest &request)
{
    if (request.header("content-type").find("io.prometheus.write.v2") != std::string_view::npos)
        return text(415, "remote-write 2.0 is not understood; send prometheus.WriteRequest (1.0)");
    if (!equalIgnoringCase(request.header("content-encoding"), "snappy"))
        return text(415, "Content-Encoding must be snappy");
    SampleBatch batch = m_intake.freshBatch(request.body.size());
    const auto decoded = m_decoder.decode(request.body, request.remote, batch);
    if (!decoded) {
        m_intake.reject(request, decoded.error(), 1);
        return text(400, decoded.error().message);
    }
    const std::size_t points = batch.points();
    if (auto taken = m_intake.take(std::move(batch), request.body.size()); !taken) {
        m_intake.reject(request, taken.error(), points);
        return text(errorResponse(taken.error()).status, taken.error().message);
    }
    m_intake.leaveOut("stale", decoded->stale);
    m_intake.leaveOut("not_finite", decoded->notFinite);
    if (decoded->rejected == 0)
        return text(204, {});
    m_intake.reject(request, decoded->errors.front(), decoded->rejected);
    return text(400, std::to_string(decoded->samples) + " samples taken, " +
                         std::to_string(decoded->rejected) +
                         " refused, the first: " + decoded->errors.front().message);
}

} // namespace desk
