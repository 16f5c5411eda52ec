// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ingest/jwtverifier.h"

#include "models/ingest/base64url.h"
#include "models/ingest/strictjson_p.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <openssl/crypto.h>
#include <openssl/evp.h>

namespace desk {

// What a token says, not believed yet.
struct JwtVerifier::Parts
{
    std::string_view signedPart;
    std::string signature;
    nlohmann::json header;
    nlohmann::json claims;
};

namespace {

constexpr std::size_t maxToken = 8 * 1024;
constexpr std::size_t maxScopes = 64;
constexpr double leeway = 60;        // seconds
constexpr double latest = 1e11;      // seconds since 1970 that are still a date
constexpr std::size_t shortest = 32; // bytes of a local secret

tl::unexpected<Error> refused(const char *why)
{
    return failure(ErrorCode::unauthenticated, why);
}

// typ is JWT or, for access tokens, at+jwt (RFC 9068); an ID or logout token of the same issuer says so here.
const char *headerFault(const nlohmann::json &header)
{
    if (header.contains("crit") || header.contains("b64"))
        return "critical extensions are not understood";
    if (header.contains("zip") || header.contains("enc"))
        return "compressed or encrypted";
    if (header.contains("kid") && (!header["kid"].is_string() || memberText(header, "kid").size() > 256))
        return "kid is not a short string";
    if (header.contains("typ")) {
        std::string type = memberText(header, "typ");
        std::transform(type.begin(), type.end(), type.begin(),
                       [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
        if (type != "jwt" && type != "at+jwt" && type != "application/at+jwt")
            return "typ is not JWT";
    }
    return nullptr;
}

std::optional<double> date(const nlohmann::json &value)
{
    if (!value.is_number())
        return std::nullopt;
    const double seconds = value.get<double>();
    return std::isfinite(seconds) && seconds >= 0 && seconds <= latest ? std::optional(seconds)
                                                                       : std::nullopt;
}

const char *timeFault(const nlohmann::json &claims, Timestamp now)
{
    const double seconds = double(nanoseconds(now)) * 1e-9;
    const auto expires = claims.contains("exp") ? date(claims["exp"]) : std::nullopt;
    if (!expires)
        return "no exp claim that is a date";
    if (*expires + leeway <= seconds)
        return "expired";
    for (const char *from : {"nbf", "iat"}) {
        if (!claims.contains(from))
            continue;
        const auto at = date(claims[from]);
        if (!at)
            return "nbf or iat is not a date";
        if (*at > seconds + leeway)
            return "not valid yet";
    }
    return nullptr;
}

// RFC 7519: a string or an array of strings, one of which is ours.
bool isFor(const nlohmann::json &audience, const std::vector<std::string> &ours)
{
    const auto known = [&](const nlohmann::json &one) {
        return one.is_string() &&
               std::find(ours.begin(), ours.end(), one.get_ref<const std::string &>()) != ours.end();
    };
    if (!audience.is_array())
        return known(audience);
    return std::all_of(audience.begin(), audience.end(),
                       [](const nlohmann::json &one) { return one.is_string(); }) &&
           std::any_of(audience.begin(), audience.end(), known);
}

Result<std::vector<std::string>> scopesOf(const nlohmann::json &claims, const std::string &prefix)
{
    std::vector<std::string> scopes;
    const auto add = [&](std::string_view scope) {
        if (scope.starts_with(prefix))
            scope.remove_prefix(prefix.size());
        if (!scope.empty())
            scopes.emplace_back(scope);
    };
    if (claims.contains("scopes") && claims.contains("scope"))
        return refused("both scope and scopes");
    if (claims.contains("scopes")) {
        if (!claims["scopes"].is_array())
            return refused("scopes is not an array");
        for (const nlohmann::json &scope : claims["scopes"]) {
            if (!scope.is_string())
                return refused("a scope is not a string");
            add(scope.get_ref<const std::string &>());
        }
    } else if (claims.contains("scope")) {
        if (!claims["scope"].is_string())
            return refused("scope is not a string");
        const std::string list = memberText(claims, "scope");
        for (std::size_t from = 0; from <= list.size();) {
            const std::size_t to = std::min(list.find(' ', from), list.size());
            add(std::string_view(list).substr(from, to - from));
            from = to + 1;
        }
    }
    if (scopes.size() > maxScopes)
        return refused("more than 64 scopes");
    return scopes;
}

} // namespace

bool JwtVerifier::looksLikeJwt(std::string_view token)
{
    const auto first = token.find('.');
    return first != std::string_view::npos && token.find('.', first + 1) != std::string_view::npos;
}

std::string JwtVerifier::signature(std::string_view signedPart) const
{
    std::array<unsigned char, EVP_MAX_MD_SIZE> mac{};
    std::size_t size = 0;
    EVP_Q_mac(nullptr, "HMAC", nullptr, "SHA256", nullptr, m_secret.data(), m_secret.size(),
              reinterpret_cast<const unsigned char *>(signedPart.data()), signedPart.size(), mac.data(),
              mac.size(), &size);
    return {reinterpret_cast<const char *>(mac.data()), size};
}

std::string JwtVerifier::sign(std::string_view claimsJson, std::string_view headerJson) const
{
    const std::string signedPart = toBase64url(headerJson) + "." + toBase64url(claimsJson);
    return signedPart + "." + toBase64url(signature(signedPart));
}

Result<Identity> JwtVerifier::verify(std::string_view token, Timestamp now) const
{
    if (token.size() > maxToken)
        return refused("longer than 8 KiB");
    const auto first = token.find('.');
    const auto second = token.find('.', first + 1);
    if (first == std::string_view::npos || second == std::string_view::npos ||
        token.find('.', second + 1) != std::string_view::npos)
        return refused("not three parts");
    const auto header = fromBase64url(token.substr(0, first));
    const auto claims = fromBase64url(token.substr(first + 1, second - first - 1));
    const auto mac = fromBase64url(token.substr(second + 1));
    if (!header || !claims || !mac)
        return refused("not base64url");
    auto fields = strictJsonObject(*header);
    if (!fields)
        return refused("the header is not a JSON object without duplicates");
    auto body = strictJsonObject(*claims);
    if (!body)
        return refused("the claims are not a JSON object without duplicates");
    if (const char *fault = headerFault(*fields))
        return refused(fault);
    const Parts parts{token.substr(0, second), *mac, *std::move(fields), *std::move(body)};
    const std::string algorithm = memberText(parts.header, "alg");
    auto identity = algorithm == "HS256"   ? verifyLocal(parts)
                    : algorithm == "RS256" ? verifyTrusted(parts, KeyAlgorithm::rs256)
                    : algorithm == "ES256" ? verifyTrusted(parts, KeyAlgorithm::es256)
                                           : refused("algorithm is not HS256, RS256 or ES256");
    if (!identity)
        return identity;
    if (const char *fault = timeFault(parts.claims, now))
        return refused(fault);
    return identity;
}

Result<Identity> JwtVerifier::verifyLocal(const Parts &parts) const
{
    if (m_secret.size() < shortest)
        return refused("no secret for local tokens is set");
    const std::string expected = signature(parts.signedPart);
    if (parts.signature.size() != expected.size() ||
        CRYPTO_memcmp(parts.signature.data(), expected.data(), expected.size()) != 0)
        return refused("wrong signature");
    const nlohmann::json &claims = parts.claims;
    // The platform's first generation sends neither iss nor aud; a wrong one is refused.
    if (memberText(claims, "sub") != "operator" ||
        (claims.contains("iss") && memberText(claims, "iss") != m_issuer))
        return refused("wrong subject or issuer");
    if (claims.contains("aud") && !isFor(claims["aud"], {m_issuer}))
        return refused("for another audience");
    auto scopes = scopesOf(claims, {});
    if (!scopes)
        return tl::unexpected(scopes.error());
    return Identity{"jwt:" + memberText(claims, "operator_id"), memberText(claims, "operator_name"),
                    *std::move(scopes)};
}

Result<Identity> JwtVerifier::verifyTrusted(const Parts &parts, KeyAlgorithm algorithm) const
{
    const nlohmann::json &claims = parts.claims;
    if (m_trusted.issuer.empty() || memberText(claims, "iss") != m_trusted.issuer)
        return refused("of an issuer that is not trusted");
    switch (m_keys.verify(algorithm, memberText(parts.header, "kid"), parts.signedPart, parts.signature)) {
    case JsonWebKeys::Verdict::good:
        break;
    case JsonWebKeys::Verdict::wrongSignature:
        return refused("wrong signature");
    case JsonWebKeys::Verdict::wrongKeyType:
        return refused("the key is of another type than the algorithm");
    case JsonWebKeys::Verdict::unknownKey:
        if (onUnknownKey)
            onUnknownKey();
        return refused("signed with an unknown key");
    }
    // An ID token of the same issuer is about the user, not for us (Cognito tells them apart by token_use).
    if (claims.contains("token_use") && memberText(claims, "token_use") != "access")
        return refused("not an access token");
    if (claims.contains("aud")) {
        if (!isFor(claims["aud"], m_trusted.audiences))
            return refused("for another audience");
    } else if (!claims.contains("client_id") || !isFor(claims["client_id"], m_trusted.audiences) ||
               claims["client_id"].is_array() || memberText(claims, "token_use") != "access") {
        return refused("for another audience");
    }
    const std::string subject = memberText(claims, "sub");
    if (subject.empty())
        return refused("no subject");
    auto scopes = scopesOf(claims, m_trusted.scopePrefix);
    if (!scopes)
        return tl::unexpected(scopes.error());
    std::string name;
    for (const char *claim :
         {"operator_name", "custom:operator_name", "custom:operator_id", "operator_id", "username"}) {
        if (name.empty())
            name = memberText(claims, claim);
    }
    return Identity{"oidc:" + subject, name.empty() ? subject : name, *std::move(scopes)};
}

} // namespace desk
