// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ingest/router.h"

namespace desk {
namespace {

bool pathMatches(std::string_view pattern, std::string_view path)
{
    if (pattern.ends_with("/*"))
        return path.starts_with(pattern.substr(0, pattern.size() - 1)) && path.size() >= pattern.size();
    return pattern == path;
}

} // namespace

void Router::add(Route route)
{
    m_routes.push_back(std::move(route));
}

Router::Match Router::find(HttpMethod method, std::string_view path) const
{
    Match match;
    const auto allow = [&](std::string_view word) {
        match.allowed.append(match.allowed.empty() ? "" : ", ").append(word);
    };
    for (const Route &route : m_routes) {
        if (!pathMatches(route.path, path))
            continue;
        if (route.method == method || (route.method == HttpMethod::get && method == HttpMethod::head))
            return {&route, {}};
        allow(httpMethodWord(route.method));
        if (route.method == HttpMethod::get)
            allow("HEAD");
    }
    return match;
}

std::vector<std::string> Router::names() const
{
    std::vector<std::string> names;
    for (const Route &route : m_routes) {
        std::string name = std::string(httpMethodWord(route.method)) + " " + route.path;
        for (std::size_t i = 0; i < route.scopes.size(); ++i)
            name.append(i == 0 ? " " : ",").append(route.scopes[i]);
        names.push_back(std::move(name));
    }
    return names;
}

bool Router::takesPoints(const Route &route)
{
    return route.method == HttpMethod::post && route.scopes == std::vector<std::string>{"telemetry:write"};
}

} // namespace desk
