// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ingest/requestguard.h"

#include <algorithm>
#include <charconv>

namespace desk {
namespace {

ServerResponse refusal(int status, std::string_view code, std::string_view message)
{
    ServerResponse response = errorResponse(status, code, message);
    response.close = true;
    return response;
}

bool isTokenCharacter(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           std::string_view("!#$%&'*+-.^_`|~").find(c) != std::string_view::npos;
}

// The first line: one method, one target in origin form, one version, single spaces.
std::optional<std::string_view> requestLineFault(std::string_view line)
{
    const auto first = line.find(' ');
    const auto last = line.rfind(' ');
    if (first == 0 || first == std::string_view::npos || last == first ||
        !std::all_of(line.begin(), line.begin() + static_cast<std::ptrdiff_t>(first), isTokenCharacter))
        return "the request line is not METHOD /path HTTP/1.1";
    const std::string_view version = line.substr(last + 1);
    if (version != "HTTP/1.1" && version != "HTTP/1.0")
        return "the version must be HTTP/1.1 or HTTP/1.0";
    const std::string_view target = line.substr(first + 1, last - first - 1);
    if (!target.starts_with('/'))
        return "the target must be a path that begins with /";
    if (std::any_of(target.begin(), target.end(), [](char c) { return c <= ' ' || c >= 127 || c == '#'; }))
        return "the target must be printable ASCII without spaces; write other bytes as %XX";
    return std::nullopt;
}

std::optional<std::string_view> fieldFault(std::string_view line)
{
    const auto colon = line.find(':');
    if (colon == 0 || colon == std::string_view::npos ||
        !std::all_of(line.begin(), line.begin() + static_cast<std::ptrdiff_t>(colon), isTokenCharacter))
        return "a header line is not \"Name: value\" with a plain name and no space before the colon";
    if (std::any_of(line.begin() + static_cast<std::ptrdiff_t>(colon), line.end(),
                    [](char c) { return (c >= 0 && c < ' ' && c != '\t') || c == 127; }))
        return "an invisible character in the value of a header";
    return std::nullopt;
}

// Bytes the parser lets through but another server in front of us might read differently.
std::optional<std::string_view> ambiguity(std::string_view raw)
{
    for (std::size_t i = 0; i < raw.size(); ++i) {
        const char c = raw[i];
        if (c == '\0')
            return "a NUL byte in the header";
        if (c == '\n' && (i == 0 || raw[i - 1] != '\r'))
            return "a line of the header ends with LF alone; use CR LF";
        if (c == '\r' && (i + 1 == raw.size() || raw[i + 1] != '\n'))
            return "a CR without LF in the header";
        if ((c == ' ' || c == '\t') && i > 0 && raw[i - 1] == '\n')
            return "a folded header line";
    }
    auto end = raw.find("\r\n");
    auto fault = requestLineFault(raw.substr(0, end));
    while (!fault && end != std::string_view::npos) {
        raw.remove_prefix(end + 2);
        end = raw.find("\r\n");
        if (raw.empty() || end == 0)
            break;
        fault = fieldFault(raw.substr(0, end));
    }
    return fault;
}

} // namespace

bool RequestGuard::allowsHost(std::string_view host) const
{
    std::string name(host);
    std::transform(name.begin(), name.end(), name.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    unsigned port = m_options.scheme == "https" ? 443 : 80;
    const auto colon = name.rfind(':');
    if (colon != std::string::npos && name.find(']', colon) == std::string::npos) {
        const char *end = name.data() + name.size();
        const auto [stop, error] = std::from_chars(name.data() + colon + 1, end, port);
        // Other servers may read 08000 in another way or not at all.
        if (error != std::errc{} || stop != end || name[colon + 1] == '0')
            return false;
        name.resize(colon);
    }
    return port == m_options.port &&
           std::find(m_options.hosts.begin(), m_options.hosts.end(), name) != m_options.hosts.end();
}

bool RequestGuard::isListed(std::string_view origin) const
{
    return std::find(m_options.origins.begin(), m_options.origins.end(), origin) != m_options.origins.end();
}

std::optional<ServerResponse> RequestGuard::check(const HttpRequest &request,
                                                  std::string_view rawHeader) const
{
    if (const auto what = ambiguity(rawHeader))
        return refusal(400, "BAD_REQUEST", *what);
    std::size_t hosts = 0;
    std::size_t lengths = 0;
    std::size_t encodings = 0;
    bool chunked = true;
    for (const HeaderField &field : request.headers) {
        if (equalIgnoringCase(field.name, "host"))
            ++hosts;
        else if (equalIgnoringCase(field.name, "content-length")) {
            ++lengths;
            if (field.value.empty() || field.value.size() > 18 ||
                !std::all_of(field.value.begin(), field.value.end(),
                             [](char c) { return c >= '0' && c <= '9'; }))
                return refusal(400, "BAD_REQUEST", "Content-Length must be a plain number");
        } else if (equalIgnoringCase(field.name, "transfer-encoding")) {
            ++encodings;
            chunked = chunked && field.value == "chunked";
        }
    }
    if (hosts != 1)
        return refusal(400, "BAD_REQUEST",
                       hosts == 0 ? "the Host header is missing" : "more than one Host header");
    if (lengths > 1)
        return refusal(400, "BAD_REQUEST", "more than one Content-Length header");
    if (lengths > 0 && encodings > 0)
        return refusal(400, "BAD_REQUEST", "Content-Length together with Transfer-Encoding");
    if (encodings > 0 && rawHeader.substr(0, rawHeader.find('\r')).ends_with("HTTP/1.0"))
        return refusal(400, "BAD_REQUEST", "HTTP/1.0 has no Transfer-Encoding");
    if (encodings > 1 || !chunked)
        return refusal(501, "NOT_IMPLEMENTED", "the only Transfer-Encoding understood is chunked");
    if (!allowsHost(request.header("host")))
        return refusal(421, "MISDIRECTED_REQUEST", "the Host header names another server than this one");
    if (const std::string_view origin = request.header("origin"); !origin.empty()) {
        const auto scheme = origin.find("://");
        const bool own = scheme != std::string_view::npos && origin.substr(0, scheme) == m_options.scheme &&
                         allowsHost(origin.substr(scheme + 3));
        if (!own && !isListed(origin))
            return refusal(403, "AUTHORIZATION_ERROR", "requests from this Origin are not allowed");
    }
    const bool wantsBody = request.method == HttpMethod::post || request.method == HttpMethod::put;
    if (wantsBody && lengths == 0 && encodings == 0)
        return refusal(411, "LENGTH_REQUIRED", "send Content-Length or Transfer-Encoding: chunked");
    return std::nullopt;
}

} // namespace desk
