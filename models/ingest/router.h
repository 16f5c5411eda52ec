// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/ingest/httpmessage.h"

#include <functional>
#include <optional>

namespace desk {

// Who answers a path. Features register their routes at start; then ingest thread only.
class Router
{
public:
    using Handler = std::function<ServerResponse(const HttpRequest &)>;
    // An answer in the form that the clients of a path show to their users; none: the envelope is that form.
    using Refusal = std::optional<ServerResponse> (*)(const HttpRequest &, int status,
                                                      const std::string &message);
    struct Route
    {
        HttpMethod method = HttpMethod::get;
        std::string path; // exact; "/x/*" also everything below /x/
        Handler handler;
        std::vector<std::string> scopes; // any of these; empty = open to all
        std::size_t maxBody = 32U << 20U;
        bool openOnLoopback = false;          // there it needs no token; elsewhere one of the scopes
        std::vector<std::string> encodings{}; // of Content-Encoding that the handler gets undone
        Refusal refusal = nullptr; // of what the server refuses before the handler; null = envelope
    };

    void add(Route route);

    struct Match
    {
        const Route *route = nullptr;
        std::string allowed; // methods the path knows, "GET, HEAD"; empty = unknown path
    };
    // GET routes also answer HEAD.
    [[nodiscard]] Match find(HttpMethod method, std::string_view path) const;

    [[nodiscard]] const std::vector<Route> &routes() const { return m_routes; }
    // Of each route "METHOD path scope,scope" (no scopes: "METHOD path").
    [[nodiscard]] std::vector<std::string> names() const;
    // Whether a good answer of the route acknowledges points.
    [[nodiscard]] static bool takesPoints(const Route &route);

private:
    std::vector<Route> m_routes;
};

} // namespace desk
