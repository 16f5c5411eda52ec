// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/ingest/httpmessage.h"
#include "models/ingest/jwtverifier.h"
#include "models/ingest/tokenstore.h"

namespace desk {

// From a request's token to who it is. Bearer, Token and X-API-Key are read alike; the token's shape tells a
// JWT from an opaque one. Ingest thread.
class Authenticator
{
public:
    struct Options
    {
        bool required = true; // false (--no-auth): holds for loopback only
        std::string jwtSecret;
    };

    Authenticator(Options options, TokenStore tokens)
        : m_options(std::move(options))
        , m_jwt(m_options.jwtSecret)
        , m_tokens(std::move(tokens))
    {
    }

    // scopes: any of these suffices; empty = an open route. nullopt in the result = nobody, and none needed.
    // A token that is sent and wrong is refused everywhere.
    [[nodiscard]] Result<std::optional<Identity>>
    authenticate(const HttpRequest &request, std::span<const std::string> scopes, Timestamp now) const;
    [[nodiscard]] bool isRequired() const { return m_options.required; }
    [[nodiscard]] JwtVerifier &jwt() { return m_jwt; }
    [[nodiscard]] TokenStore &tokens() { return m_tokens; }

private:
    Options m_options;
    JwtVerifier m_jwt;
    TokenStore m_tokens;
};

} // namespace desk
