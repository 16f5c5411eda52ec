// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/ingest/identity.h"
#include "models/telemetry/time.h"

namespace desk {

// JSON web tokens signed with HS256 by a local secret (RFC 7515/7519, verified after RFC 8725: the algorithm
// is ours to choose, crit is refused, exp is required, duplicate claims are refused, at most 8 KiB). Claims
// of the platform's first generation: sub = operator, operator_id, operator_name, scopes; iss must be ours
// when it is there. Any thread.
class JwtVerifier
{
public:
    // secret: at least 32 bytes; empty = no JWT is accepted.
    explicit JwtVerifier(std::string secret, std::string issuer = "constellation")
        : m_secret(std::move(secret))
        , m_issuer(std::move(issuer))
    {
    }

    static bool looksLikeJwt(std::string_view token);
    // Every failure is the same answer to the client; the message is for our log.
    [[nodiscard]] Result<Identity> verify(std::string_view token, Timestamp now) const;
    // For tests and for the command line: header and signature around the claims.
    [[nodiscard]] std::string sign(std::string_view claimsJson) const;

private:
    [[nodiscard]] std::string signature(std::string_view signedPart) const;
    std::string m_secret;
    std::string m_issuer;
};

} // namespace desk
