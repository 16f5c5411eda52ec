// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/telemetry/time.h"

#include <QJsonObject>

#include <memory>
#include <string>
#include <vector>

struct evp_pkey_st;

namespace desk {

// Makes good and forged JSON web tokens with keys of its own, signed by OpenSSL and not by our code. A file
// of its own because moc does not read raw strings with these contents. Plain value.
class TokenForge
{
public:
    struct Row
    {
        const char *name;
        std::string token;
        const char *reason; // of the refusal
    };

    [[nodiscard]] std::vector<Row> goodTokens() const;
    [[nodiscard]] std::vector<Row> forgedTokens() const;
    [[nodiscard]] std::string ofCognito() const;
    [[nodiscard]] std::string ofAnOperator() const; // with custom:operator_id
    [[nodiscard]] std::string keySet() const;
    // A public key as its issuer publishes it.
    [[nodiscard]] QJsonObject rsaKey() const;
    [[nodiscard]] QJsonObject ecKey() const;
    [[nodiscard]] static QJsonObject shortRsaKey();
    [[nodiscard]] const std::string &secret() const { return m_secret; }
    [[nodiscard]] const std::string &issuer() const { return m_issuer; }

private:
    using Key = std::shared_ptr<evp_pkey_st>;
    [[nodiscard]] std::string cognito() const;
    static std::string with(std::string claims, const std::string &from, const std::string &to);
    static std::string unsignedPart(const std::string &header, const std::string &claims);
    [[nodiscard]] std::string rs(const std::string &claims,
                                 const std::string &header = "{\"alg\":\"RS256\",\"kid\":\"r1\"}",
                                 evp_pkey_st *key = nullptr) const;
    [[nodiscard]] std::string es(const std::string &claims,
                                 const std::string &header = "{\"alg\":\"ES256\",\"kid\":\"e1\"}",
                                 evp_pkey_st *key = nullptr) const;
    [[nodiscard]] std::string hs(const std::string &claims,
                                 const std::string &header = "{\"alg\":\"HS256\",\"typ\":\"JWT\"}") const;
    static Key rsa(std::size_t bits);
    static Key ec();

    const std::string m_secret = "a secret of at least thirty-two bytes";
    const std::string m_issuer = "https://cognito-idp.eu-central-1.amazonaws.com/eu-central-1_Lab";
    const Key m_rsa = rsa(2048);
    const Key m_otherRsa = rsa(2048);
    const Key m_ec = ec();
    const Key m_otherEc = ec();
    static const std::string m_local;
};

} // namespace desk
