// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ingest/ingestserver.h"

#include "models/ingest/bodyencoding.h"
#include "models/ingest/pointdecoder.h"

#include <algorithm>
#include <arpa/inet.h>
#include <ifaddrs.h>
#include <netinet/in.h>
#include <nlohmann/json.hpp>
#include <unistd.h>

namespace desk {
namespace {

bool isLoopback(const std::string &address)
{
    return address == "localhost" || address == "::1" || address.starts_with("127.");
}

std::string lowered(std::string text)
{
    for (char &c : text)
        c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    return text;
}

bool isAny(const std::string &address)
{
    return address == "0.0.0.0" || address == "::";
}

// Every address of this machine, as a Host header writes it.
void addAddresses(std::vector<std::string> &names)
{
    ifaddrs *all = nullptr;
    if (::getifaddrs(&all) != 0)
        return;
    for (const ifaddrs *one = all; one; one = one->ifa_next) {
        char text[INET6_ADDRSTRLEN] = {};
        if (one->ifa_addr && one->ifa_addr->sa_family == AF_INET &&
            ::inet_ntop(AF_INET, &reinterpret_cast<const sockaddr_in *>(one->ifa_addr)->sin_addr, text,
                        sizeof text))
            names.emplace_back(text);
        else if (one->ifa_addr && one->ifa_addr->sa_family == AF_INET6 &&
                 ::inet_ntop(AF_INET6, &reinterpret_cast<const sockaddr_in6 *>(one->ifa_addr)->sin6_addr,
                             text, sizeof text))
            names.push_back('[' + std::string(text) + ']');
    }
    ::freeifaddrs(all);
}

constexpr std::uint16_t portsTried = 100;
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

Result<void> IngestServer::listen()
{
    if (!isLoopback(m_options.address) && !(m_authenticator.isRequired() && m_options.certificate))
        return failure(
            ErrorCode::unsupported,
            "listening on " + m_options.address +
                " would open the server to other machines, which needs tokens (leave out --no-auth "
                "and server.no_auth) and TLS (set tls.enabled = true in config.toml, with "
                "tls.certificate and tls.key or a certificate made here); or listen on 127.0.0.1 "
                "and forward the port, for example by ssh");
    if (m_options.certificate) {
        if (auto secured = m_http.secure(m_options.certificate->certificates, m_options.certificate->key);
            !secured)
            return secured;
    }
    std::uint16_t wanted = m_options.port;
    auto port = m_http.listen(m_options.address, wanted);
    while (!port && port.error().code == ErrorCode::addressInUse && !m_options.portGiven && wanted != 0) {
        wanted = wanted + 1 < m_options.port + portsTried ? static_cast<std::uint16_t>(wanted + 1) : 0;
        port = m_http.listen(m_options.address, wanted);
    }
    if (!port)
        return tl::unexpected(port.error());
    m_port = *port;
    std::vector<std::string> hosts = namesFor(m_options.address);
    hosts.insert(hosts.end(), m_options.hosts.begin(), m_options.hosts.end());
    m_guard.emplace(RequestGuardOptions{std::move(hosts), m_port, m_options.origins,
                                        m_options.certificate ? "https" : "http"});
    m_http.every(std::chrono::seconds(10), [this] { m_audit.flush(m_time.now()); });
    const Timestamp now = m_time.now();
    if (m_options.port != 0 && m_port != m_options.port)
        m_events.report(now, Severity::caution, EventCode::serverPortTaken, url(),
                        std::to_string(m_options.port));
    m_events.report(now, Severity::nominal, EventCode::serverListening, url());
    return {};
}

std::vector<std::string> IngestServer::namesFor(const std::string &address)
{
    std::vector<std::string> names{"localhost", "127.0.0.1", "[::1]"};
    if (isAny(address))
        addAddresses(names);
    else
        names.push_back(address.find(':') == std::string::npos ? address : '[' + address + ']');
    char host[256] = {};
    if (::gethostname(host, sizeof host - 1) == 0 && host[0] != '\0')
        names.push_back(lowered(host));
    return names;
}

std::string IngestServer::url() const
{
    std::string host = m_options.address == "localhost" ? "127.0.0.1" : m_options.address;
    if (isAny(host)) // where our own programs reach it
        host = host == "::" ? "::1" : "127.0.0.1";
    const bool v6 = host.find(':') != std::string::npos;
    return (m_options.certificate ? "https://" : "http://") + (v6 ? "[" + host + "]" : host) + ":" +
           std::to_string(m_port);
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
    if (!takesEncoding(match.route, encoding)) {
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
    m_metrics.countRequest(response.status, m_time.steadyNow() - start);
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
