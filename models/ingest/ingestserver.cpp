// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ingest/ingestserver.h"

#include "models/ingest/bodyencoding.h"
#include "models/ingest/pointdecoder.h"

#include <algorithm>
#include <unistd.h>

namespace desk {
namespace {

bool isLoopback(const std::string &address)
{
    return address == "localhost" || address == "::1" || address.starts_with("127.");
}

std::vector<std::string> ownNames(const std::string &address)
{
    std::vector<std::string> names{"localhost", "127.0.0.1", "[::1]", address};
    char host[256] = {};
    if (::gethostname(host, sizeof host - 1) == 0 && host[0] != '\0') {
        std::string name;
        for (const char *c = host; *c != '\0'; ++c)
            name += *c >= 'A' && *c <= 'Z' ? static_cast<char>(*c + 32) : *c;
        names.push_back(name);
    }
    return names;
}

constexpr std::uint16_t portsTried = 100;
constexpr std::size_t keptPlainBody = 4U << 20U;

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
    , m_http(m_options.http, {[this](const HttpRequest &request, std::string_view raw, std::size_t &maxBody) {
                                  return accept(request, raw, maxBody);
                              },
                              [this](const HttpRequest &request) { return answer(request); },
                              [this] { m_metrics.countRejected("framing"); }})
{
}

Result<void> IngestServer::listen()
{
    if (!isLoopback(m_options.address))
        return failure(ErrorCode::unsupported,
                       "listening on " + m_options.address +
                           " would open the server to other machines, which needs TLS; "
                           "listen on 127.0.0.1 and forward the port, for example by ssh");
    std::uint16_t wanted = m_options.port;
    auto port = m_http.listen(m_options.address, wanted);
    while (!port && port.error().code == ErrorCode::addressInUse && !m_options.portGiven && wanted != 0) {
        wanted = wanted + 1 < m_options.port + portsTried ? static_cast<std::uint16_t>(wanted + 1) : 0;
        port = m_http.listen(m_options.address, wanted);
    }
    if (!port)
        return tl::unexpected(port.error());
    m_port = *port;
    m_guard.emplace(RequestGuardOptions{ownNames(m_options.address), m_port, {}});
    const Timestamp now = m_time.now();
    if (m_options.port != 0 && m_port != m_options.port)
        m_events.report(now, Severity::caution, EventCode::serverPortTaken, url(),
                        std::to_string(m_options.port));
    m_events.report(now, Severity::nominal, EventCode::serverListening, url());
    return {};
}

std::string IngestServer::url() const
{
    const bool v6 = m_options.address.find(':') != std::string::npos;
    const std::string host = m_options.address == "localhost" ? "127.0.0.1" : m_options.address;
    return "http://" + (v6 ? "[" + host + "]" : host) + ":" + std::to_string(m_port);
}

std::optional<ServerResponse> IngestServer::accept(const HttpRequest &request, std::string_view rawHeader,
                                                   std::size_t &maxBody)
{
    if (auto refusal = m_guard->check(request, rawHeader)) {
        m_metrics.countRejected("guard");
        return refusal;
    }
    const std::string_view encoding = request.header("content-encoding");
    const auto match = m_router.find(request.method, request.path);
    if (!takesEncoding(match.route, encoding))
        return errorResponse(415, "UNSUPPORTED_MEDIA_TYPE",
                             "Content-Encoding " + std::string(encoding) +
                                 " is not understood; send the body as it is");
    if (match.route)
        maxBody = std::min(maxBody, match.route->maxBody);
    return std::nullopt;
}

ServerResponse IngestServer::answer(const HttpRequest &request)
{
    const SteadyTime start = m_time.steadyNow();
    ServerResponse response = handle(request);
    m_metrics.countRequest(response.status, m_time.steadyNow() - start);
    return response;
}

ServerResponse IngestServer::handle(const HttpRequest &request)
{
    const auto match = m_router.find(request.method, request.path);
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
    const bool isOpen = match.route->openOnLoopback && request.loopback;
    const auto identity = m_authenticator.authenticate(
        request, isOpen ? std::span<const std::string>{} : match.route->scopes, m_time.now());
    if (!identity) {
        m_metrics.countRejected(identity.error().code == ErrorCode::forbidden ? "scope" : "token");
        ServerResponse response = errorResponse(identity.error());
        if (response.status == 401)
            response.headers.emplace_back("WWW-Authenticate", "Bearer realm=\"constellation\"");
        return response;
    }
    if (*identity && (!request.loopback || m_options.rateLimitLoopback) && !match.route->scopes.empty()) {
        if (const auto wait = m_rates.take((*identity)->id, m_time.steadyNow()); wait.count() > 0) {
            m_metrics.countRejected("rate");
            ServerResponse response = errorResponse(429, "RATE_LIMITED",
                                                    "more than " + std::to_string(m_options.ratePerMinute) +
                                                        " requests a minute with this token");
            response.headers.emplace_back("Retry-After", std::to_string(wait.count()));
            return response;
        }
    }
    HttpRequest known = request;
    known.identity = *identity ? &**identity : nullptr;
    return handleBody(known, *match.route);
}

ServerResponse IngestServer::handleBody(HttpRequest &request, const Router::Route &route)
{
    const std::string_view encoding = request.header("content-encoding");
    if (encoding.empty() || equalIgnoringCase(encoding, "identity"))
        return route.handler(request);
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
    ServerResponse response = route.handler(request);
    if (m_plainBody.size() > keptPlainBody)
        std::vector<char>().swap(m_plainBody);
    return response;
}

} // namespace desk
