// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/ingest/httpmessage.h"

#include <optional>

namespace desk {

// The names this server answers to, and who may call it from a browser. Plain value.
struct RequestGuardOptions
{
    std::vector<std::string> hosts; // lower case, without port
    std::uint16_t port = 0;
    std::vector<std::string> origins; // further origins, as browsers send them
    std::string scheme = "http";      // of our own origin
};

// Strict reading of a request's header before its body is read: framing that two servers could read
// differently, foreign Host and Origin. Pure; any thread. A refusal closes the connection.
class RequestGuard
{
public:
    explicit RequestGuard(RequestGuardOptions options)
        : m_options(std::move(options))
    {
    }

    // Whether a page of another origin that was allowed sent it.
    [[nodiscard]] bool isListed(std::string_view origin) const;
    // rawHeader: everything up to and including the blank line. nullopt = go on.
    [[nodiscard]] std::optional<ServerResponse> check(const HttpRequest &request,
                                                      std::string_view rawHeader) const;

private:
    [[nodiscard]] bool allowsHost(std::string_view host) const;
    RequestGuardOptions m_options;
};

} // namespace desk
