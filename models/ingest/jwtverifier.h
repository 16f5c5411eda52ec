// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/ingest/identity.h"
#include "models/ingest/jsonwebkeys.h"
#include "models/telemetry/time.h"

#include <functional>

namespace desk {

// Somebody else who may make tokens for us, known by its public keys.
struct JwtIssuer
{
    std::string issuer;                 // the exact iss claim
    std::vector<std::string> audiences; // aud, or client_id where a token has no aud
    std::string scopePrefix;            // taken off each scope, "constellation/"
};

// JSON web tokens (RFC 7515/7519, verified after RFC 8725). The algorithm follows from who issued, never from
// the token alone: HS256 only for tokens made here with the local secret, RS256 and ES256 only for the
// configured issuer with a key of its set. crit is refused; jku, x5u, jwk and x5c are not looked at; exp is
// required; duplicate members are refused; at most 8 KiB; 60 s of leeway.
// Local claims: those of the platform's first generation, sub = operator, operator_id, operator_name, scopes;
// iss and aud must be ours when they are there. Others: iss, sub, aud or (as Cognito's access tokens have it)
// client_id with token_use = access, scope or scopes. One thread at a time.
class JwtVerifier
{
public:
    // secret: at least 32 bytes; empty = no local JWT is accepted.
    explicit JwtVerifier(std::string secret, std::string issuer = "constellation")
        : m_secret(std::move(secret))
        , m_issuer(std::move(issuer))
    {
    }

    // Until its keys came its tokens are refused.
    void trust(JwtIssuer issuer) { m_trusted = std::move(issuer); }
    void setKeys(JsonWebKeys keys) { m_keys = std::move(keys); }
    // Called when a token of the trusted issuer names a key that the set lacks: it may be a new one.
    std::function<void()> onUnknownKey;

    static bool looksLikeJwt(std::string_view token);
    // Every failure is the same answer to the client; the message is for our log and names the reason.
    [[nodiscard]] Result<Identity> verify(std::string_view token, Timestamp now) const;
    // For tests and for the command line: header and signature around the claims.
    [[nodiscard]] std::string sign(std::string_view claimsJson,
                                   std::string_view headerJson = R"({"alg":"HS256","typ":"JWT"})") const;

private:
    struct Parts;
    [[nodiscard]] std::string signature(std::string_view signedPart) const;
    [[nodiscard]] Result<Identity> verifyLocal(const Parts &parts) const;
    [[nodiscard]] Result<Identity> verifyTrusted(const Parts &parts, KeyAlgorithm algorithm) const;

    std::string m_secret;
    std::string m_issuer;
    JwtIssuer m_trusted;
    JsonWebKeys m_keys;
};

} // namespace desk
