// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ingest/ingestserver.h"

#include "models/ingest/bodyencoding.h"
#include "models/ingest/pointdecoder.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace desk {
namespace {

constexpr std::string_view openOutward = "/health"; // the one path that needs no token on any interface
constexpr std::size_t keptPlainBody = 4U << 20U;
constexpr int leastRefusalStatus = 400;

bool takesEncoding(const Router::Route *route, std::string_view encoding)
{
    return encoding.empty() || equalIgnoringCase(encoding, "identity") ||
           (route && std::any_of(route->encodings.begin(), route->encodings.end(),
                                 [&](const std::string &own) { return equalIgnoringCase(own, encoding); }));
}

} // namespace

IngestServer::IngestServer(Options options, Authenticator authenticator, const TimeService &time,
                           EventLog &events)
    : m_options(std::move(options))
    , m_time(time)
    , m_events(events)
    , m_authenticator(std::move(authenticator))
    , m_rates(m_options.ratePerMinute)
    , m_audit(m_options.auditFile)
    , m_http(m_options.http,
             {[this](const HttpRequest &request, std::string_view raw, std::size_t &maxBody) {
                  return accept(request, raw, maxBody);
              },
              [this](const HttpRequest &request) { return answer(request); },
              [this] { m_metrics.countRejected("framing"); },
              [this](const HttpRequest &request, ServerResponse &response) { phrase(request, response); }},
             time)
{
}

std::optional<ServerResponse> IngestServer::accept(const HttpRequest &request, std::string_view rawHeader,
                                                   std::size_t &maxBody)
{
    if (auto refusal = m_guard->check(request, rawHeader)) {
        m_metrics.countRejected("guard");
        noteEnd(request, *refusal);
        return refusal;
    }
    const std::string_view encoding = request.header("content-encoding");
    const auto match = m_router.find(request.method, request.path);
    if (!fallsBack(request, match) && !takesEncoding(match.route, encoding)) {
        std::string allowed;
        for (const std::string &own : match.route ? match.route->encodings : std::vector<std::string>{})
            allowed += (allowed.empty() ? "" : ", ") + own;
        ServerResponse refusal =
            errorResponse(415, "UNSUPPORTED_MEDIA_TYPE",
                          "Content-Encoding " + std::string(encoding) + " is not understood; send the body " +
                              (allowed.empty() ? "as it is" : "as it is or as " + allowed));
        noteEnd(request, refusal);
        phrase(request, refusal);
        return refusal;
    }
    if (match.route)
        maxBody = std::min(maxBody, match.route->maxBody);
    return std::nullopt;
}

ServerResponse IngestServer::answer(const HttpRequest &request)
{
    const SteadyTime start = m_time.steadyNow();
    ServerResponse response = handle(request);
    noteEnd(request, response);
    phrase(request, response);
    if (const std::string_view origin = request.header("origin"); m_guard->isListed(origin)) {
        response.headers.emplace_back("Access-Control-Allow-Origin", std::string(origin));
        response.headers.emplace_back("Access-Control-Expose-Headers",
                                      "Retry-After, RateLimit-Limit, RateLimit-Remaining, RateLimit-Reset, "
                                      "X-Truncated, Idempotency-Replayed");
        response.headers.emplace_back("Vary", "Origin");
    }
    countWhenSent(response, start);
    return response;
}

// Whoever sends something shall find out why it does not show, also where no feature saw it.
void IngestServer::noteEnd(const HttpRequest &request, const ServerResponse &response)
{
    if (request.method != HttpMethod::post)
        return;
    std::string message;
    if (response.status >= leastRefusalStatus) {
        const auto json = nlohmann::json::parse(response.body, nullptr, false);
        const bool isOurs = json.is_object() && json.contains("error") && json["error"].is_object();
        message = isOurs ? json["error"].value("message", "") : response.body;
    }
    m_clients.end(request, response.status, message);
}

// What is held back has its status when it goes out.
void IngestServer::countWhenSent(ServerResponse &response, SteadyTime start)
{
    if (!response.hold)
        return m_metrics.countRequest(response.status, m_time.steadyNow() - start);
    response.amend = [this, start, first = std::move(response.amend)](ServerResponse &held) {
        if (first)
            first(held);
        m_metrics.countRequest(held.status, m_time.steadyNow() - start);
    };
}

// All of /api and the names of ours stay ours, whatever is asked of them; of / only what we answer.
bool IngestServer::fallsBack(const HttpRequest &request, const Router::Match &match) const
{
    if (!m_fallback.answer || match.route)
        return false;
    if (request.path == "/")
        return true;
    const auto isOurs = [&](std::string_view name) {
        return request.path.starts_with(name) &&
               (request.path.size() == name.size() || request.path[name.size()] == '/');
    };
    return match.allowed.empty() && !isOurs("/api") && !isOurs("/docs") && request.path != "/favicon.ico";
}

ServerResponse IngestServer::handleFallback(const HttpRequest &request)
{
    auto identity = m_authenticator.authenticate(request, {}, m_time.now());
    if (identity && !*identity &&
        (!request.loopback || (m_options.loopbackNeedsToken && m_authenticator.isRequired())))
        identity = failure(ErrorCode::unauthenticated, "Missing authentication token");
    if (!identity) {
        m_metrics.countRejected("token");
        ServerResponse response = m_fallback.refuse(request, identity.error());
        m_audit.refused(m_time.now(), request.remote, response.status, identity.error().message);
        return response;
    }
    HttpRequest known = request;
    known.identity = *identity ? &**identity : nullptr;
    return m_fallback.answer(known);
}

// Clients of a path of another system read no envelope of ours: they get its message in their own form.
void IngestServer::phrase(const HttpRequest &request, ServerResponse &response) const
{
    constexpr std::string_view envelope = R"({"success":false,"error":{)";
    if (response.status < leastRefusalStatus || !response.body.starts_with(envelope))
        return;
    const auto match = m_router.find(request.method, request.path);
    if (!match.route || !match.route->refusal)
        return;
    const auto json = nlohmann::json::parse(response.body, nullptr, false);
    auto own = match.route->refusal(request, response.status,
                                    json.is_object() ? json["error"].value("message", "") : "");
    if (!own)
        return;
    response.contentType = std::move(own->contentType);
    response.body = std::move(own->body);
    for (auto &header : own->headers) {
        const bool known =
            std::any_of(response.headers.begin(), response.headers.end(),
                        [&](const auto &each) { return equalIgnoringCase(each.first, header.first); });
        if (!known)
            response.headers.push_back(std::move(header));
    }
}

// A browser's question before it sends a request of a listed origin. It carries no token.
std::optional<ServerResponse> IngestServer::preflight(const HttpRequest &request,
                                                      const Router::Match &match) const
{
    if (request.method != HttpMethod::options || match.allowed.empty() ||
        request.header("access-control-request-method").empty() ||
        !m_guard->isListed(request.header("origin")))
        return std::nullopt;
    ServerResponse response;
    response.headers.emplace_back("Access-Control-Allow-Methods", match.allowed);
    response.headers.emplace_back(
        "Access-Control-Allow-Headers",
        "Authorization, Content-Type, Content-Encoding, Idempotency-Key, X-API-Key, "
        "X-Ack, X-Producer, X-Sequence, Last-Event-ID");
    response.headers.emplace_back("Access-Control-Max-Age", "600");
    return response;
}

ServerResponse IngestServer::refuseIdentity(const HttpRequest &request, const Error &error)
{
    m_metrics.countRejected(error.code == ErrorCode::forbidden ? "scope" : "token");
    ServerResponse response = errorResponse(error);
    m_audit.refused(m_time.now(), request.remote, response.status, error.message);
    if (response.status == 401)
        response.headers.emplace_back("WWW-Authenticate", "Bearer realm=\"constellation\"");
    return response;
}

void IngestServer::addRateHeaders(ServerResponse &response, const Identity &identity) const
{
    const auto allowance = m_rates.allowance(identity.id);
    response.headers.emplace_back("RateLimit-Limit", std::to_string(allowance.limit));
    response.headers.emplace_back("RateLimit-Remaining", std::to_string(allowance.remaining));
    response.headers.emplace_back("RateLimit-Reset", std::to_string(allowance.reset.count()));
    response.headers.emplace_back("RateLimit-Policy", std::to_string(allowance.limit) + ";w=60");
}

void IngestServer::auditAction(const HttpRequest &request, const Identity &identity,
                               const ServerResponse &response)
{
    std::string made; // of a new token
    if (response.status == 201) {
        const auto body = nlohmann::json::parse(response.body, nullptr, false);
        if (body.is_object() && body.contains("id") && body["id"].is_string())
            made = body["id"].get<std::string>();
    }
    m_audit.record(m_time.now(),
                   {std::string(httpMethodWord(request.method)) + " " + std::string(request.path),
                    identity.id, request.remote, response.status, made});
}

ServerResponse IngestServer::handle(const HttpRequest &request)
{
    static const std::vector<std::string> none;
    const auto match = m_router.find(request.method, request.path);
    if (auto answer = preflight(request, match))
        return *std::move(answer);
    if (fallsBack(request, match))
        return handleFallback(request);
    const bool isOpen =
        match.route && match.route->openOnLoopback && request.loopback && !m_options.loopbackNeedsToken;
    const auto &scopes = match.route && !isOpen ? match.route->scopes : none;
    const auto identity = m_authenticator.authenticate(request, scopes, m_time.now());
    if (!identity)
        return refuseIdentity(request, identity.error());
    if (!*identity && !request.loopback && request.path != openOutward)
        return refuseIdentity(request,
                              failure(ErrorCode::unauthenticated, "Missing authentication token").value());
    if (!match.route && match.allowed.empty())
        return errorResponse(404, "NOT_FOUND",
                             "nothing is known at " + std::string(request.path.substr(0, 200)));
    if (!match.route) {
        ServerResponse response = errorResponse(405, "METHOD_NOT_ALLOWED",
                                                std::string(httpMethodWord(request.method)) +
                                                    " is not allowed here; allowed: " + match.allowed);
        response.headers.emplace_back("Allow", match.allowed);
        return response;
    }
    const bool limited = *identity && m_options.ratePerMinute > 0 && !scopes.empty() &&
                         (!request.loopback || m_options.rateLimitLoopback);
    if (limited) {
        if (const auto wait = m_rates.take((*identity)->id, m_time.steadyNow()); wait.count() > 0) {
            m_metrics.countRejected("rate");
            ServerResponse response = errorResponse(429, "RATE_LIMITED",
                                                    "more than " + std::to_string(m_options.ratePerMinute) +
                                                        " requests a minute with this token");
            response.headers.emplace_back("Retry-After", std::to_string(wait.count()));
            addRateHeaders(response, **identity);
            return response;
        }
    }
    HttpRequest known = request;
    known.identity = *identity ? &**identity : nullptr;
    const SteadyTime complete = m_time.steadyNow();
    const bool takesPoints = Router::takesPoints(*match.route);
    if (takesPoints)
        m_clients.begin(known);
    ServerResponse response = handleBody(known, *match.route);
    if (takesPoints)
        countAcknowledgement(response, complete);
    if (limited)
        addRateHeaders(response, **identity);
    if (*identity && request.method != HttpMethod::get && request.method != HttpMethod::head &&
        std::find(scopes.begin(), scopes.end(), "admin") != scopes.end())
        auditAction(request, **identity, response);
    return response;
}

// An answer that is held back ends when it goes out, not when its handler returned.
void IngestServer::countAcknowledgement(ServerResponse &response, SteadyTime complete)
{
    if (response.status < 200 || response.status >= 300)
        return;
    if (!response.hold) {
        m_metrics.countAcknowledgement(m_time.steadyNow() - complete);
        return;
    }
    response.hold = [this, complete, hold = std::move(response.hold)](std::function<void()> ready) {
        hold([this, complete, ready = std::move(ready)] {
            m_metrics.countAcknowledgement(m_time.steadyNow() - complete);
            ready();
        });
    };
}

ServerResponse IngestServer::handleBody(HttpRequest &request, const Router::Route &route)
{
    const auto handle = [&] { return m_around ? m_around(request, route.handler) : route.handler(request); };
    const std::string_view encoding = request.header("content-encoding");
    if (encoding.empty() || equalIgnoringCase(encoding, "identity"))
        return handle();
    const auto plain = BodyEncoding::undo(encoding, request.body, PointDecoder::padding, m_plainBody);
    if (!plain) {
        m_metrics.countRejected("encoding");
        const bool isSize = plain.error().code == ErrorCode::tooLarge;
        ServerResponse response =
            errorResponse(isSize ? 413 : 400, isSize ? "PAYLOAD_TOO_LARGE" : "BAD_REQUEST", plain.error());
        response.close = isSize;
        return response;
    }
    request.body = *plain;
    ServerResponse response = handle();
    if (m_plainBody.size() > keptPlainBody)
        std::vector<char>().swap(m_plainBody);
    return response;
}

} // namespace desk
