// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ingest/serviceroutes.h"

#include "models/ingest/proxyroutes.h"

#include <nlohmann/json.hpp>

namespace desk {
namespace {

using Json = nlohmann::ordered_json;

ServerResponse text(std::string body, std::string type)
{
    ServerResponse response;
    response.body = std::move(body);
    response.contentType = std::move(type);
    return response;
}

ServerResponse createToken(IngestServer &server, const TimeService &time, EventLog &events,
                           const HttpRequest &request)
{
    const Json body = Json::parse(request.body.begin(), request.body.end(), nullptr, false);
    if (!body.is_object() || !body.contains("scopes") || !body["scopes"].is_array())
        return errorResponse(
            422, "VALIDATION_ERROR",
            "scopes: an array of scopes is required, for example {\"name\":\"lab\",\"scopes\":[\"write\"]}");
    std::vector<std::string> scopes;
    for (const Json &scope : body["scopes"]) {
        if (!scope.is_string())
            return errorResponse(422, "VALIDATION_ERROR", "scopes: each must be a string");
        scopes.push_back(scope.get<std::string>());
    }
    std::optional<Timestamp> expires;
    if (body.contains("expires") && !body["expires"].is_null()) {
        const auto at = body["expires"].is_string()
                            ? parseTimestamp(body["expires"].get<std::string>())
                            : failure(ErrorCode::invalidArgument, "must be an ISO 8601 time");
        if (!at)
            return errorResponse(422, "VALIDATION_ERROR", "expires: " + at.error().message);
        expires = *at;
    }
    const std::string name =
        body.contains("name") && body["name"].is_string() ? body["name"].get<std::string>() : "";
    auto made = server.authenticator().tokens().create(name, std::move(scopes), expires, time.now());
    if (!made)
        return errorResponse(made.error());
    events.report(time.now(), Severity::nominal, EventCode::tokenCreated, made->entry.id, name);
    Json answer = Json::parse(tokensToJson(std::span(&made->entry, 1)))[0];
    answer["token"] = made->token;
    ServerResponse response;
    response.status = 201;
    response.body = answer.dump();
    return response;
}

} // namespace

void addServiceRoutes(IngestServer &server, const TimeService &time, EventLog &events,
                      const std::function<std::string()> &notReady)
{
    Router &router = server.router();
    Router::Route root{HttpMethod::get,
                       "/",
                       [](const HttpRequest &) {
                           ServerResponse response =
                               text("<!doctype html><title>Constellation</title><p>node is operational</p>\n",
                                    "text/html; charset=utf-8");
                           response.headers.emplace_back("x-request", Guid::make().text());
                           return response;
                       },
                       {},
                       0};
    root.refusal = [](const HttpRequest &, int status, const std::string &message) {
        return status == 401 ? std::optional(proxyError(status, message)) : std::nullopt;
    };
    router.add(std::move(root));
    router.add({HttpMethod::get,
                "/health",
                [](const HttpRequest &) {
                    return text(Json{{"name", "constellation"},
                                     {"status", "pass"},
                                     {"healthy", true},
                                     {"version", DESK_VERSION},
                                     {"message", "ready for telemetry"}}
                                    .dump(),
                                "application/json");
                },
                {},
                0});
    router.add({HttpMethod::get,
                "/ready",
                [notReady](const HttpRequest &) {
                    const std::string reason = notReady();
                    ServerResponse response =
                        text(Json{{"ready", reason.empty()}, {"reason", reason}}.dump(), "application/json");
                    response.status = reason.empty() ? 200 : 503;
                    return response;
                },
                {},
                0});
    router.add({HttpMethod::get,
                "/metrics",
                [&server](const HttpRequest &) {
                    return text(server.metrics().text(), "text/plain; version=0.0.4; charset=utf-8");
                },
                {},
                0});
    router.add({HttpMethod::get,
                "/api/v1/tokens",
                [&server](const HttpRequest &) {
                    return text("{\"tokens\":" + tokensToJson(server.authenticator().tokens().entries()) +
                                    "}",
                                "application/json");
                },
                {"admin"},
                0});
    router.add({HttpMethod::post,
                "/api/v1/tokens",
                [&](const HttpRequest &request) { return createToken(server, time, events, request); },
                {"admin"},
                16 * 1024});
    router.add({HttpMethod::del,
                "/api/v1/tokens/*",
                [&](const HttpRequest &request) {
                    static constexpr std::string_view prefix = "/api/v1/tokens/";
                    auto gone = server.authenticator().tokens().revoke(request.path.substr(prefix.size()));
                    if (!gone)
                        return errorResponse(gone.error());
                    events.report(time.now(), Severity::nominal, EventCode::tokenRevoked, gone->id,
                                  gone->name);
                    return text(Json{{"success", true}, {"revoked", gone->id}}.dump(), "application/json");
                },
                {"admin"},
                0});
}

} // namespace desk
