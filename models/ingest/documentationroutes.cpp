// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ingest/documentationroutes.h"

namespace desk {

// Embedded from resources/ by CMake.
std::string_view openApiDocument();
std::string_view docsPage();
std::string_view docsScript();
std::string_view docsStyle();

namespace {

constexpr const char *policy =
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'none'";

void add(Router &router, const char *path, const char *type, std::string_view (*content)())
{
    const auto answer = [type, content](const HttpRequest &) {
        ServerResponse response;
        response.contentType = type;
        response.body = content();
        response.headers.emplace_back("Content-Security-Policy", policy);
        response.headers.emplace_back("Referrer-Policy", "no-referrer");
        response.headers.emplace_back("Cache-Control", "no-cache");
        return response;
    };
    router.add({HttpMethod::get, path, answer, {}, 0});
}

} // namespace

void addDocumentationRoutes(Router &router)
{
    add(router, "/openapi.json", "application/json", openApiDocument);
    add(router, "/docs", "text/html; charset=utf-8", docsPage);
    add(router, "/docs/", "text/html; charset=utf-8", docsPage);
    add(router, "/docs/docs.js", "text/javascript; charset=utf-8", docsScript);
    add(router, "/docs/docs.css", "text/css; charset=utf-8", docsStyle);
}

} // namespace desk
