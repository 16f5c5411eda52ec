// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ingest/jwtverifier.h"

#include <array>
#include <cmath>
#include <nlohmann/json.hpp>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <optional>
#include <set>

namespace desk {
namespace {

using Json = nlohmann::json;

constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
constexpr std::size_t maxToken = 8 * 1024;
constexpr double leeway = 60; // seconds

tl::unexpected<Error> refused(const char *why)
{
    return failure(ErrorCode::unauthenticated, why);
}

std::string base64url(std::string_view bytes)
{
    std::string out;
    for (std::size_t i = 0; i < bytes.size(); i += 3) {
        std::uint32_t word = 0;
        for (std::size_t k = 0; k < 3; ++k)
            word = word << 8U | (i + k < bytes.size() ? static_cast<unsigned char>(bytes[i + k]) : 0U);
        for (std::size_t k = 0; k < 4 && i + k <= bytes.size(); ++k)
            out += alphabet[word >> (18 - 6 * k) & 63U];
    }
    return out;
}

std::optional<std::string> fromBase64url(std::string_view text)
{
    std::string out;
    std::uint32_t word = 0;
    unsigned bits = 0;
    for (const char c : text) {
        const auto value = alphabet.find(c);
        if (value == std::string_view::npos)
            return std::nullopt;
        word = word << 6U | static_cast<std::uint32_t>(value);
        bits += 6;
        if (bits >= 8) {
            bits -= 8;
            out += static_cast<char>(word >> bits & 255U);
        }
    }
    // Bits beyond the last byte must be zero, or two texts would mean the same token.
    if (text.size() % 4 == 1 || (word & ((1U << bits) - 1U)) != 0)
        return std::nullopt;
    return out;
}

// An object without duplicate members at any level, or nothing.
std::optional<Json> strictObject(const std::string &text)
{
    std::vector<std::set<std::string>> seen;
    bool duplicate = false;
    const auto watch = [&](int depth, Json::parse_event_t event, Json &parsed) {
        if (event == Json::parse_event_t::object_start)
            seen.emplace_back();
        else if (event == Json::parse_event_t::object_end)
            seen.pop_back();
        else if (event == Json::parse_event_t::key)
            duplicate = !seen.back().insert(parsed.get<std::string>()).second || duplicate;
        return depth < 16;
    };
    Json json = Json::parse(text, watch, false);
    if (duplicate || !json.is_object())
        return std::nullopt;
    return json;
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
    unsigned int size = 0;
    HMAC(EVP_sha256(), m_secret.data(), static_cast<int>(m_secret.size()),
         reinterpret_cast<const unsigned char *>(signedPart.data()), signedPart.size(), mac.data(), &size);
    return {reinterpret_cast<const char *>(mac.data()), size};
}

std::string JwtVerifier::sign(std::string_view claimsJson) const
{
    const std::string signedPart = base64url(R"({"alg":"HS256","typ":"JWT"})") + "." + base64url(claimsJson);
    return signedPart + "." + base64url(signature(signedPart));
}

Result<Identity> JwtVerifier::verify(std::string_view token, Timestamp now) const
{
    if (m_secret.size() < 32)
        return refused("no secret for JSON web tokens is set");
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
    const auto fields = strictObject(*header);
    if (!fields || !fields->contains("alg") || (*fields)["alg"] != "HS256" || fields->contains("crit"))
        return refused("algorithm is not HS256, or critical extensions");
    const std::string expected = signature(token.substr(0, second));
    if (mac->size() != expected.size() || CRYPTO_memcmp(mac->data(), expected.data(), expected.size()) != 0)
        return refused("wrong signature");
    const auto body = strictObject(*claims);
    if (!body || !body->contains("exp") || !(*body)["exp"].is_number())
        return refused("no exp claim");
    const double seconds = double(nanoseconds(now)) * 1e-9;
    const double expires = (*body)["exp"].get<double>();
    if (!std::isfinite(expires) || expires + leeway <= seconds)
        return refused("expired");
    for (const char *from : {"nbf", "iat"}) {
        if (body->contains(from) &&
            (!(*body)[from].is_number() || (*body)[from].get<double>() > seconds + leeway))
            return refused("not valid yet");
    }
    const auto text = [&](const char *name) {
        return body->contains(name) && (*body)[name].is_string() ? (*body)[name].get<std::string>()
                                                                 : std::string();
    };
    // The platform's first generation sends no iss; a wrong one is refused.
    if (text("sub") != "operator" || (body->contains("iss") && text("iss") != m_issuer))
        return refused("wrong subject or issuer");
    Identity identity{"jwt:" + text("operator_id"), text("operator_name"), {}};
    const Json granted = body->contains("scopes") ? (*body)["scopes"] : Json::array();
    if (!granted.is_array())
        return refused("scopes is not an array");
    for (const Json &scope : granted) {
        if (!scope.is_string())
            return refused("a scope is not a string");
        identity.scopes.push_back(scope.get<std::string>());
    }
    return identity;
}

} // namespace desk
