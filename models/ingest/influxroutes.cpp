// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ingest/influxroutes.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace desk {
namespace {

using Json = nlohmann::ordered_json;

constexpr const char *versionHeader = "X-Influxdb-Version";
constexpr const char *version = "constellation-" DESK_VERSION;

std::string text(const Json &json)
{
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::string_view codeWord(int status)
{
    switch (status) {
    case 401:
        return "unauthorized";
    case 403:
        return "forbidden";
    case 413:
        return "request too large";
    case 422:
        return "unprocessable entity";
    case 429:
        return "too many requests";
    case 503:
        return "unavailable";
    case 500:
        return "internal error";
    default:
        return "invalid";
    }
}

// Version 1 says {"error"}, version 2 {"code", "message", "line"}.
ServerResponse refusal(int status, const std::string &message, std::int64_t line, bool second)
{
    ServerResponse response;
    response.status = status;
    Json body;
    if (second) {
        body = {{"code", codeWord(status)}, {"message", message}};
        if (line >= 0)
            body["line"] = line;
    } else {
        body = {{"error", message}};
        std::string header = message.substr(0, 512);
        std::replace_if(
            header.begin(), header.end(), [](char c) { return c < 0x20 || c > 0x7E; }, '?');
        response.headers.emplace_back("X-Influxdb-Error", header);
    }
    response.headers.emplace_back(versionHeader, version);
    if (status == 503)
        response.headers.emplace_back("Retry-After", "5");
    response.body = text(body);
    return response;
}

std::optional<ServerResponse> firstRefusal(const HttpRequest &, int status, const std::string &message)
{
    return refusal(status, message, -1, false);
}

std::optional<ServerResponse> secondRefusal(const HttpRequest &, int status, const std::string &message)
{
    return refusal(status, message, -1, true);
}

ServerResponse done()
{
    ServerResponse response;
    response.status = 204;
    response.headers.emplace_back(versionHeader, version);
    return response;
}

// Words of a statement without case, one blank between them.
std::string plainStatement(std::string_view statement)
{
    std::string plain;
    for (const char c : statement) {
        if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
            if (!plain.empty() && plain.back() != ' ')
                plain += ' ';
        } else {
            plain += c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
        }
    }
    while (!plain.empty() && (plain.back() == ' ' || plain.back() == ';'))
        plain.pop_back();
    return plain;
}

} // namespace

InfluxRoutes::InfluxRoutes(PointIntake &intake, NodeMapping mapping)
    : m_intake(intake)
    , m_decoder(intake.dictionary(), std::move(mapping))
{
    const auto add = [&](HttpMethod method, const char *path, Router::Handler handler, const char *scope) {
        Router::Route route{method, path, std::move(handler), {scope}};
        route.openOnLoopback = true;
        route.encodings = {"gzip", "deflate"};
        route.refusal = route.path == "/api/v2/write" ? secondRefusal : firstRefusal;
        intake.server().router().add(std::move(route));
    };
    add(
        HttpMethod::get, "/ping", [](const HttpRequest &) { return done(); }, "telemetry:write");
    add(
        HttpMethod::post, "/write", [this](const HttpRequest &r) { return write(r, false); },
        "telemetry:write");
    add(
        HttpMethod::post, "/api/v2/write", [this](const HttpRequest &r) { return write(r, true); },
        "telemetry:write");
    add(HttpMethod::get, "/query", query, "telemetry:write");
    add(HttpMethod::post, "/query", query, "telemetry:write");
}

ServerResponse InfluxRoutes::write(const HttpRequest &request, bool second)
{
    LineProtocolDecoder::Options options;
    options.unit = LineProtocolDecoder::unitOf(request.parameter("precision"), true);
    options.partial = true;
    options.sender = request.remote;
    if (options.unit == 0)
        return refusal(400, "precision: allowed: ns, us, ms, s, m, h", -1, second);
    SampleBatch batch = m_intake.freshBatch(request.body.size());
    options.now = batch.reception;
    const auto decoded = m_decoder.decode(request.body, options, batch);
    if (!decoded) {
        m_intake.reject(request, decoded.error(), 1);
        return refusal(400, decoded.error().message, decoded.error().index, second);
    }
    if (auto taken = m_intake.take(std::move(batch), request.body.size()); !taken) {
        m_intake.reject(request, taken.error(), decoded->points);
        return refusal(errorResponse(taken.error()).status, taken.error().message, -1, second);
    }
    if (decoded->rejectedLines == 0)
        return done();
    const Error &first = decoded->rejected.front();
    m_intake.reject(request, first, decoded->rejectedLines);
    const bool isSyntax = first.code == ErrorCode::parseError;
    return refusal(second && !isSyntax ? 422 : 400,
                   "partial write: " + std::string(isSyntax ? "unable to parse " : "") + first.message +
                       " dropped=" + std::to_string(decoded->rejectedLines),
                   first.index, second);
}

ServerResponse InfluxRoutes::query(const HttpRequest &request)
{
    std::string statement = request.parameter("q");
    if (statement.empty()) { // a form
        HttpRequest form = request;
        form.query = {request.body.data(), request.body.size()};
        statement = form.parameter("q");
    }
    const std::string plain = plainStatement(statement);
    Json result{{"statement_id", 0}};
    if (plain == "SHOW DATABASES") {
        result["series"] =
            Json::array({Json::object({{"name", "databases"},
                                       {"columns", Json::array({"name"})},
                                       {"values", Json::array({Json::array({"telemetry"})})}})});
    } else if (!plain.starts_with("CREATE DATABASE ")) {
        return refusal(400,
                       plain.empty() ? "the parameter q is missing"
                                     : "only CREATE DATABASE and SHOW DATABASES are answered here; read "
                                       "telemetry by GET /api/v1/telemetry",
                       -1, false);
    }
    ServerResponse response;
    response.headers.emplace_back(versionHeader, version);
    response.body = text({{"results", Json::array({result})}}) + "\n";
    return response;
}

} // namespace desk
