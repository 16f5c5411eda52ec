// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ingest/jsonwebkeys.h"

#include "models/ingest/base64url.h"
#include "models/ingest/strictjson_p.h"

#include <openssl/core_names.h>
#include <openssl/ecdsa.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>

namespace desk {
namespace {

struct Free
{
    void operator()(EVP_PKEY_CTX *p) const { EVP_PKEY_CTX_free(p); }
    void operator()(EVP_MD_CTX *p) const { EVP_MD_CTX_free(p); }
    void operator()(OSSL_PARAM_BLD *p) const { OSSL_PARAM_BLD_free(p); }
    void operator()(OSSL_PARAM *p) const { OSSL_PARAM_free(p); }
    void operator()(BIGNUM *p) const { BN_free(p); }
    void operator()(ECDSA_SIG *p) const { ECDSA_SIG_free(p); }
};
template <class T>
using Owned = std::unique_ptr<T, Free>;
using KeyPointer = std::shared_ptr<EVP_PKEY>;

constexpr std::size_t maxSet = 256 * 1024;
constexpr std::size_t coordinate = 32; // bytes of a P-256 number
constexpr int minRsaBits = 2048;
constexpr int maxRsaBits = 8192; // checking a larger one would take the server's time

const unsigned char *bytes(std::string_view text)
{
    return reinterpret_cast<const unsigned char *>(text.data());
}

Owned<BIGNUM> number(std::string_view big)
{
    return Owned<BIGNUM>(BN_bin2bn(bytes(big), static_cast<int>(big.size()), nullptr));
}

KeyPointer fromParameters(const char *type, OSSL_PARAM_BLD *builder)
{
    const Owned<OSSL_PARAM> parameters(OSSL_PARAM_BLD_to_param(builder));
    const Owned<EVP_PKEY_CTX> context(EVP_PKEY_CTX_new_from_name(nullptr, type, nullptr));
    EVP_PKEY *key = nullptr;
    if (!parameters || !context || EVP_PKEY_fromdata_init(context.get()) != 1 ||
        EVP_PKEY_fromdata(context.get(), &key, EVP_PKEY_PUBLIC_KEY, parameters.get()) != 1)
        return nullptr;
    KeyPointer owned(key, EVP_PKEY_free);
    const Owned<EVP_PKEY_CTX> check(EVP_PKEY_CTX_new_from_pkey(nullptr, key, nullptr));
    return check && EVP_PKEY_public_check(check.get()) == 1 ? owned : nullptr; // the point is on the curve
}

KeyPointer rsaKey(const nlohmann::json &json)
{
    const auto n = fromBase64url(memberText(json, "n"));
    const auto e = fromBase64url(memberText(json, "e"));
    if (!n || !e || n->empty() || e->empty() || e->size() > 8)
        return nullptr;
    const auto modulus = number(*n);
    const auto exponent = number(*e);
    const int bits = BN_num_bits(modulus.get());
    if (bits < minRsaBits || bits > maxRsaBits || BN_is_one(exponent.get()) || !BN_is_odd(exponent.get()))
        return nullptr;
    const Owned<OSSL_PARAM_BLD> builder(OSSL_PARAM_BLD_new());
    OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_N, modulus.get());
    OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_E, exponent.get());
    return fromParameters("RSA", builder.get());
}

KeyPointer ecKey(const nlohmann::json &json)
{
    const auto x = fromBase64url(memberText(json, "x"));
    const auto y = fromBase64url(memberText(json, "y"));
    if (memberText(json, "crv") != "P-256" || !x || !y || x->size() != coordinate || y->size() != coordinate)
        return nullptr;
    const std::string point = "\x04" + *x + *y; // uncompressed
    const Owned<OSSL_PARAM_BLD> builder(OSSL_PARAM_BLD_new());
    OSSL_PARAM_BLD_push_utf8_string(builder.get(), OSSL_PKEY_PARAM_GROUP_NAME, "prime256v1", 0);
    OSSL_PARAM_BLD_push_octet_string(builder.get(), OSSL_PKEY_PARAM_PUB_KEY, point.data(), point.size());
    return fromParameters("EC", builder.get());
}

// OpenSSL wants DER where RFC 7518 has r and s as they are.
std::string derSignature(std::string_view raw)
{
    const Owned<ECDSA_SIG> signature(ECDSA_SIG_new());
    ECDSA_SIG_set0(signature.get(), number(raw.substr(0, coordinate)).release(),
                   number(raw.substr(coordinate)).release());
    unsigned char *der = nullptr;
    const int size = i2d_ECDSA_SIG(signature.get(), &der);
    std::string out(reinterpret_cast<const char *>(der), static_cast<std::size_t>(std::max(size, 0)));
    OPENSSL_free(der);
    return out;
}

bool signatureFits(EVP_PKEY *key, std::string_view signedPart, std::string_view signature)
{
    const Owned<EVP_MD_CTX> context(EVP_MD_CTX_new());
    return context && EVP_DigestVerifyInit(context.get(), nullptr, EVP_sha256(), nullptr, key) == 1 &&
           EVP_DigestVerify(context.get(), bytes(signature), signature.size(), bytes(signedPart),
                            signedPart.size()) == 1;
}

} // namespace

Result<JsonWebKeys> JsonWebKeys::parse(std::string_view set)
{
    const auto refused = [](const char *why) { return failure(ErrorCode::parseError, why); };
    if (set.size() > maxSet)
        return refused("the key set is larger than 256 KiB");
    while (!set.empty() && (set.front() == ' ' || set.front() == '\n' || set.front() == '\r'))
        set.remove_prefix(1);
    const auto json = strictJsonObject(set);
    if (!json || !json->contains("keys") || !(*json)["keys"].is_array())
        return refused("the key set is not an object with an array of keys");
    JsonWebKeys keys;
    for (const nlohmann::json &entry : (*json)["keys"]) {
        if (!entry.is_object() || (entry.contains("use") && memberText(entry, "use") != "sig"))
            continue;
        const std::string type = memberText(entry, "kty");
        const bool rsa = type == "RSA";
        const char *algorithm = rsa ? "RS256" : "ES256";
        if ((!rsa && type != "EC") || (entry.contains("alg") && memberText(entry, "alg") != algorithm))
            continue;
        if (auto key = rsa ? rsaKey(entry) : ecKey(entry))
            keys.m_keys.push_back(
                {memberText(entry, "kid"), rsa ? KeyAlgorithm::rs256 : KeyAlgorithm::es256, std::move(key)});
    }
    if (keys.m_keys.empty())
        return refused("the key set has no key for RS256 (RSA, 2048 bits or more) or ES256 (P-256)");
    return keys;
}

JsonWebKeys::Verdict JsonWebKeys::verify(KeyAlgorithm algorithm, std::string_view kid,
                                         std::string_view signedPart, std::string_view signature) const
{
    const Key *found = nullptr;
    bool otherType = false;
    for (const Key &key : m_keys) {
        if (!kid.empty() && key.kid != kid)
            continue;
        if (key.algorithm != algorithm) {
            otherType = true;
            continue;
        }
        if (found)
            return Verdict::unknownKey; // which of them is not for us to guess
        found = &key;
    }
    if (!found)
        return otherType ? Verdict::wrongKeyType : Verdict::unknownKey;
    bool good = false;
    if (algorithm == KeyAlgorithm::rs256)
        good = signature.size() == static_cast<std::size_t>(EVP_PKEY_get_size(found->key.get())) &&
               signatureFits(found->key.get(), signedPart, signature);
    else
        good = signature.size() == 2 * coordinate &&
               signatureFits(found->key.get(), signedPart, derSignature(signature));
    return good ? Verdict::good : Verdict::wrongSignature;
}

} // namespace desk
