// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/ingest/tokenforge.h"

#include "models/ingest/base64url.h"
#include "models/ingest/jwtverifier.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/ecdsa.h>
#include <openssl/evp.h>
#include <openssl/pem.h>

using namespace desk;
using namespace Qt::StringLiterals;

namespace desk {
namespace {

std::string bytesOf(EVP_PKEY *key, const char *name, int length = 0)
{
    BIGNUM *number = nullptr;
    EVP_PKEY_get_bn_param(key, name, &number);
    std::string out(std::size_t(length > 0 ? length : BN_num_bytes(number)), '\0');
    BN_bn2binpad(number, reinterpret_cast<unsigned char *>(out.data()), int(out.size()));
    BN_free(number);
    return out;
}

QJsonObject jwk(EVP_PKEY *key, const QString &kid)
{
    const auto text = [](const std::string &bytes) { return QString::fromStdString(toBase64url(bytes)); };
    if (EVP_PKEY_is_a(key, "RSA"))
        return {{"kty"_L1, "RSA"_L1},
                {"kid"_L1, kid},
                {"alg"_L1, "RS256"_L1},
                {"use"_L1, "sig"_L1},
                {"n"_L1, text(bytesOf(key, OSSL_PKEY_PARAM_RSA_N))},
                {"e"_L1, text(bytesOf(key, OSSL_PKEY_PARAM_RSA_E))}};
    return {{"kty"_L1, "EC"_L1},
            {"crv"_L1, "P-256"_L1},
            {"kid"_L1, kid},
            {"x"_L1, text(bytesOf(key, OSSL_PKEY_PARAM_EC_PUB_X, 32))},
            {"y"_L1, text(bytesOf(key, OSSL_PKEY_PARAM_EC_PUB_Y, 32))}};
}

std::string derSignature(EVP_PKEY *key, const std::string &text)
{
    EVP_MD_CTX *context = EVP_MD_CTX_new();
    std::size_t size = 0;
    EVP_DigestSignInit(context, nullptr, EVP_sha256(), nullptr, key);
    EVP_DigestSign(context, nullptr, &size, reinterpret_cast<const unsigned char *>(text.data()),
                   text.size());
    std::string signature(size, '\0');
    EVP_DigestSign(context, reinterpret_cast<unsigned char *>(signature.data()), &size,
                   reinterpret_cast<const unsigned char *>(text.data()), text.size());
    EVP_MD_CTX_free(context);
    signature.resize(size);
    return signature;
}

std::string rawSignature(EVP_PKEY *key, const std::string &text)
{
    const std::string der = derSignature(key, text);
    const auto *data = reinterpret_cast<const unsigned char *>(der.data());
    ECDSA_SIG *pair = d2i_ECDSA_SIG(nullptr, &data, long(der.size()));
    std::string raw(64, '\0');
    BN_bn2binpad(ECDSA_SIG_get0_r(pair), reinterpret_cast<unsigned char *>(raw.data()), 32);
    BN_bn2binpad(ECDSA_SIG_get0_s(pair), reinterpret_cast<unsigned char *>(raw.data()) + 32, 32);
    ECDSA_SIG_free(pair);
    return raw;
}

} // namespace

TokenForge::Key TokenForge::rsa(std::size_t bits)
{
    return {EVP_PKEY_Q_keygen(nullptr, nullptr, "RSA", bits), EVP_PKEY_free};
}

TokenForge::Key TokenForge::ec()
{
    return {EVP_PKEY_Q_keygen(nullptr, nullptr, "EC", "P-256"), EVP_PKEY_free};
}

QJsonObject TokenForge::rsaKey() const
{
    return jwk(m_rsa.get(), u"r1"_s);
}
QJsonObject TokenForge::ecKey() const
{
    return jwk(m_ec.get(), u"e1"_s);
}
QJsonObject TokenForge::shortRsaKey()
{
    return jwk(rsa(1024).get(), u"r1"_s);
}

std::string TokenForge::keySet() const
{
    const QJsonObject set{{"keys"_L1, QJsonArray{rsaKey(), ecKey()}}};
    return QJsonDocument(set).toJson().toStdString();
}

std::string TokenForge::ofCognito() const
{
    return rs(cognito());
}

std::string TokenForge::ofAnOperator() const
{
    return rs(with(cognito(), "\"iat\"", "\"custom:operator_id\":\"op-9\",\"iat\""));
}

const std::string TokenForge::m_local =
    R"({"sub":"operator","operator_id":"op-7","operator_name":"Ada","scopes":["read"],"iat":1699999000,"exp":1700003600})";
std::string TokenForge::cognito() const
{
    return R"({"sub":"8f2c","iss":")" + m_issuer +
           R"(","client_id":"desk-client","token_use":"access","scope":"openid constellation/telemetry:write constellation/read","username":"ada","iat":1699999000,"exp":1700003600})";
}

std::string TokenForge::with(std::string claims, const std::string &from, const std::string &to)
{
    const auto at = claims.find(from);
    return at == std::string::npos ? std::string("no such text: ") + from
                                   : claims.replace(at, from.size(), to);
}
std::string TokenForge::unsignedPart(const std::string &header, const std::string &claims)
{
    return toBase64url(header) + "." + toBase64url(claims);
}
std::string TokenForge::rs(const std::string &claims, const std::string &header, EVP_PKEY *key) const
{
    const std::string part = unsignedPart(header, claims);
    return part + "." + toBase64url(derSignature(key ? key : m_rsa.get(), part));
}
std::string TokenForge::es(const std::string &claims, const std::string &header, EVP_PKEY *key) const
{
    const std::string part = unsignedPart(header, claims);
    return part + "." + toBase64url(rawSignature(key ? key : m_ec.get(), part));
}
std::string TokenForge::hs(const std::string &claims, const std::string &header) const
{
    return JwtVerifier(m_secret).sign(claims, header);
}

std::vector<TokenForge::Row> TokenForge::goodTokens() const
{
    std::vector<Row> rows;
    const std::string aud = with(cognito(), R"("client_id":"desk-client","token_use":"access")",
                                 R"("aud":["other","constellation-desk"])");
    rows.push_back({"local", hs(m_local), {}});
    rows.push_back(
        {"local with issuer", hs(with(m_local, "\"iat\"", "\"iss\":\"constellation\",\"iat\"")), {}});
    rows.push_back({"local with audience",
                    hs(with(m_local, "\"iat\"", "\"aud\":[\"x\",\"constellation\"],\"iat\"")),
                    {}});
    rows.push_back({"local, just expired", hs(with(m_local, "1700003600", "1699999941")), {}});
    rows.push_back({"local, clock ahead", hs(with(m_local, "1699999000", "1700000059")), {}});
    rows.push_back({"Cognito RS256", rs(cognito()), {}});
    rows.push_back({"Cognito ES256", es(cognito()), {}});
    rows.push_back({"audience array", rs(aud), {}});
    rows.push_back(
        {"audience text", rs(with(aud, R"(["other","constellation-desk"])", R"("constellation-desk")")), {}});
    rows.push_back({"at+jwt", rs(aud, R"({"alg":"RS256","kid":"r1","typ":"at+JWT"})"), {}});
    rows.push_back({"no kid, one key of the type", es(aud, R"({"alg":"ES256"})"), {}});
    rows.push_back(
        {"jku is not looked at",
         rs(aud, R"({"alg":"RS256","kid":"r1","jku":"http://evil.example/k","x5u":"http://evil.example/"})"),
         {}});
    rows.push_back({"scopes as array",
                    rs(with(aud, R"("scope":"openid constellation/telemetry:write constellation/read")",
                            R"("scopes":["telemetry:write","read"])")),
                    {}});
    return rows;
}

std::vector<TokenForge::Row> TokenForge::forgedTokens() const
{
    std::vector<Row> rows;
    const auto add = [&rows](const char *name, const std::string &token, const char *reason) {
        rows.push_back({name, token, reason});
    };
    const std::string good = hs(m_local);
    const auto dot = good.rfind('.');
    const char *const signature = "wrong signature";
    const char *const algorithm = "algorithm is not HS256, RS256 or ES256";
    const char *const base64 = "not base64url";
    const char *const header = "the header is not a JSON object without duplicates";
    const char *const claims = "the claims are not a JSON object without duplicates";
    const char *const audience = "for another audience";
    const char *const date = "no exp claim that is a date";
    const char *const critical = "critical extensions are not understood";
    const char *const untrusted = "of an issuer that is not trusted";
    const char *const otherType = "the key is of another type than the algorithm";

    // The form.
    add("empty", "", "not three parts");
    add("dots only", "..", header);
    add("one part", good.substr(0, good.find('.')), "not three parts");
    add("two parts", good.substr(0, dot), "not three parts");
    add("four parts", good + ".x", "not three parts");
    add("five parts as an encrypted token", "a.b.c.d.e", "not three parts");
    add("padded", good + "=", base64);
    add("blank at the end", good + " ", base64);
    add("line break inside", with(good, ".", ".\n"), base64);
    add("base64 of the other alphabet", with(good, ".", ".+/"), base64);
    add("NUL at the end", good + std::string(1, '\0'), base64);
    add("impossible length", good + "AA", base64);
    add("longer than 8 KiB", hs(with(m_local, "Ada", std::string(9000, 'a'))), "longer than 8 KiB");
    add("header an array", hs(m_local, "[]"), header);
    add("header not JSON", hs(m_local, "alg=HS256"), header);
    add("header with a byte order mark", hs(m_local, "\xEF\xBB\xBF{\"alg\":\"HS256\"}"), header);
    add("header with rubbish behind", hs(m_local, "{\"alg\":\"HS256\"}{}"), header);
    add("header with two algorithms", hs(m_local, R"({"alg":"HS256","alg":"none"})"), header);
    add("claims an array", hs("[1]"), claims);
    add("claims not JSON", hs("sub=operator"), claims);
    add("claims not UTF-8", hs(with(m_local, "Ada", "\xC3\x28")), claims);
    add("duplicate scopes", hs(with(m_local, "\"iat\"", "\"scopes\":[\"admin\"],\"iat\"")), claims);
    add("duplicate written otherwise", hs(with(m_local, "\"iat\"", "\"\\u0065xp\":1,\"iat\"")), claims);
    add("duplicate deep inside", hs(with(m_local, "\"iat\"", "\"x\":{\"a\":1,\"a\":2},\"iat\"")), claims);
    add("deep nesting",
        hs(with(m_local, "\"iat\"", "\"x\":" + std::string(40, '[') + std::string(40, ']') + ",\"iat\"")),
        claims);
    // The algorithm.
    add("alg none", unsignedPart(R"({"alg":"none"})", m_local) + ".", algorithm);
    add("alg NONE", unsignedPart(R"({"alg":"NONE"})", m_local) + ".", algorithm);
    add("alg empty", hs(m_local, R"({"alg":""})"), algorithm);
    add("alg missing", hs(m_local, R"({"typ":"JWT"})"), algorithm);
    add("alg null", hs(m_local, R"({"alg":null})"), algorithm);
    add("alg a list", hs(m_local, R"({"alg":["HS256"]})"), algorithm);
    add("alg hs256", hs(m_local, R"({"alg":"hs256"})"), algorithm);
    add("alg HS512", hs(m_local, R"({"alg":"HS512"})"), algorithm);
    add("alg PS256", rs(cognito(), R"({"alg":"PS256","kid":"r1"})"), algorithm);
    add("alg RS1", rs(cognito(), R"({"alg":"RS1","kid":"r1"})"), algorithm);
    add("alg ES384", es(cognito(), R"({"alg":"ES384","kid":"e1"})"), algorithm);
    add("alg EdDSA", es(cognito(), R"({"alg":"EdDSA","kid":"e1"})"), algorithm);
    add("HS256 claims of the trusted issuer", hs(cognito()), "wrong subject or issuer");
    {
        BIO *memory = BIO_new(BIO_s_mem());
        PEM_write_bio_PUBKEY(memory, m_rsa.get());
        char *data = nullptr;
        const long size = BIO_get_mem_data(memory, &data);
        add("HS256 with the public key as secret",
            JwtVerifier(std::string(data, std::size_t(size)))
                .sign(cognito(), R"({"alg":"HS256","kid":"r1"})"),
            signature);
        BIO_free(memory);
    }
    add("RS256 over an EC key", rs(cognito(), R"({"alg":"RS256","kid":"e1"})"), otherType);
    add("ES256 over an RSA key", es(cognito(), R"({"alg":"ES256","kid":"r1"})"), otherType);
    add("HS256 signature called RS256", hs(m_local, R"({"alg":"RS256","kid":"r1"})"), untrusted);
    // Extensions and keys the token brings along.
    add("crit", hs(m_local, R"({"alg":"HS256","crit":["exp"]})"), critical);
    add("crit empty", hs(m_local, R"({"alg":"HS256","crit":[]})"), critical);
    add("b64 false", hs(m_local, R"({"alg":"HS256","b64":false})"), critical);
    add("zip", hs(m_local, R"({"alg":"HS256","zip":"DEF"})"), "compressed or encrypted");
    add("its own key in jwk",
        rs(cognito(),
           R"({"alg":"RS256","kid":"x","jwk":)" +
               QJsonDocument(jwk(m_otherRsa.get(), u"x"_s)).toJson(QJsonDocument::Compact).toStdString() +
               "}",
           m_otherRsa.get()),
        "signed with an unknown key");
    add("its own key set in jku",
        rs(cognito(), R"({"alg":"RS256","kid":"x","jku":"http://evil.example/jwks"})", m_otherRsa.get()),
        "signed with an unknown key");
    add("a certificate in x5u",
        rs(cognito(), R"({"alg":"RS256","kid":"r1","x5u":"http://evil.example/c"})", m_otherRsa.get()),
        signature);
    add("kid a number", rs(cognito(), R"({"alg":"RS256","kid":1})"), "kid is not a short string");
    add("kid a path", rs(cognito(), R"({"alg":"RS256","kid":"../../dev/null"})"),
        "signed with an unknown key");
    add("kid very long", rs(cognito(), R"({"alg":"RS256","kid":")" + std::string(300, 'k') + "\"}"),
        "kid is not a short string");
    add("typ of a logout token", rs(cognito(), R"({"alg":"RS256","kid":"r1","typ":"logout+jwt"})"),
        "typ is not JWT");
    // The signature.
    add("other secret", JwtVerifier("another secret of thirty-two bytes!!").sign(m_local), signature);
    add("no signature", good.substr(0, dot + 1), signature);
    add("half a signature", good.substr(0, dot + 1 + 20), signature);
    add("signature and more", good + "AAAA", signature);
    add("claims exchanged",
        unsignedPart(R"({"alg":"HS256","typ":"JWT"})", with(m_local, "read", "admin")) + good.substr(dot),
        signature);
    add("RS256 by another key", rs(cognito(), R"({"alg":"RS256","kid":"r1"})", m_otherRsa.get()), signature);
    add("RS256 without signature", unsignedPart(R"({"alg":"RS256","kid":"r1"})", cognito()) + ".", signature);
    {
        const std::string part = unsignedPart(R"({"alg":"RS256","kid":"r1"})", cognito());
        add("RS256 with a leading zero byte",
            part + "." + toBase64url(std::string(1, '\0') + derSignature(m_rsa.get(), part)), signature);
        const std::string ecPart = unsignedPart(R"({"alg":"ES256","kid":"e1"})", cognito());
        const std::string raw = rawSignature(m_ec.get(), ecPart);
        add("ES256 as DER", ecPart + "." + toBase64url(derSignature(m_ec.get(), ecPart)), signature);
        add("ES256 of zeros", ecPart + "." + toBase64url(std::string(64, '\0')), signature);
        add("ES256 of ones", ecPart + "." + toBase64url(std::string(64, '\xff')), signature);
        add("ES256 of 63 bytes", ecPart + "." + toBase64url(raw.substr(0, 63)), signature);
        add("ES256 of 65 bytes", ecPart + "." + toBase64url(raw + '\0'), signature);
        add("ES256 with r and s exchanged", ecPart + "." + toBase64url(raw.substr(32) + raw.substr(0, 32)),
            signature);
    }
    add("ES256 by another key", es(cognito(), R"({"alg":"ES256","kid":"e1"})", m_otherEc.get()), signature);
    // Times.
    add("expired", hs(with(m_local, "1700003600", "1699999940")), "expired");
    add("no exp", hs(with(m_local, ",\"exp\":1700003600", "")), date);
    add("exp as text", hs(with(m_local, "1700003600", "\"1700003600\"")), date);
    add("exp null", hs(with(m_local, "1700003600", "null")), date);
    add("exp negative", hs(with(m_local, "1700003600", "-1")), date);
    add("exp beyond all dates", hs(with(m_local, "1700003600", "1e300")), date);
    add("issued in the future", hs(with(m_local, "1699999000", "1700000061")), "not valid yet");
    add("not yet valid", hs(with(m_local, "\"iat\"", "\"nbf\":1700000061,\"iat\"")), "not valid yet");
    add("nbf as text", hs(with(m_local, "\"iat\"", "\"nbf\":\"0\",\"iat\"")), "nbf or iat is not a date");
    add("RS256 expired", rs(with(cognito(), "1700003600", "1699999000")), "expired");
    // Who made it, for whom, about whom.
    add("local with another issuer", hs(with(m_local, "\"iat\"", "\"iss\":\"evil\",\"iat\"")),
        "wrong subject or issuer");
    add("local with iss null", hs(with(m_local, "\"iat\"", "\"iss\":null,\"iat\"")),
        "wrong subject or issuer");
    add("local for another audience", hs(with(m_local, "\"iat\"", "\"aud\":\"other\",\"iat\"")), audience);
    add("local about another subject", hs(with(m_local, "\"operator\",", "\"admin\",")),
        "wrong subject or issuer");
    add("other user pool", rs(with(cognito(), "_Lab", "_Evil")), untrusted);
    add("issuer with a slash more", rs(with(cognito(), "_Lab\"", "_Lab/\"")), untrusted);
    add("issuer with NUL", rs(with(cognito(), "_Lab\"", "_Lab\\u0000\"")), untrusted);
    add("no issuer", rs(with(cognito(), "\"iss\":\"" + m_issuer + "\",", "")), untrusted);
    add("issuer a list", rs(with(cognito(), "\"" + m_issuer + "\"", "[\"" + m_issuer + "\"]")), untrusted);
    add("other client", rs(with(cognito(), "desk-client", "other-client")), audience);
    add("no client", rs(with(cognito(), "\"client_id\":\"desk-client\",", "")), audience);
    add("client a list", rs(with(cognito(), "\"desk-client\"", "[\"desk-client\"]")), audience);
    add("ID token", rs(with(with(cognito(), "\"access\"", "\"id\""), "client_id", "aud")),
        "not an access token");
    add("refresh token", rs(with(cognito(), "\"access\"", "\"refresh\"")), "not an access token");
    add("no token use", rs(with(cognito(), ",\"token_use\":\"access\"", "")), audience);
    add("other audience beside the right client", rs(with(cognito(), "\"iat\"", "\"aud\":\"other\",\"iat\"")),
        audience);
    add("audience list of others", rs(with(cognito(), "\"iat\"", "\"aud\":[\"a\",\"b\"],\"iat\"")), audience);
    add("audience list empty", rs(with(cognito(), "\"iat\"", "\"aud\":[],\"iat\"")), audience);
    add("audience list with a number", rs(with(cognito(), "\"iat\"", "\"aud\":[\"desk-client\",1],\"iat\"")),
        audience);
    add("no subject", rs(with(cognito(), "\"sub\":\"8f2c\",", "")), "no subject");
    add("subject a number", rs(with(cognito(), "\"8f2c\"", "7")), "no subject");
    // Scopes.
    add("scopes as text", hs(with(m_local, "[\"read\"]", "\"admin\"")), "scopes is not an array");
    add("a scope that is a number", hs(with(m_local, "[\"read\"]", "[1]")), "a scope is not a string");
    add("scope and scopes", hs(with(m_local, "\"iat\"", "\"scope\":\"admin\",\"iat\"")),
        "both scope and scopes");
    add("scope a list",
        rs(with(cognito(), "\"openid constellation/telemetry:write constellation/read\"", "[\"admin\"]")),
        "scope is not a string");
    std::string many = "\"a\"";
    for (int i = 0; i < 70; ++i)
        many += ",\"a\"";
    add("seventy scopes", hs(with(m_local, "\"read\"", many)), "more than 64 scopes");
    return rows;
}

} // namespace desk
