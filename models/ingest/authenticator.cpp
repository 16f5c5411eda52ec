// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ingest/authenticator.h"

#include <algorithm>

namespace desk {
namespace {

std::string_view tokenOf(const HttpRequest &request)
{
    std::string_view field = request.header("authorization");
    if (field.empty())
        return request.header("x-api-key");
    const auto space = field.find(' ');
    const std::string_view scheme = field.substr(0, space);
    if (space == std::string_view::npos ||
        (!equalIgnoringCase(scheme, "bearer") && !equalIgnoringCase(scheme, "token")))
        return field; // an unknown scheme is a wrong token, not a missing one
    field.remove_prefix(space + 1);
    while (field.starts_with(' '))
        field.remove_prefix(1);
    return field;
}

} // namespace

Result<std::optional<Identity>> Authenticator::authenticate(const HttpRequest &request,
                                                            std::span<const std::string> scopes,
                                                            Timestamp now) const
{
    const std::string_view token = tokenOf(request);
    if (token.empty()) {
        if (scopes.empty() || (!m_options.required && request.loopback))
            return std::optional<Identity>{};
        return failure(ErrorCode::unauthenticated, "Missing authentication token");
    }
    std::optional<Identity> identity;
    if (token.size() <= 8 * 1024) {
        if (JwtVerifier::looksLikeJwt(token)) {
            if (auto verified = m_jwt.verify(token, now))
                identity = *std::move(verified);
        } else {
            identity = m_tokens.find(token, now);
        }
    }
    if (!identity)
        return failure(ErrorCode::unauthenticated, "Invalid or expired token");
    if (!scopes.empty() &&
        std::none_of(scopes.begin(), scopes.end(), [&](const std::string &s) { return identity->allows(s); }))
        return failure(ErrorCode::forbidden, "Missing required scope: " + scopes.front());
    return identity;
}

} // namespace desk
