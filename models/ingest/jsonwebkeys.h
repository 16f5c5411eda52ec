// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/telemetry/result.h"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

struct evp_pkey_st;

namespace desk {

// The signatures an issuer with public keys may use; HS256 is never one of them.
enum class KeyAlgorithm : std::uint8_t { rs256, es256 };

// A set of public keys (RFC 7517) and the check of a signature with one of them (RFC 7518: RS256 with RSA of
// at least 2048 bits, ES256 with P-256 and a raw signature of 64 bytes). Plain value; any thread.
class JsonWebKeys
{
public:
    // Keys of other types or uses are passed over: a set may serve others too. A set without one usable
    // key, a damaged one or one above 256 KiB is refused.
    static Result<JsonWebKeys> parse(std::string_view text);

    enum class Verdict : std::uint8_t { good, wrongSignature, unknownKey, wrongKeyType };
    // kid empty = the token names none: then there must be exactly one key of the algorithm.
    [[nodiscard]] Verdict verify(KeyAlgorithm algorithm, std::string_view kid, std::string_view signedPart,
                                 std::string_view signature) const;
    [[nodiscard]] std::size_t size() const { return m_keys.size(); }

private:
    struct Key
    {
        std::string kid;
        KeyAlgorithm algorithm{};
        std::shared_ptr<evp_pkey_st> key;
    };
    std::vector<Key> m_keys;
};

} // namespace desk
